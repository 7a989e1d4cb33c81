using System.Text.RegularExpressions;

namespace SkillMix.Core.Grading;

/// <summary>Reads gradings in prose style: item by item "Point earned: 1" or "Point earned: 0", at the end "Grade: n".</summary>
/// <remarks>
/// An item is what stands between one point and the next. Its criterion is the one named in the point itself ("Point earned for
/// metaphor: 1"), else in the last heading above the point; the order of items counts only where exactly k + 3 points are
/// there and no name speaks against it.
/// </remarks>
public sealed partial class ProseGradeReader : IGradeReader
{
    private const int LongestHeading = 200;

    /// <inheritdoc/>
    public string Key => "prose";

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
        var matcher = new CriterionMatcher(rubric);
        var rows = new List<ReadRow>();
        double? total = null;
        var isTruncated = false;
        var itemStart = 0;
        foreach (Match match in Earned().Matches(own))
        {
            var cell = match.Groups["points"].Value;
            var isInText = quoted.Holds(match.Value);
            if (match.Groups["total"].Success)
            {
                total = isInText ? total : PointValue.Read(cell, asTotal: true) ?? total;
                continue;
            }

            // A number at the very end may go on: "0" may have become "0.5".
            var breaksOff =
                match.Index + match.Length == own.TrimEnd().Length
                && own.Length == own.TrimEnd().Length
                && EndsInNumber(match.Value);
            isTruncated |= breaksOff;
            var points = breaksOff ? null : PointValue.Read(cell);
            var item = own[itemStart..match.Index];
            var (label, headingStart, headingEnd) = Label(match.Groups["for"].Value, item, matcher);
            rows.Add(
                new(
                    label,
                    PointValue.IsPoint(points) ? points : null,
                    itemStart + headingStart,
                    match.Index + match.Length,
                    isInText,
                    Reason(reply[(itemStart + headingEnd)..match.Index])
                )
            );
            itemStart = match.Index + match.Length;
        }

        var grades = GradeLine()
            .Matches(own)
            .Where(match => match.Index >= itemStart && !quoted.Holds(match.Value))
            .ToList();
        total =
            grades.Count > 0 ? PointValue.Read(grades[^1].Groups["total"].Value.Trim(), asTotal: true) ?? total : total;
        var isFinished = total is not null || UnfinishedGrade().IsMatch(own);
        var marker = ExplanationMarker().Match(own, itemStart);
        var explanation = marker.Success ? reply[(marker.Index + marker.Length)..].Trim() : null;
        var numbers = rows.Count;
        return new(
            Merged(rows, matcher),
            total,
            string.IsNullOrEmpty(explanation) ? null : explanation,
            isFinished,
            isTruncated || (rows.Count > 0 && !isFinished),
            numbers == rubric.Criteria.Count
        );
    }

    // A point that the graded text holds too may be a quotation inside an item. The grader's own point, which follows without
    // a heading of its own, then belongs to the same item.
    private static List<ReadRow> Merged(List<ReadRow> rows, CriterionMatcher matcher)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i - 1].IsInText && !rows[i].IsInText && matcher.Best(rows[i].Label, _ => true).Position is null)
            {
                rows[i] = rows[i] with { Label = rows[i - 1].Label };
            }
        }

        return rows;
    }

    /// <summary>What an item is about, and where its heading begins and ends in the item.</summary>
    private static (string Label, int Start, int End) Label(string named, string item, CriterionMatcher matcher)
    {
        if (named.Length > 0)
        {
            return (named, item.Length, 0);
        }

        var headings = Headings(item).ToList();
        for (var i = headings.Count - 1; i >= 0; i--)
        {
            if (matcher.Best(headings[i].Label, _ => true).Position is not null)
            {
                return headings[i];
            }
        }

        return headings.Count > 0 ? headings[0] with { Start = item.Length } : ("", item.Length, 0);
    }

    // A heading is a line's beginning: in bold, up to a colon, or the whole of a short line.
    private static IEnumerable<(string Label, int Start, int End)> Headings(string item)
    {
        var start = 0;
        foreach (var line in item.Split('\n'))
        {
            var bullet = Bullet().Match(line).Length;
            var text = line[bullet..];
            var bold = Bold().Match(text);
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (bold.Success)
            {
                yield return (bold.Groups["label"].Value, start, start + bullet + bold.Length);
            }
            else if (colon > 0 && colon <= LongestHeading)
            {
                yield return (text[..colon], start, start + bullet + colon + 1);
            }
            else if (text.Trim().Length is > 1 and <= LongestHeading)
            {
                yield return (text, start, start + line.Length);
            }

            start += line.Length + 1;
        }
    }

    private static string? Reason(string text)
    {
        var reason = text.Trim().Trim(':', '*', '-', '–', '(', '\'', '‘', ' ', '\n', '\r');
        return reason.Length == 0 ? null : reason;
    }

    private static bool EndsInNumber(string text) => char.IsAsciiDigit(text[^1]) || text[^1] is '.' or ',' or '/';

    // Here and in the line of the grade \d is a digit of any script: it finds where a number stands, so that an item with one
    // that cannot be read stays an item. Whether it can be read is for PointValue to say.
    [GeneratedRegex(
        @"(?<total>\btotal\s+)?\bpoints?\s+(?:earned|awarded)\b(?:\s+for\s+(?<for>[^\n]{1,200}?))?[\s*_'""]*[:=][ \t]*[*_'""‘“$ \t]*(?<points>[+\-]?(?:\d{1,4}(?:[.,]\d{1,6})?(?:\s*(?:/|out of)\s*\d{1,4}(?:[.,]\d+)?)?|[.,]\d+|½|<[^>\n]*>\d+(?:\.\d+)?|\\[^\n]{1,80}))(?:[.,/](?=\s*$))?",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Earned();

    [GeneratedRegex(
        @"\bgrade[*_\s]*:[^\n\d]{0,160}(?<total>\d+(?:\.\d+)?(?:\s*/\s*\d+)?)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex GradeLine();

    [GeneratedRegex(
        @"^[ \t#*_>]*grade\b[*_ \t]*:?[*_ \t]*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex UnfinishedGrade();

    [GeneratedRegex(
        @"^[ \t>#*_]*Explanation[ \t*_]*:[ \t*_]*",
        RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex ExplanationMarker();

    [GeneratedRegex(
        @"^[ \t>]*(?:\(?[0-9]{1,2}[.)][ \t]*|[-•+][ \t]+|\*[ \t]+|#{1,6}[ \t]+)?",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^\*\*(?:[0-9]{1,2}[.)][ \t]*)?(?<label>[^*\n]{1,200}?):?\*\*:?", RegexOptions.CultureInvariant)]
    private static partial Regex Bold();
}
