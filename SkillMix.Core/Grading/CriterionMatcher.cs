namespace SkillMix.Core.Grading;

/// <summary>Finds the criterion that a label in a grader's reply speaks of, however the grader words it.</summary>
internal sealed class CriterionMatcher(Rubric rubric)
{
    /// <summary>From here on a label names its criterion beyond doubt.</summary>
    public const double Named = 3.5;

    private const double LeastOverlap = 0.5;
    private const double Margin = 0.15;
    private const double Restated = 0.6;
    private const double RestatedForSure = 0.8;
    private const int PrefixLength = 4;
    private const int SharedStem = 6;

    private readonly IReadOnlyList<Names> _names = [.. rubric.Criteria.Select(Names.Of)];
    private readonly Dictionary<string, LabelWording> _wordings = [];

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
                        : WordingOf(rows[row].Label).Hint is { } kind && kind != rubric.Criteria[row].Kind
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
        var wording = WordingOf(label);

        // Where a name decides, shared words, which count for far less, need not be looked at.
        var (position, best, next) = TwoBest(wording, allowed, withOverlap: false);
        if (best < Named)
        {
            (position, best, next) = TwoBest(wording, allowed, withOverlap: true);
        }

        var margin = best >= Named ? 1e-9 : Margin;
        return best >= LeastOverlap && best - next >= margin ? (position, best) : (null, 0);
    }

    private (int Position, double Best, double Next) TwoBest(
        LabelWording label,
        Func<int, bool> allowed,
        bool withOverlap
    )
    {
        var (position, best, next) = (0, double.NegativeInfinity, double.NegativeInfinity);
        for (var i = 0; i < _names.Count; i++)
        {
            var strength = allowed(i) ? Strength(label, _names[i], withOverlap) : 0;
            if (strength > best)
            {
                (position, best, next) = (i, strength, best);
            }
            else
            {
                next = Math.Max(next, strength);
            }
        }

        return (position, best, next);
    }

    private LabelWording WordingOf(string label)
    {
        if (!_wordings.TryGetValue(label, out var wording))
        {
            _wordings[label] = wording = new(label);
        }

        return wording;
    }

    private static double Strength(LabelWording label, Names names, bool withOverlap)
    {
        if (names.Kind == CriterionKind.Skill && label.SkillPart is { } skill && names.Are(skill) is > 0 and var full)
        {
            return 5 + full;
        }

        if (names.Kind == CriterionKind.Topic && label.TopicPart is { } topic && names.Are(topic) > 0)
        {
            return 6;
        }

        var isNamed = names.Kind is CriterionKind.Skill or CriterionKind.Topic;
        if (isNamed && names.Are(label.Words) is > 0 and var bare)
        {
            return 4 + bare;
        }

        return label.Hint switch
        {
            CriterionKind.Topic or CriterionKind.Sense or CriterionKind.Length => label.Hint == names.Kind ? Named : 0,
            CriterionKind.Skill when names.Kind != CriterionKind.Skill => 0,
            _ when isNamed && withOverlap => Overlap(label.Telling, names),
            _ => 0,
        };
    }

    /// <summary>Dice's coefficient of the telling words, for the best of the criterion's names; in [0, 1].</summary>
    private static double Overlap(IReadOnlyList<string> said, Names names) =>
        said.Count == 0 || names.Telling.Count == 0 ? 0 : names.Telling.Max(asked => Dice(said, asked));

    private static double Dice(IReadOnlyList<string> said, IReadOnlyList<string> asked) =>
        asked.Count == 0
            ? 0
            : 2.0 * said.Count(word => asked.Any(other => Alike(word, other))) / (said.Count + asked.Count);

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
        /// <summary>The telling words of each of its names.</summary>
        public IReadOnlyList<IReadOnlyList<string>> Telling =>
            field ??= [.. new[] { Full, Short, Inner }.Where(name => name.Length > 0).Select(LabelWording.TellingOf)];

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
}
