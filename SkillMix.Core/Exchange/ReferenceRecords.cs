using System.Globalization;
using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Exchange;

/// <summary>One turn as a row of records.csv holds it.</summary>
/// <param name="Text">The text that the reference read out of the reply; null where the column is absent.</param>
internal sealed record ReferenceTurn(string Prompt, string Reply, string? Text);

/// <summary>One row of a records.csv that has all its cells.</summary>
/// <param name="Index">Place in the file, from 0, which says what tuple it is about.</param>
/// <param name="Line">Line of the file that it starts on.</param>
internal sealed record ReferenceRow(
    int Index,
    int Line,
    string Skills,
    string Topic,
    IReadOnlyList<ReferenceTurn> Turns
);

/// <summary>What a records.csv holds.</summary>
/// <param name="Count">How many rows there are, whole or not.</param>
/// <param name="Rows">The rows that have all their cells.</param>
/// <param name="BrokenLines">Lines of the others, where the file breaks off: what is missing there is not known to be empty.</param>
internal sealed record ReferenceTable(int Count, IReadOnlyList<ReferenceRow> Rows, IReadOnlyList<int> BrokenLines);

/// <summary>Reads records.csv, of generations and of gradings: both are conversations about a tuple.</summary>
internal static class ReferenceRecords
{
    /// <summary>Reads a file's content.</summary>
    /// <param name="content">Its bytes, UTF-8 where no byte order mark says otherwise.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is no such table; says where and why.</exception>
    public static ReferenceTable Read(byte[] content, string file)
    {
        using var text = new StreamReader(new MemoryStream(content));
        using var rows = CsvRows.Read(text.ReadToEnd(), file).GetEnumerator();
        if (!rows.MoveNext())
        {
            throw new InvalidDataException(
                $"{file} is empty; a table of conversations with the columns k, skills and topic was expected."
            );
        }

        var header = rows.Current.Cells;
        Place(header, "k", file);
        var (skills, topic) = (Place(header, "skills", file), Place(header, "topic", file));
        var turns = Turns(header);
        if (turns.Count == 0)
        {
            throw new InvalidDataException(
                $"{file} has no conversation: two columns ending in _0, of the user and of the assistant, were expected."
            );
        }

        var read = new List<ReferenceRow>();
        var broken = new List<int>();
        for (var index = 0; rows.MoveNext(); index++)
        {
            var (line, cells) = rows.Current;
            if (cells.Length < header.Length)
            {
                broken.Add(line);
                continue;
            }

            read.Add(
                new(
                    index,
                    line,
                    cells[skills],
                    cells[topic],
                    [
                        .. turns.Select(turn => new ReferenceTurn(
                            cells[turn.User],
                            cells[turn.Assistant],
                            turn.Text is { } place ? cells[place] : null
                        )),
                    ]
                )
            );
        }

        return new(read.Count + broken.Count, read, broken);
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

    private static int Place(string[] header, string column, string file) =>
        Array.IndexOf(header, column) is >= 0 and var place
            ? place
            : throw new InvalidDataException(
                $"{file}, line 1: the column '{column}' is missing among the columns found ({string.Join(", ", header)})."
            );
}
