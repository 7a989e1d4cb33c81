using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>A frozen set of texts that is graded again and again, to see whether a grader has drifted. Once made it stays as it is.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Spec">How it was drawn.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Texts">Its texts, by position from 0.</param>
public sealed record AnchorSet(Guid Id, AnchorSpec Spec, DateTimeOffset Created, IReadOnlyList<AnchorPlace> Texts)
{
    /// <summary>What it is called.</summary>
    public string Name => Spec.Name;
}

/// <summary>A text's place in a frozen set.</summary>
/// <param name="Position">From 0.</param>
/// <param name="Generation">Public id of the generation.</param>
/// <param name="Turn">Which turn of it is graded: the last it had when the set was made.</param>
/// <param name="K">Skills of its tuple.</param>
/// <param name="Student">Who wrote it.</param>
/// <param name="IsSimulated">Its student is a rehearsal model.</param>
/// <param name="Preview">Its first words.</param>
public sealed record AnchorPlace(
    int Position,
    Guid Generation,
    int Turn,
    int K,
    string Student,
    bool IsSimulated,
    string Preview
);

/// <summary>A text of a frozen set, whole.</summary>
/// <param name="Position">Its place in the set, from 0.</param>
/// <param name="Tuple">What it was to show.</param>
/// <param name="Text">The text.</param>
public sealed record AnchorText(int Position, SkillTuple Tuple, string Text);
