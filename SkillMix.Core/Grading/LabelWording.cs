using System.Text.RegularExpressions;

namespace SkillMix.Core.Grading;

/// <summary>How a label in a grader's reply is worded, taken apart once for all criteria it is held against.</summary>
internal sealed partial class LabelWording
{
    private static readonly HashSet<string> Fillers =
    [
        .. "a an the of to in on and or with by for as is are it its s this that".Split(' '),
        .. "correctly clearly properly illustrates illustrate illustrating illustration contains contain shows show".Split(
            ' '
        ),
        .. "demonstrates demonstrate demonstration includes include uses use usage exhibits skill concept".Split(' '),
        .. "student students text answer response about pertains pertain relates related relevant topic".Split(' '),
    ];

    private CriterionKind? _hint;
    private bool _hasHint;

    public LabelWording(string label)
    {
        Words = Grading.Words.Joined(label);
        SkillPart = After(SkillPrefix().Match(Words));
        TopicPart = After(TopicPrefix().Match(Words));
    }

    /// <summary>Its words, joined by single spaces.</summary>
    public string Words { get; }

    /// <summary>What follows "correctly illustrates" and the like; null where it does not begin so.</summary>
    public string? SkillPart { get; }

    /// <summary>What follows "pertains to" and the like; null where it does not begin so.</summary>
    public string? TopicPart { get; }

    /// <summary>The kind of criterion that the wording gives away; null when it does not.</summary>
    public CriterionKind? Hint
    {
        get
        {
            if (!_hasHint)
            {
                (_hint, _hasHint) = (ReadHint(), true);
            }

            return _hint;
        }
    }

    /// <summary>The words that tell criteria apart, each once.</summary>
    public IReadOnlyList<string> Telling => field ??= TellingOf(Words);

    /// <summary>The telling ones of words made by <see cref="Grading.Words.Joined"/>, each once.</summary>
    public static IReadOnlyList<string> TellingOf(string words) =>
        [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Fillers.Contains(word)).Distinct()];

    private string? After(Match prefix) => prefix.Success ? Words[prefix.Length..] : null;

    private CriterionKind? ReadHint() =>
        SkillPart is not null ? CriterionKind.Skill
        : LengthLabel().IsMatch(Words) ? CriterionKind.Length
        : SenseLabel().IsMatch(Words) ? CriterionKind.Sense
        : TopicPart is not null ? CriterionKind.Topic
        : null;

    [GeneratedRegex(
        @"^(?:the )?(?:student(?: s)? )?(?:text |answer |response |it )?(?:correctly |clearly |properly |successfully )*(?:illustrat(?:es?|ing|ion of)|contain(?:s|ing)?|demonstrat(?:es?|ing|ion of)|show(?:s|ing)?|includ(?:es?|ing)|us(?:es?|ing|e of)|exhibits?)(?: (?:the )?(?:skill|concept|use) of| an?| the)?\s+",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex SkillPrefix();

    [GeneratedRegex(
        @"^(?:the )?(?:student(?: s)? )?(?:text |answer |response |it )?(?:is |stays |remains )*(?:pertain(?:s|ing)?(?: to)?|relat(?:es|ed|ing)(?: to)?|relevan(?:t|ce)(?: to)?|on topic|sticks to|topic)(?: the)?(?: topic)?(?: of)?(?:\s+|$)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex TopicPrefix();

    [GeneratedRegex(
        @"\bmak(?:es?|ing) sense\b|\bcoheren(?:t|ce|cy)\b|^sense$|\bsensible\b",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex SenseLabel();

    [GeneratedRegex(
        @"\b(?:most|maximum|max|more than|up to|limit|within|fewer|less than|exceeds?|number of|length)\b.*\bsentences?\b|\bsentences?\b.*\b(?:limit|maximum|max|count|or less|or fewer|at most)\b|^(?:text )?length(?: limit| requirement)?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex LengthLabel();
}
