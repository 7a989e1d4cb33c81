using System.Buffers;
using System.Text.RegularExpressions;

namespace SkillMix.Core.Grading;

/// <summary>A part of the graded text that a grader quotes for a criterion.</summary>
/// <param name="Criterion">Position of the criterion in the rubric.</param>
/// <param name="Start">First character in the graded text.</param>
/// <param name="Length">How many characters; at least 1.</param>
public sealed record EvidenceSpan(int Criterion, int Start, int Length);

/// <summary>Finds in a text the words that a grader quotes, so that they can be coloured.</summary>
public static partial class EvidenceFinder
{
    private const int ShortestEvidence = 3;

    private static readonly string[] Ellipses = ["...", "…"];
    private static readonly SearchValues<char> QuotationMarks = SearchValues.Create("\"“'‘");

    /// <summary>What stands between several quotations for one criterion: " … ".</summary>
    public const string Between = " … ";

    /// <summary>
    /// The spans of every skill verdict whose evidence stands in the text, in the rubric's order: one for the evidence as a
    /// whole, or else one for each of its quotations that stands there.
    /// </summary>
    public static IReadOnlyList<EvidenceSpan> Of(string text, IEnumerable<Verdict> verdicts) =>
        [
            .. verdicts
                .Where(verdict => verdict is { Criterion.Kind: CriterionKind.Skill, Evidence: not null })
                .SelectMany(verdict => SpansOf(text, verdict))
                .OrderBy(span => span.Criterion),
        ];

    /// <summary>
    /// Where quoted words stand in a text: as they are, or else regardless of case, white space and the shape of quotation
    /// marks, apostrophes and dashes, and without punctuation the quotation adds at its ends.
    /// </summary>
    /// <returns>The first place; null when the words are too few (under 3 characters) or not there.</returns>
    public static (int Start, int Length)? Find(string text, string evidence) => Find(new SearchedText(text), evidence);

    private static (int Start, int Length)? Find(SearchedText text, string evidence)
    {
        var wanted = evidence.Trim();
        if (wanted.Length < ShortestEvidence)
        {
            return null;
        }

        var exact = text.Original.IndexOf(wanted, StringComparison.Ordinal);
        if (exact >= 0)
        {
            return (exact, wanted.Length);
        }

        var searched = text.Normalised;
        var normalised = new NormalisedText(wanted).Text;
        foreach (var words in new[] { normalised, normalised.Trim('.', ',', ';', ':', '!', '?', '"', '\'', ' ') })
        {
            var at = words.Length < ShortestEvidence ? -1 : searched.Text.IndexOf(words, StringComparison.Ordinal);
            if (at >= 0)
            {
                return searched.Origin(at, words.Length);
            }
        }

        return null;
    }

    /// <summary>The longest quotation in a reason that stands in the graded text, as the reason words it; null when none does.</summary>
    public static string? QuotedIn(string reason, string gradedText) => QuotedIn(reason, new SearchedText(gradedText));

    /// <summary>The same, for several reasons about one text.</summary>
    internal static string? QuotedIn(string reason, SearchedText gradedText)
    {
        if (!reason.AsSpan().ContainsAny(QuotationMarks))
        {
            return null;
        }

        string? longest = null;
        foreach (Match match in Quotation().Matches(reason))
        {
            var quotation = match.Groups["quoted"].Value;
            Try(quotation);
            if (
                quotation.Contains("...", StringComparison.Ordinal) || quotation.Contains('…', StringComparison.Ordinal)
            )
            {
                Array.ForEach(quotation.Split(Ellipses, StringSplitOptions.None), Try);
            }
        }

        return longest;

        void Try(string words)
        {
            var quoted = words.Trim();
            if (quoted.Length > (longest?.Length ?? -1) && Find(gradedText, quoted) is not null)
            {
                longest = quoted;
            }
        }
    }

    private static IEnumerable<EvidenceSpan> SpansOf(string text, Verdict verdict)
    {
        var evidence = verdict.Evidence!;
        var places = Find(text, evidence) is { } whole
            ? [whole]
            : evidence.Split(Between).Select(quoted => Find(text, quoted)).OfType<(int Start, int Length)>();
        return places.Select(place => new EvidenceSpan(verdict.Criterion.Position, place.Start, place.Length));
    }

    [GeneratedRegex(
        @"""(?<quoted>[^""\n]{3,2000})""|“(?<quoted>[^”\n]{3,2000})”|(?<![\p{L}\p{N}])['‘](?<quoted>[^\n]{3,2000}?)['’](?![\p{L}\p{N}])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Quotation();
}
