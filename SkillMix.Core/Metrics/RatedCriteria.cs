using SkillMix.Core.Annotation;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Metrics;

/// <summary>Every criterion of the texts that people judged, with the verdicts of all people and graders: what agreement is computed from.</summary>
/// <remarks>
/// <para>
/// A grader's verdict is the vote over its gradings, as it was given: a point that a rule takes away because the text names the
/// skill is the program's word, not the grader's. What the program counts in everybody's place is left out, see
/// <see cref="Counted"/>; so are texts in which nothing was written.
/// </para>
/// <para>
/// A text stands in it once. Where it was judged in several queues, or also outside of them, each person's last decision on a
/// criterion counts, and the last adjudication; such a text has no single π, so that nothing of several queues is weighted.
/// </para>
/// </remarks>
public sealed record RatedCriteria
{
    private RatedCriteria() { }

    /// <summary>People by name, then graders by name. Names of people are told apart where two have the same.</summary>
    public required IReadOnlyList<Rater> Raters { get; init; }

    /// <summary>Every criterion that people are asked about, of the texts of which somebody judged one.</summary>
    public required IReadOnlyList<RatedCriterion> Criteria { get; init; }

    /// <summary>Kinds that the program counts in everybody's place and that are left out.</summary>
    public required IReadOnlyList<CriterionKind> Counted { get; init; }

    /// <summary>What was asked of the queue; null for all texts that people judged, in every queue and outside of them.</summary>
    public required QueueSpec? Queue { get; init; }

    /// <summary>Texts that there are to judge: of the queue, whether or not they are judged yet, or all that people judged.</summary>
    public required int Texts { get; init; }

    /// <summary>Whether people were free to leave a text at its first criterion not met.</summary>
    public required bool EndsEarly { get; init; }

    /// <summary>Places of the people among the raters.</summary>
    public IReadOnlyList<int> People => Places(isPerson: true);

    /// <summary>Places of the graders among the raters.</summary>
    public IReadOnlyList<int> Graders => Places(isPerson: false);

    /// <summary>Texts of which somebody judged a criterion.</summary>
    public int Judged => Criteria.Select(criterion => criterion.Text).DistinctBy(text => text.Generation).Count();

    /// <summary>Of those, texts with a criterion that nobody was led to judge; to be unsure is to judge.</summary>
    public int Unfinished =>
        Criteria
            .Where(criterion => criterion.Decisions.Count == 0)
            .DistinctBy(criterion => criterion.Text.Generation)
            .Count();

    /// <summary>Texts of rehearsal models, or graded by them.</summary>
    public int Simulated =>
        Criteria
            .Where(criterion => criterion.Text.IsSimulated)
            .DistinctBy(criterion => criterion.Text.Generation)
            .Count();

    /// <summary>What people decided, all together.</summary>
    public IEnumerable<Decision> Decisions => Criteria.SelectMany(criterion => criterion.Decisions);

    /// <summary>The criteria of a queue.</summary>
    public static RatedCriteria Of(LabelledPool queue) =>
        Of(queue.Texts, queue.Panel, queue.Spec, queue.Spec.EndsEarly);

    /// <summary>The criteria of all texts that people judged.</summary>
    /// <param name="judged">A text may stand in it several times.</param>
    /// <param name="panel">What the program counts.</param>
    /// <param name="endsEarly">Whether people were free, in some queue, to leave a text at its first criterion not met.</param>
    public static RatedCriteria Of(IReadOnlyList<AnnotatedText> judged, PanelSpec panel, bool endsEarly = false) =>
        Of(Join(judged), panel, null, endsEarly);

    /// <summary>The parts of a cut, each with its name, in an order of their own.</summary>
    public IReadOnlyList<(string Value, RatedCriteria Part)> PartsBy(AgreementCut cut)
    {
        var parts = cut switch
        {
            AgreementCut.Kind => Parts(Criteria, one => one.Kind, AnnotationWords.Of),
            AgreementCut.K => Parts(Criteria, one => one.Text.K, k => FormattableString.Invariant($"{k}")),
            AgreementCut.Setting => Parts(Criteria, one => one.Text.Setting, SettingWords.Of),
            AgreementCut.Student => Parts(Criteria, one => one.Text.Student, name => name, StringComparer.Ordinal),
            _ => Parts(
                Criteria.Where(one => one.Kind == CriterionKind.Skill),
                one => one.Name,
                name => name,
                StringComparer.Ordinal
            ),
        };
        return [.. parts.Select(part => (part.Value, this with { Criteria = part.Criteria }))];
    }

    /// <summary>What some raters say, as a table whose items are what was judged together.</summary>
    /// <param name="raters">Their places.</param>
    public RatingTable TableOf(IReadOnlyList<int> raters) =>
        Table(
            [.. raters.Select(rater => Raters[rater].Key)],
            criterion => [.. raters.Select(rater => criterion.Verdicts[rater])]
        );

