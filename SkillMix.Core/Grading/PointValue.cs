using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace SkillMix.Core.Grading;

/// <summary>Reads numbers of points as graders write them: plain, bold, coloured, as a fraction, in HTML or in LaTeX.</summary>
internal static partial class PointValue
{
    private static readonly SearchValues<char> Dresses = SearchValues.Create(@"<&\*_`~${}½");

    /// <summary>The points in a cell; null where it holds none, or more than one number.</summary>
    /// <param name="cell">What a grader wrote.</param>
    /// <param name="asTotal">For "5/6" give 5, the points earned, rather than the fraction.</param>
    public static double? Read(string cell, bool asTotal = false)
    {
        var plain = Plain(cell);
        if (plain.Length == 1 && char.IsAsciiDigit(plain[0]))
        {
            return plain[0] - '0';
        }

        var match = Number().Match(plain);
        if (!match.Success)
        {
            return null;
        }

        var points = Parse(match.Groups["points"].Value);
        if (asTotal || !match.Groups["of"].Success)
        {
            return points;
        }

        var of = Parse(match.Groups["of"].Value);
        return of > 0 ? points / of : null;
    }

    /// <summary>Whether a number of points can be given for one criterion.</summary>
    public static bool IsPoint(double? points) => points is >= 0 and <= 1;

    /// <summary>The text without HTML, LaTeX and Markdown dressing.</summary>
    public static string Plain(string cell)
    {
        if (!cell.AsSpan().ContainsAny(Dresses))
        {
            return cell.Trim();
        }

        var plain = WebUtility.HtmlDecode(HtmlTag().Replace(cell, ""));
        plain = LatexFraction().Replace(plain, "${part}/${of}");
        plain = LatexColour().Replace(plain, "");
        plain = LatexCommand().Replace(plain, "");
        plain = Dressing().Replace(plain, "");
        return plain.Replace("½", "0.5", StringComparison.Ordinal).Trim();
    }

    private static double Parse(string number) =>
        number.ToLowerInvariant() switch
        {
            "zero" => 0,
            "half" => 0.5,
            "one" => 1,
            _ => double.Parse(number.Replace(',', '.'), CultureInfo.InvariantCulture),
        };

    [GeneratedRegex("</?[a-zA-Z][^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex HtmlTag();

    [GeneratedRegex(@"\\[dt]?frac\s*\{(?<part>[0-9.]+)\}\s*\{(?<of>[0-9.]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex LatexFraction();

    [GeneratedRegex(@"\\(?:text)?color(?:\[[^\]]*\])?\s*\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex LatexColour();

    [GeneratedRegex(@"\\[a-zA-Z]+|\\[()\[\]]", RegexOptions.CultureInvariant)]
    private static partial Regex LatexCommand();

    [GeneratedRegex(@"[*_`~${}\\]", RegexOptions.CultureInvariant)]
    private static partial Regex Dressing();

    // The number comes first. What follows may be a remark, but no second number: "0 or 1" says nothing.
    // Points are digits from 0 to 9; after them \d, which is a digit of any script, so that "1٣" (13) is not read as 1.
    [GeneratedRegex(
        @"^['""‘“(\[]?(?:(?<points>[0-9]{1,4}(?:[.,][0-9]{1,6})?|[.,][0-9]{1,6})(?:\s*(?:/|out of|of)\s*(?<of>[0-9]{1,4}(?:[.,][0-9]{1,6})?))?|(?<points>zero|half|one)\b)(?![.,]?\d)(?:[^\d(]|\([^)]*\))*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Number();
}
