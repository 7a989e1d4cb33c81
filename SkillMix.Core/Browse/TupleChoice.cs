using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Browse;

/// <summary>A tuple on which students can be compared.</summary>
/// <param name="Sample">Short identity of its sample.</param>
/// <param name="Tuple">Its index in the sample, from 0.</param>
/// <param name="Skills">Its skills, in prompt order.</param>
/// <param name="Round">The generation round in which the students differ most; of equal ones the first.</param>
/// <param name="Students">Students with a text in that round.</param>
/// <param name="WithFullMarks">Of these, students with full marks by the majority of the graders.</param>
/// <param name="WithoutFullMarks">Of these, students without; the rest is undecided or ungraded.</param>
public sealed record TupleChoice(
    string Sample,
    int Tuple,
    int K,
    Setting Setting,
    string Topic,
    IReadOnlyList<string> Skills,
    int Round,
    int Students,
    int WithFullMarks,
    int WithoutFullMarks
)
{
    /// <summary>Some students have full marks and others have not.</summary>
    public bool Differs => WithFullMarks > 0 && WithoutFullMarks > 0;
}

/// <summary>A stretch of the tuples, those on which students differ first.</summary>
/// <param name="Total">How many tuples there are in all.</param>
/// <param name="Differing">On how many of them students differ.</param>
public sealed record TupleChoicePage(IReadOnlyList<TupleChoice> Tuples, int Total, int Differing);
