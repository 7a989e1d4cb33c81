using System.Text;

namespace SkillMix.Core.Grading;

/// <summary>One line of a Markdown table.</summary>
/// <param name="Cells">The cells, trimmed.</param>
/// <param name="Start">Where the line begins in the reply.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="IsClosed">The line ends in a bar.</param>
internal sealed record TableLine(IReadOnlyList<string> Cells, int Start, int End, bool IsClosed);

/// <summary>Finds Markdown tables in a reply, also in code fences and quotations, with or without outer bars.</summary>
internal static class TableRows
{
    /// <summary>The tables of a reply: runs of neighbouring lines that hold a bar.</summary>
    public static IReadOnlyList<IReadOnlyList<TableLine>> Tables(string reply)
    {
        var tables = new List<List<TableLine>>();
        var inTable = false;
        for (var start = 0; start < reply.Length; )
        {
            var end = reply.IndexOf('\n', start);
            end = end < 0 ? reply.Length : end;
            var line = reply.AsSpan(start, end - start);
            var isClosed = false;
            var cells = line.Contains('|') ? Cells(line, out isClosed) : [];
            if (cells.Count == 0)
            {
                inTable = false;
            }
            else
            {
                if (!inTable)
                {
                    tables.Add([]);
                    inTable = true;
                }

                tables[^1].Add(new(cells, start, end, isClosed));
            }

            start = end + 1;
        }

        return tables;
    }

    // A bar after a backslash is part of a cell.
    private static List<string> Cells(ReadOnlySpan<char> line, out bool isClosed)
    {
        var text = line.Trim().TrimStart("> ");
        isClosed = text.EndsWith('|') && !text.EndsWith(@"\|", StringComparison.Ordinal);
        var cells = text.Contains('\\') ? Unescaped(text) : Split(text);
        if (isClosed)
        {
            cells.RemoveAt(cells.Count - 1);
        }

        return text.StartsWith('|') ? cells[1..] : cells;
    }

    private static List<string> Split(ReadOnlySpan<char> text)
    {
        var cells = new List<string>();
        foreach (var cell in text.Split('|'))
        {
            cells.Add(text[cell].Trim().ToString());
        }

        return cells;
    }

    private static List<string> Unescaped(ReadOnlySpan<char> text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '|')
            {
                cell.Append('|');
                i++;
            }
            else if (text[i] == '|')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(text[i]);
            }
        }

        cells.Add(cell.ToString().Trim());
        return cells;
    }
}
