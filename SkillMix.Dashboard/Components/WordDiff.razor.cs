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
        var (deleted, inserted) = ("", "");
        foreach (var block in diff.DiffBlocks)
        {
            var same = Words(diff.PiecesNew, at, block.InsertStartB - at);
            if (at > 0 && string.IsNullOrWhiteSpace(same))
            {
                // Nothing but a gap between two changes: they are one, and read as one.
                (deleted, inserted) = (deleted + same, inserted + same);
            }
            else
            {
                AddChange();
                Add(Change.None, same);
            }

            deleted += Words(diff.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            inserted += Words(diff.PiecesNew, block.InsertStartB, block.InsertCountB);
            at = block.InsertStartB + block.InsertCountB;
        }

        AddChange();
        Add(Change.None, Words(diff.PiecesNew, at, diff.PiecesNew.Length - at));
        return pieces;

        void AddChange()
        {
            Add(Change.Deleted, deleted);
            Add(Change.Inserted, inserted);
            (deleted, inserted) = ("", "");
        }

        void Add(Change change, string text)
        {
            if (text.Length > 0)
            {
                pieces.Add(new(change, text));
            }
        }

        static string Words(string[] words, int start, int count) => string.Concat(words.Skip(start).Take(count));
    }

    private enum Change
    {
        None,
        Inserted,
        Deleted,
    }

    private sealed record Piece(Change Change, string Text);
}
