namespace SkillMix.Dashboard.Background;

/// <summary>Tells the pages of a queue that somebody did something in it, in whichever tab of this dashboard.</summary>
public sealed class AnnotationNews
{
    /// <summary>With the queue's public id; null where it was outside a queue.</summary>
    public event Action<Guid?>? Changed;

    public void Tell(Guid? queue) => Changed?.Invoke(queue);
}
