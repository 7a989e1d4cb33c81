using System.Text.RegularExpressions;

namespace SkillMix.Core.Grading;

/// <summary>Finds the criterion that a label in a grader's reply speaks of, however the grader words it.</summary>
internal sealed partial class CriterionMatcher(Rubric rubric)
{
    /// <summary>From here on a label names its criterion beyond doubt.</summary>
    public const double Named = 3.5;

    private const double LeastOverlap = 0.5;
    private const double Margin = 0.15;
    private const double Restated = 0.6;
    private const double RestatedForSure = 0.8;
    private const int PrefixLength = 4;
    private const int SharedStem = 6;

    private static readonly HashSet<string> Fillers =
    [
        .. "a an the of to in on and or with by for as is are it its s this that".Split(' '),
        .. "correctly clearly properly illustrates illustrate illustrating illustration contains contain shows show".Split(
            ' '
        ),
        .. "demonstrates demonstrate demonstration includes include uses use usage exhibits skill concept".Split(' '),
        .. "student students text answer response about pertains pertain relates related relevant topic".Split(' '),
    ];

    private readonly IReadOnlyList<Names> _names = [.. rubric.Criteria.Select(Names.Of)];

    /// <summary>The rows that speak of each criterion, by position in the rubric; several rows may speak of one.</summary>
    /// <param name="rows">Rows in the order of the reply.</param>
    /// <param name="mayGoByPosition">Whether k + 3 rows may stand for the criteria in order where names do not say.</param>
    public IReadOnlyList<IReadOnlyList<ReadRow>> Match(IReadOnlyList<ReadRow> rows, bool mayGoByPosition)
    {
        var found = rubric.Criteria.Select(_ => new List<ReadRow>()).ToArray();
        var places = new int?[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            var (criterion, strength) = Best(rows[i].Label, _ => true);
            if (criterion is { } position && strength >= Named)
            {
                Claim(i, position);
            }
        }

        MatchByOverlap();
        if (mayGoByPosition && rows.Count == found.Length && !rows.Any(row => row.IsInText))
        {
            MatchByPosition();
        }

        return found;

        void Claim(int row, int position)
        {
            found[position].Add(rows[row]);
            places[row] = position;
        }

        // One row and one criterion that find each other, among those still free. A restated row joins its criterion.
        void MatchByOverlap()
        {
            var free = Enumerable.Range(0, found.Length).Where(position => found[position].Count == 0).ToHashSet();
            var wishes = Enumerable
                .Range(0, rows.Count)
                .Where(row => places[row] is null)
                .Select(row =>
                    (Row: row, All: Best(rows[row].Label, _ => true), Free: Best(rows[row].Label, free.Contains))
                )
                .ToList();
            foreach (var wish in wishes.Where(wish => wish.All.Position is { } at && !free.Contains(at)))
            {
                if (wish.All.Strength >= (wish.Free.Position is null ? Restated : RestatedForSure))
                {
                    Claim(wish.Row, wish.All.Position!.Value);
                }
            }

            foreach (var group in wishes.Where(wish => places[wish.Row] is null).GroupBy(wish => wish.Free.Position))
            {
                var ranked = group.OrderByDescending(wish => wish.Free.Strength).ToList();
                if (
                    group.Key is { } position
                    && (ranked.Count == 1 || ranked[0].Free.Strength - ranked[1].Free.Strength >= Margin)
                )
                {
                    Claim(ranked[0].Row, position);
                }
            }
        }

        void MatchByPosition()
        {
            var contradicted = Enumerable
                .Range(0, rows.Count)
                .Any(row =>
                    places[row] is { } place
                        ? place != row
                        : Hint(rows[row].Label) is { } kind && kind != rubric.Criteria[row].Kind
                );
            for (var row = 0; row < rows.Count && !contradicted; row++)
            {
                if (places[row] is null)
                {
                    Claim(row, row);
                }
            }
        }
    }

