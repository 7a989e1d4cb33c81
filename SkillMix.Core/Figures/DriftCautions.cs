using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>What has to be said beside the flips of a grader before anybody calls them drift.</summary>
public static class DriftCautions
{
    /// <summary>One sentence for each thing to know.</summary>
    /// <param name="drift">The flips.</param>
    /// <param name="temperature">At which the grader was asked; null where it was left to the provider.</param>
    /// <param name="isSimulated">The grader is a rehearsal model.</param>
    public static IReadOnlyList<string> Of(GraderDrift drift, double? temperature, bool isSimulated) =>
        [.. Simulated(isSimulated), .. Chance(temperature), .. Few(drift), .. Open(drift)];

    private static IEnumerable<string> Simulated(bool isSimulated)
    {
        if (isSimulated)
        {
            yield return "The grader is a rehearsal model: its flips are simulated and say nothing of any real grader.";
        }
    }

    private static IEnumerable<string> Chance(double? temperature) =>
        [
            temperature switch
            {
                0 =>
                    "Also at temperature 0 a provider may answer the same request in another way: a flip alone is no drift.",
                null =>
                    "The temperature was left to the provider, so verdicts flip by chance, too: a flip alone is no drift, only more flips one way than the other are.",
                _ => FormattableString.Invariant(
                    $"At temperature {temperature:0.##} verdicts flip by chance, too: a flip alone is no drift, only more flips one way than the other are."
                ),
            },
        ];

    private static IEnumerable<string> Few(GraderDrift drift)
    {
        if (drift.FullMarks.Used < CurveCautions.FewTuples)
        {
            yield return FormattableString.Invariant(
                $"Only {drift.FullMarks.Used} texts could be compared; that nothing is seen does not say that nothing changed."
            );
        }
    }

    private static IEnumerable<string> Open(GraderDrift drift)
    {
        if (drift.All.Open > CurveCautions.ManyUnscored * drift.All.Total)
        {
            yield return FormattableString.Invariant(
                $"{drift.All.Open} of {drift.All.Total} verdicts are not compared: one occasion or both could not be read, failed, or are not finished."
            );
        }
    }
}
