namespace SkillMix.Core.Annotation;

/// <summary>How long people take to decide a criterion.</summary>
/// <param name="Seconds">Per criterion of a text.</param>
/// <param name="IsMeasured">Whether people took it, or it is assumed.</param>
public sealed record AnnotationPace(double Seconds, bool IsMeasured)
{
    private const int FewDecisions = 50;

    /// <summary>Until people's own pace is known.</summary>
    public static AnnotationPace Assumed { get; } = new(12, false);

    /// <summary>For people: "at an assumed 12 s per criterion, until people's own pace is known".</summary>
    public string Words =>
        IsMeasured
            ? FormattableString.Invariant($"at the {Seconds:0} s per criterion that people have taken so far")
            : FormattableString.Invariant(
                $"at an assumed {Seconds:0} s per criterion, until people's own pace is known"
            );

    /// <summary>What people took in these queues; assumed where they decided little, or in files that do not say how long it took.</summary>
    public static AnnotationPace Of(IEnumerable<QueueSummary> queues)
    {
        var people = queues
            .SelectMany(queue => queue.People)
            .Where(person => person.Completed > 0 && person.Time > TimeSpan.Zero)
            .ToList();
        var decisions = people.Sum(person => person.Decisions);
        return decisions < FewDecisions
            ? Assumed
            : new(people.Sum(person => person.Time.TotalSeconds) / decisions, true);
    }

    /// <summary>How long so many decisions take.</summary>
    public TimeSpan TimeOf(int decisions) => TimeSpan.FromSeconds(decisions * Seconds);
}