    /// <summary>The one criterion a label speaks of, and how surely; no position where none or several fit.</summary>
    public (int? Position, double Strength) Best(string label, Func<int, bool> allowed)
    {
        var ranked = _names
            .Select((names, position) => (Position: position, Strength: allowed(position) ? Strength(label, names) : 0))
            .OrderByDescending(entry => entry.Strength)
            .ToList();
        var (best, next) = (ranked[0], ranked[1].Strength);
        var margin = best.Strength >= Named ? 1e-9 : Margin;
        return best.Strength >= LeastOverlap && best.Strength - next >= margin
            ? (best.Position, best.Strength)
            : (null, 0);
    }

    private static double Strength(string label, Names names)
    {
        var words = Words.Joined(label);
        var skillPart = SkillPrefix().Replace(words, "");
        var topicPart = TopicPrefix().Replace(words, "");
        if (
            names.Kind == CriterionKind.Skill
            && skillPart.Length < words.Length
            && names.Are(skillPart) is > 0 and var full
        )
        {
            return 5 + full;
        }

        if (names.Kind == CriterionKind.Topic && topicPart.Length < words.Length && names.Are(topicPart) > 0)
        {
            return 6;
        }

        if (names.Kind is CriterionKind.Skill or CriterionKind.Topic && names.Are(words) is > 0 and var bare)
        {
            return 4 + bare;
        }

        var hint = Hint(label);
        return hint switch
        {
            CriterionKind.Topic or CriterionKind.Sense or CriterionKind.Length => hint == names.Kind ? Named : 0,
            CriterionKind.Skill when names.Kind != CriterionKind.Skill => 0,
            _ when names.Kind is CriterionKind.Skill or CriterionKind.Topic => Overlap(words, names),
            _ => 0,
        };
    }

    /// <summary>The kind of criterion that the wording of a label gives away; null when it does not.</summary>
    private static CriterionKind? Hint(string label)
    {
        var words = Words.Joined(label);
        return SkillPrefix().IsMatch(words) ? CriterionKind.Skill
            : LengthLabel().IsMatch(words) ? CriterionKind.Length
            : SenseLabel().IsMatch(words) ? CriterionKind.Sense
            : TopicPrefix().IsMatch(words) ? CriterionKind.Topic
            : null;
    }

    /// <summary>Dice's coefficient of the telling words, for the best of the criterion's names; in [0, 1].</summary>
    private static double Overlap(string label, Names names)
    {
        var said = Telling(label);
        return said.Length == 0 ? 0 : names.All.Max(name => Dice(said, Telling(name)));
    }

    private static double Dice(string[] said, string[] asked) =>
        asked.Length == 0
            ? 0
            : 2.0 * said.Count(word => asked.Any(other => Alike(word, other))) / (said.Length + asked.Length);

    private static string[] Telling(string words) =>
        [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Fillers.Contains(word)).Distinct()];

    // Shortened ("stat.", "regul.") or bent ("emotions", "emotional") words are the same word.
    private static bool Alike(string a, string b)
    {
        var shared = 0;
        while (shared < a.Length && shared < b.Length && a[shared] == b[shared])
        {
            shared++;
        }

        return (shared == a.Length && shared == b.Length)
            || shared >= SharedStem
            || (shared >= PrefixLength && (shared == a.Length || shared == b.Length));
    }

    private sealed record Names(CriterionKind Kind, string Full, string Short, string Inner)
    {
        public IEnumerable<string> All => new[] { Full, Short, Inner }.Where(name => name.Length > 0);

        public static Names Of(Criterion criterion)
        {
            var shortName = Words.ShortName(criterion.Name);
            return new(
                criterion.Kind,
                Words.Joined(criterion.Name),
                Words.Joined(shortName),
                Words.Joined(criterion.Name[Math.Min(criterion.Name.Length, shortName.Length)..])
            );
        }

        /// <summary>1 for the full name, 0.8 for the name before its bracket, 0 for anything else.</summary>
        public double Are(string words) =>
            words.Length == 0 ? 0
            : words == Full ? 1
            : words == Short ? 0.8
            : 0;
    }

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
