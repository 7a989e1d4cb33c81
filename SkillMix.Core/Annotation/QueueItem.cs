namespace SkillMix.Core.Annotation;

/// <summary>One item of a queue with everything that people did on it.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Queue">Public id of the queue.</param>
/// <param name="Position">Place in the queue, from 0.</param>
/// <param name="Probability">π; null where it was not drawn by chance.</param>
/// <param name="LabelsWanted">People that are to label it.</param>
/// <param name="Texts">Its texts with the panel's verdicts, as they were when the queue was made.</param>
/// <param name="Events">Of all people, in the order of time.</param>
public sealed record QueueItem(
    Guid Id,
    Guid Queue,
    int Position,
    double? Probability,
    int LabelsWanted,
    IReadOnlyList<PoolText> Texts,
    IReadOnlyList<Decision> Events
)
{
    /// <summary>What one person has done on it.</summary>
    public ItemWork WorkOf(Guid annotator) => ItemWork.Of(Events.Where(one => one.Annotator.Id == annotator));

    /// <summary>What people say, of those who are done with it.</summary>
    public IReadOnlyList<HumanVerdict> Verdicts => HumanVerdict.Of(Events, onlyCompleted: true);
}
