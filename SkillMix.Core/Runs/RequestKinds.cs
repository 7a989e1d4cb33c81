using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>How many requests there are of each kind.</summary>
/// <param name="Drafts">First turns.</param>
/// <param name="Revisions">Second turns.</param>
/// <param name="Gradings">Gradings.</param>
public sealed record RequestKinds(int Drafts, int Revisions, int Gradings)
{
    /// <summary>All of them.</summary>
    public int Total => Drafts + Revisions + Gradings;

    /// <summary>In words: "12 drafts, 24 gradings"; "nothing" for none.</summary>
    public string InWords =>
        string.Join(
            ", ",
            new[] { (Drafts, "draft"), (Revisions, "revision"), (Gradings, "grading") }
                .Where(kind => kind.Item1 > 0)
                .Select(kind => FormattableString.Invariant($"{kind.Item1} {kind.Item2}{(kind.Item1 == 1 ? "" : "s")}"))
                .DefaultIfEmpty("nothing")
        );

    /// <summary>Counts requests.</summary>
    public static RequestKinds Of(IReadOnlyList<WithheldRequest> requests)
    {
        var gradings = requests.Count(request => request.Role == RequestRole.Grade);
        var revisions = requests.Count(request => request.IsRevision);
        return new(requests.Count - gradings - revisions, revisions, gradings);
    }

    /// <summary>What will be asked once these are answered, if no text is empty and none refused.</summary>
    /// <param name="asked">The run they are of.</param>
    /// <param name="isSimulated">Whether a model is asked directly and costs no request.</param>
    public RequestKinds After(AskedRun asked, Func<string, bool> isSimulated)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(isSimulated);
        var perText = asked.Gradings.Where(spec => !isSimulated(spec.Grader)).Sum(spec => spec.Rounds);
        return new(0, asked.Spec.Generation.RevisePrompt is null ? 0 : Drafts, (Drafts + Revisions) * perText);
    }
}
