using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Metrics;

/// <summary>One metric of one student, as one grader or panel sees it.</summary>
/// <param name="Student">The student.</param>
/// <param name="Grader">The grader, or the panel with its rule, for instance "majority of a, b, c".</param>
/// <param name="Sample">Identity of the tuple sample; several pooled ones are joined by " + ".</param>
/// <param name="Setting">Side of the split.</param>
/// <param name="K">Skills per tuple.</param>
/// <param name="Prompts">Identity of the prompts; several ones, of a panel or of pooled samples, are joined by " + ".</param>
/// <param name="Metric">What was measured.</param>
/// <param name="Estimate">The number, its uncertainty and what it rests on.</param>
/// <param name="Turn">The turn of every text; null when texts of different turns are mixed or there is none.</param>
/// <param name="Gradings">How many gradings the texts rest on, dropped tuples apart; texts too empty to be graded add none.</param>
/// <param name="IsSimulated">Made by rehearsal models: never to be mistaken for measurement.</param>
/// <param name="Fingerprint">Short hash of <see cref="MetricRecipe"/>: the protocol of the series and the options of measuring.</param>
public sealed record MetricRow(
    string Student,
    string Grader,
    string Sample,
    Setting Setting,
    int K,
    string Prompts,
    Metric Metric,
    Estimate Estimate,
    int? Turn,
    int Gradings,
    bool IsSimulated,
    string Fingerprint
);

/// <summary>One metric of one tuple: what a paired comparison compares.</summary>
/// <param name="Student">The student.</param>
/// <param name="Grader">The grader, or the panel with its rule.</param>
/// <param name="Sample">Identity of the tuple's sample.</param>
/// <param name="Setting">Side of the split.</param>
/// <param name="K">Skills per tuple.</param>
/// <param name="Prompts">Identity of the prompts.</param>
/// <param name="Tuple">Index of the tuple in its sample, from 0.</param>
/// <param name="Metric">What was measured.</param>
/// <param name="BestOf">r of best-of-r; null for a mean over generations.</param>
/// <param name="Low">The score with everything undecided taken as not met.</param>
/// <param name="High">The score with everything undecided taken as met.</param>
public sealed record TupleScore(
    string Student,
    string Grader,
    string Sample,
    Setting Setting,
    int K,
    string Prompts,
    int Tuple,
    Metric Metric,
    int? BestOf,
    double Low,
    double High
)
{
    /// <summary>The tuple's skills, as the table names them; null where it does not.</summary>
    public IReadOnlyList<string>? Skills { get; init; }

    /// <summary>The score; null when it is undecided.</summary>
    public double? Score => Low.Equals(High) ? Low : null;
}
