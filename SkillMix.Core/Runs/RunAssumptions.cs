using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>What an estimate rests on, in sentences.</summary>
internal static class RunAssumptions
{
    public static IEnumerable<string> Of(
        PreparedRun run,
        IReadOnlyList<ModelEstimate> rows,
        Func<string, RequestRole, ModelHistory?> history
    )
    {
        var unknown = rows.Where(row => history(row.Model, row.Role) is null).ToList();
        yield return "A token of a prompt has 4 characters, at worst 3.";
        if (run.Samples.Any(sample => sample.Tuples.Count > RunEstimate.TuplesLookedAt))
        {
            yield return $"Prompts were counted on {RunEstimate.TuplesLookedAt} tuples of each sample.";
        }

        if (unknown.Any(row => row.Role == RequestRole.Write))
        {
            yield return $"A text has k − 1 sentences of {RunEstimate.TokensPerSentence} tokens, and each skill is explained in {RunEstimate.TokensPerExplanation}.";
        }

        if (unknown.Any(row => row.Role == RequestRole.Grade))
        {
            yield return $"A grading takes {RunEstimate.TokensPerCriterion} tokens for each criterion.";
        }

        if (unknown.Any(row => row is { Role: RequestRole.Write, IsSimulated: false }))
        {
            yield return $"A student replies in {RunEstimate.StudentSeconds} s.";
        }

        if (unknown.Any(row => row is { Role: RequestRole.Grade, IsSimulated: false }))
        {
            yield return $"A grader replies in {RunEstimate.GraderSeconds} s.";
        }

        if (rows.Any(row => row.IsSimulated))
        {
            yield return "Rehearsal models are simulated: they cost nothing and reply at once.";
        }

        if (run.Spec.Gradings.Any(grading => grading.Reader == "structured"))
        {
            yield return "At worst every structured grading is asked for twice.";
        }

        yield return "Every text is graded, and nothing has to be tried again.";
    }
}
