using SkillMix.Core.Annotation;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>What has to be said beside agreement before anybody relies on it.</summary>
public static class AgreementCautions
{
    /// <summary>One sentence for each thing to know.</summary>
    public static IReadOnlyList<string> Of(RatedCriteria criteria) =>
        [
            .. Simulated(criteria),
            .. Few(criteria),
            .. Selection(criteria),
            .. Early(criteria),
            .. Sight(criteria),
            .. Counted(criteria),
        ];

    private static IEnumerable<string> Simulated(RatedCriteria criteria)
    {
        if (criteria.Simulated > 0)
        {
            yield return criteria.Simulated == criteria.Judged
                ? "The texts or their gradings are simulated by rehearsal models; nothing here is a measurement of a real grader."
                : FormattableString.Invariant(
                    $"{criteria.Simulated} of {criteria.Judged} texts are simulated, or graded by rehearsal models."
                );
        }
    }

    private static IEnumerable<string> Few(RatedCriteria criteria)
    {
        if (criteria.Criteria.Count < AgreementReport.FewUnits)
        {
            yield return FormattableString.Invariant(
                $"Only {criteria.Criteria.Count} criteria were judged: every number here may still change much."
            );
        }
    }

    private static IEnumerable<string> Selection(RatedCriteria criteria)
    {
        yield return criteria.Queue?.Selection switch
        {
            QueueSelection.Probability =>
                "Split panels were drawn more often. Coefficients take the judged criteria as they are, so that they tend to be lower than over all texts; only the confusions are weighted by 1/π.",
            QueueSelection.Disagreements =>
                "The queue holds only texts on which graders differ, so that agreement is lower here than over all texts and confusions speak of disputed texts alone.",
            QueueSelection.HandPicked => "The texts were picked by hand: the numbers speak of them and of no others.",
            _ =>
                "Texts of all queues and from outside of them stand together: a text counts once, with each person's last decision, and nothing is weighted. Choose a queue for confusions weighted by 1/π.",
        };
    }

    private static IEnumerable<string> Early(RatedCriteria criteria)
    {
        if (criteria.EndsEarly)
        {
            yield return FormattableString.Invariant(
                $"{(criteria.Queue is null ? "In some queues people" : "People")} were free to leave a text at its first criterion not met, and did so in {criteria.Unfinished} of {criteria.Judged} texts: what they judged further down is no random part, and the confusion of each criterion is biased by it."
            );
        }
        else if (criteria.Unfinished > 0)
        {
            yield return FormattableString.Invariant(
                $"In {criteria.Unfinished} of {criteria.Judged} texts nobody judged every criterion; what is missing there may be no random part."
            );
        }
    }

    private static IEnumerable<string> Sight(RatedCriteria criteria)
    {
        var decisions = criteria.Decisions.ToList();
        var graders = decisions.Count(decision => decision.Saw.Graders);
        if (graders > 0)
        {
            yield return FormattableString.Invariant(
                $"{graders} of {decisions.Count} decisions were made with the graders' verdicts in view: people's agreement with graders is then no independent one."
            );
        }

        var people = decisions.Count(decision => decision.Saw.Annotators);
        if (people > 0)
        {
            yield return FormattableString.Invariant(
                $"{people} of {decisions.Count} decisions were made with other people's verdicts in view."
            );
        }
    }

    private static IEnumerable<string> Counted(RatedCriteria criteria)
    {
        if (criteria.Counted.Count > 0)
        {
            yield return $"Left out, because the program counts it in everybody's place: {string.Join(", ", criteria.Counted.Select(AnnotationWords.Of))}.";
        }
    }
}
