namespace SkillMix.Core.Annotation;

/// <summary>Names a criterion of a text in a store.</summary>
/// <param name="Generation">Public id.</param>
/// <param name="Turn">The turn whose text is meant.</param>
/// <param name="Position">The criterion's place in the rubric.</param>
public readonly record struct CriterionKey(Guid Generation, int Turn, int Position);

/// <summary>What one person has done on one item: the fold over that person's events, in their order.</summary>
public sealed record ItemWork
{
    /// <summary>Nothing yet.</summary>
    public static ItemWork None { get; } = new();

    /// <summary>The decision that holds, for each criterion that has one.</summary>
    public IReadOnlyDictionary<CriterionKey, Decision> Decided { get; private init; } =
        new Dictionary<CriterionKey, Decision>();

    public bool IsComplete => Completed is not null;

    /// <summary>When the item was completed; null where it is not, or was taken back.</summary>
    public DateTimeOffset? Completed { get; private init; }

    public bool IsSkipped { get; private init; }

    /// <summary>Why it was skipped.</summary>
    public string? SkipNote { get; private init; }

    /// <summary>What was hidden has been looked at. Decisions made afterwards are not blind.</summary>
    public bool IsRevealed { get; private init; }

    /// <summary>Time on the item, over all events that say it.</summary>
    public TimeSpan Time { get; private init; }

    /// <summary>The criterion that <see cref="DecisionKind.Undo"/> would take back next; null where there is none.</summary>
    public CriterionKey? Last { get; private init; }

    /// <summary>Folds the events of one person on one item, or on one text outside a queue.</summary>
    /// <param name="events">In their order.</param>
    public static ItemWork Of(IEnumerable<Decision> events)
    {
        var held = new Dictionary<CriterionKey, Stack<Decision>>();
        var order = new List<CriterionKey>();
        var ends = new Stack<Decision>();
        var isRevealed = false;
        var time = TimeSpan.Zero;
        foreach (var one in events)
        {
            time += TimeSpan.FromMilliseconds(one.Milliseconds ?? 0);
            CriterionKey? key = one.Position is { } position ? new(one.Generation, one.Turn, position) : null;
            switch (one.Kind)
            {
                case DecisionKind.Decide when key is { } criterion:
                    (held.TryGetValue(criterion, out var stack) ? stack : held[criterion] = new()).Push(one);
                    order.Add(criterion);
                    break;
                case DecisionKind.Undo when key is { } criterion:
                    if (held.TryGetValue(criterion, out var earlier) && earlier.TryPop(out _))
                    {
                        order.RemoveAt(order.LastIndexOf(criterion));
                    }

                    break;
                case DecisionKind.Skip or DecisionKind.Complete:
                    if (ends.TryPeek(out var before) && before.Kind == one.Kind)
                    {
                        ends.Pop(); // done twice is done once, and taken back at once
                    }

                    ends.Push(one);
                    break;
                case DecisionKind.Undo:
                    ends.TryPop(out _);
                    break;
                case DecisionKind.Reveal:
                    isRevealed = true;
                    break;
                default:
                    break; // adjudication is over all people, see HumanVerdict
            }
        }

        var end = ends.TryPeek(out var last) ? last : null;
        return new()
        {
            Decided = held.Where(pair => pair.Value.Count > 0)
                .ToDictionary(pair => pair.Key, pair => pair.Value.Peek()),
            Completed = end is { Kind: DecisionKind.Complete } ? end.Created : null,
            IsSkipped = end is { Kind: DecisionKind.Skip },
            SkipNote = end is { Kind: DecisionKind.Skip } ? end.Note : null,
            IsRevealed = isRevealed,
            Time = time,
            Last = order.Count == 0 ? null : order[^1],
        };
    }
}
