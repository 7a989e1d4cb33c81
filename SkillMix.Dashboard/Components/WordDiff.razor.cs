using DiffPlex;
using Microsoft.AspNetCore.Components;

namespace SkillMix.Dashboard.Components;

/// <summary>What changed between two texts, word by word.</summary>
public sealed partial class WordDiff : ComponentBase
{
    private static readonly char[] Separators = [' ', '\t', '\n', '\r', '.', ',', ';', ':', '!', '?', '(', ')', '"'];

    [Parameter, EditorRequired]
    public required string Before { get; set; }

    [Parameter, EditorRequired]
    public required string After { get; set; }

    private IReadOnlyList<Piece> Pieces { get; set; } = [];

    protected override void OnParametersSet() => Pieces = Compare(Before, After);

    private static List<Piece> Compare(string before, string after)
    {
        var diff = new Differ().CreateWordDiffs(before, after, ignoreWhitespace: false, Separators);
        var pieces = new List<Piece>();
        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            Add(Change.None, diff.PiecesNew, at, block.InsertStartB - at);
            Add(Change.Deleted, diff.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            Add(Change.Inserted, diff.PiecesNew, block.InsertStartB, block.InsertCountB);
            at = block.InsertStartB + block.InsertCountB;
        }

        Add(Change.None, diff.PiecesNew, at, diff.PiecesNew.Length - at);
        return pieces;

        void Add(Change change, string[] words, int start, int count)
        {
            if (count > 0)
            {
                pieces.Add(new(change, string.Concat(words.Skip(start).Take(count))));
            }
        }
    }

    private enum Change
    {
        None,
        Inserted,
        Deleted,
    }

    private sealed record Piece(Change Change, string Text);
}
