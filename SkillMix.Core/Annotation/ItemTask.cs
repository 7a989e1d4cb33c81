using SkillMix.Core.Grading;

namespace SkillMix.Core.Annotation;

/// <summary>What an item asks of one person, and what is still open.</summary>
/// <param name="Asked">Every criterion that people judge, text by text in the order of the rubric.</param>
/// <param name="Work">What this person has done.</param>
/// <param name="EndsEarly">Whether full marks alone are wanted, see <see cref="QueueSpec.EndsEarly"/>.</param>
/// <param name="Failing">Texts that miss full marks whatever people say, because the program counts a criterion that they do not meet, or takes a point.</param>
public sealed record ItemTask(
    IReadOnlyList<CriterionKey> Asked,
    ItemWork Work,
    bool EndsEarly,
    IReadOnlyList<Guid> Failing
)
{
    /// <summary>The task of an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="criteria">The rubric, the same for all its texts.</param>
    /// <param name="counted">Kinds of criteria that the program counts.</param>
    /// <param name="annotator">The person.</param>
    /// <param name="endsEarly">As the queue says.</param>
    public static ItemTask Of(
        QueueItem item,
        IReadOnlyList<Criterion> criteria,
        IReadOnlyList<CriterionKind> counted,
        Guid annotator,
        bool endsEarly
    ) =>
        new(
            [
                .. from text in item.Texts
                where !text.IsEmpty
                from criterion in criteria
                where !counted.Contains(criterion.Kind)
                select new CriterionKey(text.Generation, text.Turn, criterion.Position),
            ],
            item.WorkOf(annotator),
            endsEarly,
            [
                .. item
                    .Texts.Where(text =>
                        text.Taken != 0
                        || criteria.Any(criterion =>
                            counted.Contains(criterion.Kind) && text.At(criterion.Position) is false
                        )
                    )
                    .Select(text => text.Generation),
            ]
        );

    /// <summary>Criteria that are decided, unsure included.</summary>
    public int Decided => Asked.Count(key => At(key) is not null);

    /// <summary>Criteria without which the item cannot be completed.</summary>
    public IReadOnlyList<CriterionKey> Open =>
        EndsEarly && Hopeful.Any(text => text.All(key => At(key) == Judgement.Met))
            ? []
            :
            [
                .. (EndsEarly ? Hopeful.Where(text => text.All(key => At(key) != Judgement.NotMet)) : Texts).SelectMany(
                    text => text.Where(key => At(key) is null)
                ),
            ];

    /// <summary>Whether it can be completed.</summary>
    public bool IsDone => Open.Count == 0;

    private IEnumerable<IGrouping<Guid, CriterionKey>> Hopeful => Texts.Where(text => !Failing.Contains(text.Key));

    private IEnumerable<IGrouping<Guid, CriterionKey>> Texts => Asked.GroupBy(key => key.Generation);

    /// <summary>What was said of a criterion; null where nothing was.</summary>
    public Judgement? At(CriterionKey key) => Work.Decided.GetValueOrDefault(key)?.Judgement;

    /// <summary>The criterion to judge after another: the next open one, around the end; where none is open, the same.</summary>
    public CriterionKey? After(CriterionKey? key)
    {
        var open = Open;
        if (open.Count == 0)
        {
            return key;
        }

        var at = key is { } known ? IndexOf(known) : -1;
        foreach (var one in open)
        {
            if (IndexOf(one) > at)
            {
                return one;
            }
        }

        return open[0];
    }

    /// <summary>The criterion so many places on, or back; it stops at the ends.</summary>
    public CriterionKey? Step(CriterionKey? key, int by)
    {
        if (Asked.Count == 0)
        {
            return null;
        }

        var at = key is { } known ? IndexOf(known) : -1;
        return Asked[Math.Clamp(at + by, 0, Asked.Count - 1)];
    }

    private int IndexOf(CriterionKey key)
    {
        for (var i = 0; i < Asked.Count; i++)
        {
            if (Asked[i] == key)
            {
                return i;
            }
        }

        return -1;
    }
}
