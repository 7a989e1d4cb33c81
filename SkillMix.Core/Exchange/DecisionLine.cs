using SkillMix.Core.Annotation;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Exchange;

/// <summary>Where a text comes from: what finds it again in the store, and in another that holds the same run.</summary>
/// <param name="Generation">Public id.</param>
/// <param name="Run">Public id of its run.</param>
/// <param name="RunSpec">Hash of what the run asked.</param>
/// <param name="Sample">Hash of its sample.</param>
/// <param name="Tuple">Index in the sample.</param>
/// <param name="IsSimulated">Written or graded by a rehearsal model.</param>
/// <param name="Hash">Of the words that were judged; empty where the store holds none of that turn.</param>
public sealed record TextPlace(
    Guid Generation,
    Guid Run,
    string RunName,
    string RunSpec,
    string Student,
    bool IsSimulated,
    string Sample,
    int Tuple,
    int K,
    Setting Setting,
    int Round,
    string Hash
);

/// <summary>The item of a queue in which somebody judged.</summary>
/// <param name="Queue">Public id.</param>
/// <param name="Name">Of the queue.</param>
/// <param name="Item">Public id.</param>
/// <param name="Position">Place in the queue, from 0.</param>
/// <param name="Probability">π; null where it was not drawn by chance.</param>
/// <param name="DesignVersion">Version of the rule by which it was drawn.</param>
public sealed record ItemPlace(
    Guid Queue,
    string Name,
    Guid Item,
    int Position,
    double? Probability,
    QueueSelection Selection,
    QueueUnit Unit,
    int DesignVersion,
    long Seed
);

/// <summary>One event of annotation with everything that a reader without the store needs to know of it.</summary>
/// <param name="Decision">What happened.</param>
/// <param name="Text">On which text.</param>
/// <param name="Item">In which item; null outside a queue.</param>
/// <param name="Criterion">Which criterion; null for events about the whole item.</param>
/// <param name="Panel">What the graders said of the criterion when the queue was made; null where that is not known.</param>
/// <param name="Marked">The marked words; null where none are marked.</param>
public sealed record DecisionLine(
    Decision Decision,
    TextPlace Text,
    ItemPlace? Item,
    Criterion? Criterion,
    bool? Panel,
    string? Marked
)
{
    /// <summary>A text as it is compared between stores.</summary>
    public static string HashOf(string text) => ContentHash.Short(ContentHash.Of(text));
}
