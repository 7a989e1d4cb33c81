using System.Globalization;
using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Exchange;

/// <summary>One turn as a row of records.csv holds it.</summary>
/// <param name="Text">The text that the reference read out of the reply; null where the column is absent.</param>
internal sealed record ReferenceTurn(string Prompt, string Reply, string? Text);

/// <summary>One row of a records.csv.</summary>
internal sealed record ReferenceRow(int Line, int K, string Skills, string Topic, IReadOnlyList<ReferenceTurn> Turns);

/// <summary>Reads records.csv, of generations and of gradings: both are conversations about a tuple.</summary>
internal static class ReferenceRecords
{
    /// <exception cref="InvalidDataException">The file is no such table; says where and why.</exception>
    public static IReadOnlyList<ReferenceRow> Read(string path)
    {
        using var rows = CsvRows.Read(File.ReadAllText(path), path).GetEnumerator();
        if (!rows.MoveNext())
        {
            throw new InvalidDataException(
                $"{path} is empty; a table of conversations with the columns k, skills and topic was expected."
            );
        }

        var header = rows.Current.Cells;
        var (k, skills, topic) = (
            Place(header, "k", path),
            Place(header, "skills", path),
            Place(header, "topic", path)
        );
        var turns = Turns(header);
        if (turns.Count == 0)
        {
            throw new InvalidDataException(
                $"{path} has no conversation: two columns ending in _0, of the user and of the assistant, were expected."
            );
        }

        var read = new List<ReferenceRow>();
        while (rows.MoveNext())
        {
            var (line, cells) = rows.Current;
            read.Add(
                new(
                    line,
                    int.TryParse(Cell(cells, k), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                        ? number
                        : 0,
                    Cell(cells, skills),
                    Cell(cells, topic),
                    [
                        .. turns.Select(turn => new ReferenceTurn(
                            Cell(cells, turn.User),
                            Cell(cells, turn.Assistant),
                            turn.Text is { } text ? Cell(cells, text) : null
                        )),
                    ]
                )
            );
        }

        return read;
    }

    /// <summary>
    /// The names of a cell "a, b, c", where a name may hold a comma itself: names of the catalogue first, the longest first.
    /// </summary>
    /// <returns>The names; null where they are not k.</returns>
    public static IReadOnlyList<string>? SkillNames(string cell, int k, SkillCatalogue? catalogue)
    {
        var pieces = cell.Split(',').Select(piece => piece.Trim('\n', '\r')).ToList();
        var names = new List<string>();
        for (var i = 0; i < pieces.Count; )
        {
            var taken = 1;
            for (var length = pieces.Count - i; length > 1; length--)
            {
                if (catalogue?.Find(string.Join(',', pieces.Skip(i).Take(length)).TrimStart()) is not null)
                {
                    taken = length;
                    break;
                }
            }

            // Names are byte-exact but for the space that the joining put before them.
            var name = string.Join(',', pieces.Skip(i).Take(taken)).TrimStart();
            names.Add(catalogue?.Find(name) is null && catalogue?.Find(name.Trim()) is not null ? name.Trim() : name);
            i += taken;
        }

        return names.Count == k && names.All(name => name.Length > 0) ? names : null;
    }

    /// <summary>Role names differ between models: the first column ending in _i is the user's, the second the assistant's.</summary>
    private static List<(int User, int Assistant, int? Text)> Turns(string[] header)
    {
        var turns = new List<(int User, int Assistant, int? Text)>();
        for (var turn = 0; ; turn++)
        {
            var suffix = string.Create(CultureInfo.InvariantCulture, $"_{turn}");
            var computed = new[]
            {
                "model_input",
                "text",
                "score",
                "score_extracted",
                "points",
                "num_sentences_manual_in_student_answer",
                "true_sentence_lim_pt",
                "num_sentences_extracted_eq_num_sentences_model",
            };
            var roles = Enumerable
                .Range(0, header.Length)
                .Where(i =>
                    header[i].EndsWith(suffix, StringComparison.Ordinal)
                    && !computed.Contains(header[i][..^suffix.Length])
                )
                .ToList();
            if (roles.Count < 2)
            {
                return turns;
            }

            var text = Array.IndexOf(header, "text" + suffix);
            turns.Add((roles[0], roles[1], text < 0 ? null : text));
        }
    }

    private static int Place(string[] header, string column, string path) =>
        Array.IndexOf(header, column) is >= 0 and var place
            ? place
            : throw new InvalidDataException(
                $"{path}, line 1: the column '{column}' is missing among the columns found ({string.Join(", ", header)})."
            );

    private static string Cell(string[] cells, int place) => place < cells.Length ? cells[place] : "";
}
