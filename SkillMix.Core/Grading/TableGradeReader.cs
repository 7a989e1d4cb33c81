using System.Text.RegularExpressions;

namespace SkillMix.Core.Grading;

/// <summary>Reads gradings in table style: a Markdown table of criteria and points, a total row, an explanation.</summary>
/// <remarks>
/// Tolerant of what real graders do: no introduction, no explanation, a table in a code fence, rows missing, reordered or
/// reworded, dressed or halved points, a reply that breaks off. Rows are matched to criteria by name; their order counts only
/// where exactly k + 3 rows are there and no name speaks against it.
/// </remarks>
public sealed partial class TableGradeReader : IGradeReader
{
    private static readonly HashSet<string> TotalWords =
    [
        .. "total totals sum overall final score scores grade points point marks earned awarded the of out".Split(' '),
    ];

    private static readonly HashSet<string> TotalSigns =
    [
        "total",
        "totals",
        "sum",
        "overall",
        "final",
        "score",
        "grade",
    ];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> IsTotalWord =
        TotalWords.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> IsTotalSign =
        TotalSigns.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <inheritdoc/>
    public string Key => "table";

    /// <inheritdoc/>
    public int Version => 2;

    /// <inheritdoc/>
    public GradeReply Read(string reply, Rubric rubric, string gradedText)
    {
        if (string.IsNullOrWhiteSpace(reply))
        {
            return GradeReply.Unreadable(rubric, GradeDefect.Empty);
        }

        var quoted = new QuotedText(gradedText);
        var own = quoted.BlankedIn(reply);
        return GradeAssembly.Assemble(own, Find(reply, own, rubric, quoted), rubric, gradedText);
    }

    private static FoundPoints Find(string reply, string own, Rubric rubric, QuotedText quoted)
    {
        var names = rubric.Criteria.Take(rubric.K).Select(skill => Words.Joined(skill.Name)).ToHashSet();
        var rows = new List<ReadRow>();
        double? total = null;
        var tables = 0;
        var isTruncated = false;
        var tablesStart = own.Length;
        var tablesEnd = 0;
        foreach (var table in TableRows.Tables(own))
        {
            var (lines, layout) = Layout.Of(table);
            var before = rows.Count;
            for (var i = 0; i < lines.Count; i++)
            {
                var line = lines[i];
                var (label, cell) = layout.Read(line.Cells);
                var isLast = i == lines.Count - 1;
                var breaksOff =
                    isLast && !line.IsClosed && own[line.End..].Trim().Length == 0 && lines.Any(l => l.IsClosed);
                var isInText = quoted.Holds($"{label} {cell}");
                if (breaksOff)
                {
                    isTruncated = true;
                }
                else if (Words.Joined(label) is var words && IsTotal(words) && (isLast || !names.Contains(words)))
                {
                    total = isInText ? total : PointValue.Read(cell, asTotal: true) ?? total;
                }
                else if (label.Length > 0 && cell.Length > 0)
                {
                    var points = PointValue.Read(cell);
                    rows.Add(new(label, PointValue.IsPoint(points) ? points : null, line.Start, line.End, isInText));
                }
            }

            tables += rows.Count > before ? 1 : 0;
            (tablesStart, tablesEnd) = (Math.Min(tablesStart, table[0].Start), table[^1].End);
        }

        var explanation = Explanation(reply, own, tablesStart, tablesEnd);
        total ??=
            TotalLine().Match(own) is { Success: true } match && !quoted.Holds(match.Value)
                ? PointValue.Read(match.Groups["total"].Value, asTotal: true)
                : null;
        return new(rows, total, explanation, total is not null || explanation is not null, isTruncated, tables == 1);
    }

    // A skill may be called "total" too: then only the last row of a table, or a longer label, is the total.
    private static bool IsTotal(ReadOnlySpan<char> words)
    {
        var hasSign = false;
        foreach (var word in words.Split(' '))
        {
            if (!IsTotalWord.Contains(words[word]))
            {
                return false;
            }

            hasSign |= IsTotalSign.Contains(words[word]);
        }

        return hasSign;
    }

