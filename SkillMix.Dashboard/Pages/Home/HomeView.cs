using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;

namespace SkillMix.Dashboard.Pages.Home;

/// <summary>All that the page shows, handed from the first HTML to the circuit.</summary>
/// <param name="Studies">The studies, the newest first.</param>
/// <param name="SavedViews">Filters with a name.</param>
/// <param name="OpenRuns">Runs that have not ended, the newest first.</param>
/// <param name="OpenQueues">Queues that somebody has begun and that want labels or a decision, the newest first.</param>
public sealed record HomeView(
    IReadOnlyList<StudyView> Studies,
    IReadOnlyList<SavedView> SavedViews,
    IReadOnlyList<OpenRun> OpenRuns,
    IReadOnlyList<LabelsUnderWay> OpenQueues
)
{
    /// <summary>All generations of the store.</summary>
    public GenerationTallies Tallies() =>
        Studies.Aggregate(GenerationTallies.None, (sum, study) => sum.Plus(study.Summary.Tallies));
}

/// <summary>A run that has not ended.</summary>
/// <param name="State">Its state in a word.</param>
public sealed record OpenRun(Guid Id, string Name, string State);

/// <summary>A queue that is not at its end.</summary>
/// <param name="Left">Labels it still wants.</param>
/// <param name="Disputed">Items on which people differ and that nobody has settled.</param>
public sealed record LabelsUnderWay(Guid Id, string Name, int Left, int Disputed);

/// <summary>A study and its curves; no curves where nothing was graded yet.</summary>
public sealed record StudyView(StudySummary Summary, StudyCurves? Curves);

/// <summary>Full marks against k for the students of a study: the first grader, one setting, best of the generations.</summary>
/// <param name="Grader">Whose verdicts these are.</param>
/// <param name="Setting">Which tuples these are.</param>
/// <param name="SmallestRounds">Smallest r of best-of-r among the points.</param>
/// <param name="LargestRounds">Largest r of best-of-r among the points.</param>
public sealed record StudyCurves(
    string Grader,
    Setting Setting,
    int SmallestRounds,
    int LargestRounds,
    IReadOnlyList<int> Ks,
    IReadOnlyList<StudentCurve> Students
);

/// <summary>One student's curve.</summary>
public sealed record StudentCurve(string Student, bool IsSimulated, IReadOnlyList<CurvePoint> Points)
{
    /// <summary>The point at a k; null where there is none.</summary>
    public CurvePoint? At(int k) => Points.FirstOrDefault(point => point.K == k);
}

/// <summary>The ratio of full marks at one k.</summary>
/// <param name="Value">In [0, 1]; null where no tuple is decided.</param>
/// <param name="N">Decided tuples.</param>
/// <param name="Unscored">Tuples that stay undecided.</param>
/// <param name="LeftOut">Tuples with too few graded generations.</param>
public sealed record CurvePoint(int K, double? Value, int N, int Unscored, int LeftOut);
