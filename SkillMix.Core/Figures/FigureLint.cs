using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>Of what the sentences of a kind speak, so that nothing is said twice.</summary>
[Flags]
public enum LintTopics
{
    None = 0,

    /// <summary>What is simulated.</summary>
    Simulated = 1,

    /// <summary>Values that rest on few tuples or texts.</summary>
    Few = 2,

    /// <summary>What is undecided.</summary>
    Unscored = 4,

    /// <summary>Protocols side by side.</summary>
    Protocols = 8,

    /// <summary>Intervals that rest on few skills.</summary>
    Skills = 16,

    /// <summary>All of these, as <see cref="CurveCautions"/> do.</summary>
    All = Simulated | Few | Unscored | Protocols | Skills,
}

/// <summary>What has to be said under a figure before anybody reads it, from what its points rest on.</summary>
public static class FigureLint
{
    private const int Named = 3;

    /// <summary>One sentence for each thing to know: what its kind says, and what can be told from any figure.</summary>
    /// <param name="own">What the kind says.</param>
    /// <param name="says">Of what that speaks.</param>
    public static IReadOnlyList<string> Of(Figure figure, IReadOnlyList<string> own, LintTopics says = LintTopics.None)
    {
        List<(bool HasValue, bool HasInterval, PointBasis Basis)> points =
        [
            .. figure.Traces.SelectMany(trace =>
                trace
                    .Points.Where(point => point.Basis is not null)
                    .Select(point => (point.Y is not null, point.Low is not null, point.Basis!))
            ),
            .. (figure.Cells?.Cells ?? [])
                .Where(cell => cell.Basis is not null)
                .Select(cell => (cell.Value is not null, cell.Low is not null, cell.Basis!)),
        ];
        return
        [
            .. own,
            .. says.HasFlag(LintTopics.Simulated) ? [] : Simulated(figure, points),
            .. says.HasFlag(LintTopics.Few) ? [] : Few(points),
            .. says.HasFlag(LintTopics.Skills) ? [] : Skills(points),
            .. says.HasFlag(LintTopics.Unscored) ? [] : Unscored(points),
            .. NoInterval(points),
            .. Graders(points),
            .. says.HasFlag(LintTopics.Protocols) ? [] : Fingerprints(points),
        ];
    }

    private static IEnumerable<string> Simulated(
        Figure figure,
        List<(bool HasValue, bool HasInterval, PointBasis Basis)> points
    )
    {
        if (figure.IsSimulated)
        {
            yield return points.Count > 0 && points.TrueForAll(point => point.Basis.IsSimulated)
                ? CurveCautions.AllSimulated
                : "Some of it is simulated by rehearsal models and no measurement.";
        }
    }

    private static IEnumerable<string> Few(List<(bool HasValue, bool HasInterval, PointBasis Basis)> points)
    {
        var few = points.FindAll(point => point.HasValue && point.Basis.N < CurveCautions.FewTuples);
        if (few.Count > 0)
        {
            yield return FormattableString.Invariant(
                $"{few.Count} of {points.Count} values rest on fewer than {CurveCautions.FewTuples} {few[0].Basis.Unit} (fewest: {few.Min(point => point.Basis.N)})."
            );
        }
    }

    private static IEnumerable<string> Skills(List<(bool HasValue, bool HasInterval, PointBasis Basis)> points)
    {
        var few = points.FindAll(point => point.Basis.Skills < SharedSkills.FewSkills);
        if (few.Count > 0)
        {
            yield return FormattableString.Invariant(
                $"{few.Count} of {points.Count} values rest on fewer than {SharedSkills.FewSkills} skills (fewest: {few.Min(point => point.Basis.Skills)}); an interval for skills like these is too narrow there."
            );
        }
    }

    private static IEnumerable<string> Unscored(List<(bool HasValue, bool HasInterval, PointBasis Basis)> points)
    {
        var many = points
            .Select(point => point.Basis)
            .Where(basis => basis.Unscored > CurveCautions.ManyUnscored * (basis.N + basis.Unscored))
            .OrderByDescending(basis => (double)basis.Unscored / (basis.N + basis.Unscored))
            .ToList();
        if (many.Count > 0)
        {
            var worst = string.Join(
                "; ",
                many.Take(Named)
                    .Select(basis =>
                        FormattableString.Invariant(
                            $"{basis.Of} ({basis.Unscored} of {basis.N + basis.Unscored} {basis.Unit})"
                        )
                    )
            );
            yield return FormattableString.Invariant(
                $"At {many.Count} of {points.Count} values more than {100 * CurveCautions.ManyUnscored:0.##} % are undecided and not in the value; most at {worst}."
            );
        }
    }

    private static IEnumerable<string> NoInterval(List<(bool HasValue, bool HasInterval, PointBasis Basis)> points)
    {
        var bare = points.Count(point => point is { HasValue: true, HasInterval: false });
        if (bare > 0)
        {
            yield return FormattableString.Invariant($"{bare} of {points.Count} values have no interval.");
        }
    }

    private static IEnumerable<string> Graders(List<(bool HasValue, bool HasInterval, PointBasis Basis)> points)
    {
        var graders = points.Select(point => point.Basis.Grader).Where(name => name.Length > 0).Distinct().ToList();
        if (graders.Count > 1)
        {
            yield return $"Values of {graders.Count} graders stand side by side ({string.Join("; ", graders)}): a difference may lie in the grader.";
        }
    }

    private static IEnumerable<string> Fingerprints(List<(bool HasValue, bool HasInterval, PointBasis Basis)> points)
    {
        // Of one grader, because the grader is part of the protocol.
        var mixed = points
            .Where(point => point.Basis.Fingerprint.Length > 0)
            .GroupBy(point => point.Basis.Grader)
            .Where(group => group.Select(point => point.Basis.Fingerprint).Distinct().Count() > 1)
            .Select(group => group.Key)
            .ToList();
        if (mixed.Count > 0)
        {
            yield return $"Values of different protocols stand side by side (graded by {string.Join("; ", mixed)}): prompts, sampling or options differ.";
        }
    }
}
