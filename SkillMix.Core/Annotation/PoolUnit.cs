using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Annotation;

/// <summary>A text of a unit as the graders see it, by the vote under the options that the queue is made under.</summary>
/// <param name="Generation">Public id.</param>
/// <param name="Turn">The last turn: the text that is judged.</param>
/// <param name="Met">Bit i is set where criterion i is met.</param>
/// <param name="Undecided">Bit i is set where criterion i is undecided.</param>
/// <param name="IsEmpty">The student wrote nothing: there is nothing to judge, and it is not met.</param>
/// <param name="Taken">Bit i is set where the program takes the point of criterion i, whatever anybody says, because the text names the skill.</param>
public sealed record PoolText(Guid Generation, int Turn, int Met, int Undecided, bool IsEmpty, int Taken = 0)
{
    /// <summary>Whether a criterion is met; null where it is undecided.</summary>
    public bool? At(int position) => (Undecided >> position & 1) != 0 ? null : (Met >> position & 1) != 0;
}

/// <summary>What a queue can be chosen from.</summary>
/// <param name="Units">The units.</param>
/// <param name="Graders">Names of all graders whose verdicts are in it.</param>
public sealed record QueuePool(IReadOnlyList<PoolUnit> Units, IReadOnlyList<string> Graders);

/// <summary>A unit that could be drawn, with the graders' verdict on it.</summary>
/// <param name="Name">Names the unit; its luck hangs on it and on the seed.</param>
/// <param name="Student">Name of the student.</param>
/// <param name="K">Skills per tuple.</param>
/// <param name="Setting">Side of the split.</param>
/// <param name="IsSimulated">Made or graded by a rehearsal model.</param>
/// <param name="Texts">Its generations by round, at least one.</param>
/// <param name="Panel">f, full marks of the best text by the panel's vote; null where that is undecided.</param>
/// <param name="Uncertainty">u in [0, 1], see <see cref="QueueDesign.UncertaintyOf"/>.</param>
/// <param name="Disagrees">Whether two gradings differ on some criterion of some text.</param>
public sealed record PoolUnit(
    string Name,
    string Student,
    int K,
    Setting Setting,
    bool IsSimulated,
    IReadOnlyList<PoolText> Texts,
    bool? Panel,
    double Uncertainty,
    bool Disagrees
)
{
    /// <summary>Whether the graders are not of one mind about <see cref="Panel"/>.</summary>
    public bool IsSplit => Uncertainty > 0;
}
