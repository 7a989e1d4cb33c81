namespace SkillMix.Core.Runs;

/// <summary>Has the anchors of a finished run graded by each of its graders, once for the run.</summary>
internal sealed class RunAnchors(IRunStore store, AnchorGrader grader)
{
    /// <summary>Grades what is missing of it. A run that is finished again adds nothing.</summary>
    /// <param name="asked">The run.</param>
    /// <param name="names">The sets.</param>
    /// <param name="finished">How the run itself ended.</param>
    /// <param name="terms">The run's pace, budget and log.</param>
    /// <param name="stop">Stops at once.</param>
    /// <param name="pause">Stops asking.</param>
    /// <returns>The same, or a pause where a set is not graded whole.</returns>
    public async Task<RunOutcome> GradeAsync(
        AskedRun asked,
        IReadOnlyList<string> names,
        RunOutcome finished,
        AnchorTerms terms,
        CancellationToken stop,
        CancellationToken pause
    )
    {
        var notes = new List<string>();
        foreach (var name in names)
        {
            var set = await store.Anchors.FindAsync(name, stop);
            foreach (var spec in asked.Gradings)
            {
                var prompt = asked.Prompts.All.First(template => template.Hash == spec.Prompt);
                var outcome = await grader.GradeAsync(new(set, spec, prompt, asked.Run), terms, null, stop, pause);
                if (!outcome.IsComplete)
                {
                    return finished with
                    {
                        State = RunState.Paused,
                        Note = outcome.Note is { } why
                            ? $"All texts are done; {spec.Grader} has not graded all of the anchors '{name}': {why}"
                            : null,
                        IsBudgetReached = outcome.IsBudgetReached,
                    };
                }

                if (outcome.Reached.Failures > 0)
                {
                    notes.Add(
                        $"{outcome.Reached.Failures} of {set.Texts.Count} gradings of the anchors '{name}' by {spec.Grader} failed."
                    );
                }
            }
        }

        return notes.Count == 0
            ? finished
            : finished with
            {
                Note = string.Join(' ', new[] { finished.Note }.OfType<string>().Concat(notes)),
            };
    }
}