    // What follows the marker after the table; else what follows the table; else what follows a marker before it.
    private static string? Explanation(string reply, string own, int tablesStart, int tablesEnd)
    {
        var marker = ExplanationMarker().Match(own, tablesEnd);
        if (marker.Success)
        {
            return NotEmpty(reply[(marker.Index + marker.Length)..]);
        }

        if (tablesEnd == 0)
        {
            return null;
        }

        var first = ExplanationMarker().Match(own);
        return NotEmpty(reply[tablesEnd..].Trim().Trim('`'))
            ?? (
                first.Success && first.Index + first.Length < tablesStart
                    ? NotEmpty(reply[(first.Index + first.Length)..tablesStart])
                    : null
            );
    }

    private static string? NotEmpty(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Which columns of a table hold the criteria and the points.</summary>
    private sealed record Layout(int Label, int Points, int? Columns)
    {
        public static (IReadOnlyList<TableLine> Lines, Layout Layout) Of(IReadOnlyList<TableLine> table)
        {
            var lines = table.Where(line => !line.Cells.All(cell => Rule().IsMatch(cell))).ToList();
            if (lines.Count == 0 || !IsHeader(lines[0].Cells))
            {
                var numbered =
                    lines.Count > 0 && lines[0].Cells.Count >= 3 && PointValue.Read(lines[0].Cells[0]) is not null;
                return (lines, numbered ? new(1, 2, null) : new(0, 1, null));
            }

            var header = lines[0].Cells.Select(cell => Words.Joined(cell)).ToList();
            var points = header.FindIndex(cell => cell.Contains("earned") || cell.Contains("awarded"));
            points = points < 0 ? header.FindLastIndex(cell => PointsHeader().IsMatch(cell)) : points;
            var label = header.FindIndex(cell => LabelHeader().IsMatch(cell));
            label = label < 0 ? 0 : label;
            return (lines[1..], new(label, points < 0 || points == label ? label + 1 : points, header.Count));
        }

        /// <summary>Label and points; a name that holds a bar has spread over several cells.</summary>
        public (string Label, string Points) Read(IReadOnlyList<string> cells)
        {
            var extra = Columns is { } columns && Points > Label ? Math.Max(0, cells.Count - columns) : 0;
            var label =
                extra == 0
                    ? cells.ElementAtOrDefault(Label) ?? ""
                    : string.Join('|', cells.Skip(Label).Take(1 + extra));
            return (Numbering().Replace(PointValue.Plain(label), ""), cells.ElementAtOrDefault(Points + extra) ?? "");
        }

        private static bool IsHeader(IReadOnlyList<string> cells) =>
            cells.Count >= 2
            && cells.Any(cell => PointsHeader().IsMatch(Words.Joined(cell)))
            && cells.All(cell => PointValue.Read(cell) is null);
    }

    [GeneratedRegex(@"^\(?[0-9]{1,2}[.)]\s+|^[-•]\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();

    [GeneratedRegex(@"^:?-*:?$", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex(@"\b(?:points?|scores?|marks?|grade|earned|awarded)\b", RegexOptions.CultureInvariant)]
    private static partial Regex PointsHeader();

    [GeneratedRegex(
        @"\b(?:criteria|criterion|criterium|items?|skills?|rubric|requirements?)\b",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex LabelHeader();

    [GeneratedRegex(
        @"^[ \t>#*_]*Explanation[ \t*_]*:?[ \t*_]*",
        RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex ExplanationMarker();

    // \d is a digit of any script: it finds where a total stands; whether it can be read is for PointValue to say.
    [GeneratedRegex(
        @"^[ \t>#*_]*Total(?: points?| score)?(?: earned)?[ \t*_]*[:=][ \t*_]*(?<total>\d[^\n]{0,20})",
        RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex TotalLine();
}