    /// <summary>What one rater says against people together.</summary>
    public RatingTable TableAgainstPeople(int rater) =>
        Table([Raters[rater].Key, "people"], criterion => [criterion.Verdicts[rater], criterion.People]);

    private RatingTable Table(IReadOnlyList<string> names, Func<RatedCriterion, IReadOnlyList<bool?>> verdictsOf) =>
        RatingTable.OfVerdicts(names, [.. Criteria.Select(verdictsOf)]) with
        {
            Items = [.. Criteria.Select(criterion => criterion.Item)],
        };

    private static IEnumerable<(string Value, IReadOnlyList<RatedCriterion> Criteria)> Parts<T>(
        IEnumerable<RatedCriterion> criteria,
        Func<RatedCriterion, T> by,
        Func<T, string> word,
        IComparer<T>? order = null
    ) =>
        criteria
            .GroupBy(by)
            .OrderBy(part => part.Key, order)
            .Select(part => (word(part.Key), (IReadOnlyList<RatedCriterion>)[.. part]));

    private List<int> Places(bool isPerson) =>
        [.. Raters.Index().Where(rater => rater.Item.IsPerson == isPerson).Select(rater => rater.Index)];

    private static RatedCriteria Of(
        IReadOnlyList<AnnotatedText> texts,
        PanelSpec panel,
        QueueSpec? queue,
        bool endsEarly
    )
    {
        List<AnnotatedText> written = [.. texts.Where(text => !text.Graded.Facts.IsEmpty)];
        List<AnnotatedText> judged = [.. written.Where(text => text.Verdicts.Count > 0)];
        var people = PeopleOf(judged);
        List<string> graders = [.. judged.SelectMany(text => text.Graders).Distinct().Order(StringComparer.Ordinal)];
        var items = judged
            .Select(text => text.Item ?? text.Generation)
            .Distinct()
            .Index()
            .ToDictionary(item => item.Item, item => item.Index);
        var own = panel.Options with { NamedSkill = NamedSkillRule.Off, Unreadable = UnreadableRule.Bounds };
        return new()
        {
            Raters = [.. Named(people), .. graders.Select(Rater.Of)],
            Criteria =
            [
                .. judged.SelectMany(text =>
                {
                    var votes = graders
                        .Select(grader => text.Graders.ToList().IndexOf(grader))
                        .Select(place => place < 0 ? (TextVerdict?)null : text.Graded.ByGrader(place, own))
                        .ToList();
                    return Enumerable
                        .Range(0, text.K + 3)
                        .Where(position => !panel.IsCounted(text.KindAt(position)))
                        .Select(position => new RatedCriterion(
                            text,
                            position,
                            items[text.Item ?? text.Generation],
                            [
                                .. people.Select(person => text.PersonAt(person.Id, position)),
                                .. votes.Select(vote => vote?.At(position)),
                            ],
                            text.PeopleAt(position)
                        ));
                }),
            ],
            Counted = [.. Enum.GetValues<CriterionKind>().Where(panel.IsCounted)],
            Queue = queue,
            Texts = written.Count,
            EndsEarly = endsEarly,
        };
    }

    private static List<Annotator> PeopleOf(IReadOnlyList<AnnotatedText> texts) =>
        [
            .. texts
                .SelectMany(text => text.Verdicts)
                .SelectMany(verdict => verdict.People)
                .Select(decision => decision.Annotator)
                .DistinctBy(person => person.Id)
                .OrderBy(person => person.Name, StringComparer.Ordinal)
                .ThenBy(person => person.Id),
        ];

    private static IEnumerable<Rater> Named(IReadOnlyList<Annotator> people) =>
        people.Select(person =>
            people.Count(other => other.Name == person.Name) == 1
                ? Rater.Of(person)
                : Rater.Of(person with { Name = $"{person.Name} ({person.Id.ToString("N")[^6..]})" })
        );

    private static List<AnnotatedText> Join(IReadOnlyList<AnnotatedText> texts) =>
        [
            .. texts
                .GroupBy(text => (text.Generation, text.Turn))
                .Select(same =>
                    same.First() with
                    {
                        Item = same.Count() == 1 ? same.First().Item : null,
                        Probability = null,
                        Verdicts =
                        [
                            .. same.SelectMany(text => text.Verdicts)
                                .GroupBy(verdict => verdict.Criterion)
                                .Select(verdicts => new HumanVerdict(
                                    verdicts.Key,
                                    [
                                        .. verdicts
                                            .SelectMany(verdict => verdict.People)
                                            .GroupBy(decision => decision.Annotator.Id)
                                            .Select(own => own.OrderBy(decision => decision.Created).Last()),
                                    ],
                                    verdicts
                                        .Select(verdict => verdict.Adjudicated)
                                        .OfType<Decision>()
                                        .OrderBy(decision => decision.Created)
                                        .LastOrDefault()
                                )),
                        ],
                    }
                ),
        ];
}
