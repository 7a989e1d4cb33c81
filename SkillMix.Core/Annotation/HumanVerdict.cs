namespace SkillMix.Core.Annotation;

/// <summary>What people say of one criterion of one text.</summary>
/// <param name="Criterion">Which criterion of which text.</param>
/// <param name="People">The decision that holds of each person, in the order in which people first decided.</param>
/// <param name="Adjudicated">The adjudication that holds; null where there is none. It replaces nobody's verdict.</param>
public sealed record HumanVerdict(CriterionKey Criterion, IReadOnlyList<Decision> People, Decision? Adjudicated)
{
    /// <summary>Y: the adjudicated verdict where there is one, else the strict majority of the people who could tell; null where neither decides.</summary>
    public bool? Verdict
    {
        get
        {
            if (Adjudicated is { Judgement: { } settled })
            {
                return Decided(settled);
            }

            var met = People.Count(one => one.Judgement == Annotation.Judgement.Met);
            var notMet = People.Count(one => one.Judgement == Annotation.Judgement.NotMet);
            return met == notMet ? null : met > notMet;
        }
    }

    /// <summary>Whether two people decided differently; unsure is no decision.</summary>
    public bool IsDisputed =>
        People.Any(one => one.Judgement == Annotation.Judgement.Met)
        && People.Any(one => one.Judgement == Annotation.Judgement.NotMet);

    /// <summary>What a person says as met, not met or nothing.</summary>
    public static bool? Decided(Judgement? judgement) =>
        judgement switch
        {
            Annotation.Judgement.Met => true,
            Annotation.Judgement.NotMet => false,
            _ => null,
        };

    /// <summary>Folds events of many items and texts: item by item, and what was said outside of queues text by text.</summary>
    /// <param name="events">In their order.</param>
    /// <returns>The verdicts with the item that they belong to; null outside a queue.</returns>
    public static IEnumerable<(Guid? Item, IReadOnlyList<HumanVerdict> Verdicts)> ByItem(
        IEnumerable<Decision> events
    ) =>
        events
            .GroupBy(one => (one.Item, Text: one.Item is null ? one.Generation : Guid.Empty))
            .Select(work => (work.Key.Item, Of([.. work], onlyCompleted: work.Key.Item is not null)));

    /// <summary>Folds the events of one item, or of one text outside a queue, of all people.</summary>
    /// <param name="events">In their order.</param>
    /// <param name="onlyCompleted">Whether only the decisions of people count who are done with the item, as in every queue.</param>
    /// <returns>One verdict for each criterion that somebody decided or settled, in the order of first events.</returns>
    public static IReadOnlyList<HumanVerdict> Of(IReadOnlyList<Decision> events, bool onlyCompleted)
    {
        var works = events
            .GroupBy(one => one.Annotator.Id)
            .Select(person => ItemWork.Of(person))
            .Where(work => work.IsComplete || !onlyCompleted)
            .ToList();
        var settled = new Dictionary<CriterionKey, Decision>();
        foreach (var one in events.Where(one => one is { Kind: DecisionKind.Adjudicate, Position: not null }))
        {
            settled[new(one.Generation, one.Turn, one.Position!.Value)] = one;
        }

        return
        [
            .. works
                .SelectMany(work => work.Decided.Keys)
                .Concat(settled.Keys)
                .Distinct()
                .Select(key => new HumanVerdict(
                    key,
                    [.. works.Select(work => work.Decided.GetValueOrDefault(key)).OfType<Decision>()],
                    settled.GetValueOrDefault(key) is { Judgement: not null } holds ? holds : null
                )),
        ];
    }
}
