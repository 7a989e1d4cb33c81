using MathNet.Numerics.Distributions;

namespace SkillMix.Core.Metrics;

/// <summary>The standard error of a mean over tuples that share skills, for the claim "skills like these" instead of "this catalogue".</summary>
/// <remarks>
/// <para>
/// Tuples that ask for the same skill succeed and fail together, so their mean varies more over catalogues than its plain standard
/// error says. With e = s − s̄ and o_ij the skills that tuples i and j share, V₂ = n⁻² [Σ_ij o_ij e_i e_j − Σ_i (|S_i| − 1) e_i²], by
/// sums per skill, and never below the plain Σ e² / n². In the spirit of dyadic-robust variances, Aronow, Samii and Assenova
/// 2015, arXiv:1312.3398.
/// </para>
/// <para>With few skills no such variance is to be trusted: below <see cref="FewSkills"/> it covers too rarely and a warning says so.</para>
/// </remarks>
/// <param name="StandardError">√V₂ or √V₁, ≥ 0.</param>
/// <param name="Skills">Different skills behind the mean, S.</param>
/// <param name="Interval">Mean ± t · standard error with S − 1 degrees of freedom, not clipped; null with fewer than two skills.</param>
public sealed record SharedSkills(double StandardError, int Skills, Interval? Interval)
{
    /// <summary>Below so many skills the interval covers too rarely.</summary>
    public const int FewSkills = 40;

    /// <summary>What a reader must know; null for nothing.</summary>
    public string? Warning =>
        Skills < FewSkills
            ? $"It rests on {Skills} skills; with fewer than {FewSkills} an interval for skills like these is too narrow."
            : null;

    /// <summary>The overlap form, V₂: what is shown.</summary>
    /// <param name="values">One score per tuple.</param>
    /// <param name="skills">The skills of each tuple, each once, in the order of the values.</param>
    /// <param name="confidence">Level of the interval, in (0, 1).</param>
    /// <returns>Null with fewer than two values.</returns>
    /// <exception cref="ArgumentException">The two are not equally many, or a tuple names a skill twice.</exception>
    public static SharedSkills? Of(
        IReadOnlyList<double> values,
        IReadOnlyList<IReadOnlyList<string>> skills,
        double confidence = 0.95
    )
    {
        Intervals.CheckConfidence(confidence);
        Check(values, skills);
        if (values.Count < 2)
        {
            return null;
        }

        var mean = values.Average();
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        var own = 0.0;
        var squares = 0.0;
        foreach (var (value, names) in values.Zip(skills))
        {
            var error = value - mean;
            squares += error * error;
            own += (names.Count - 1) * error * error;
            foreach (var name in names)
            {
                sums[name] = sums.GetValueOrDefault(name) + error;
            }
        }

        var shared = sums.Values.Sum(sum => sum * sum) - own;
        return Made(mean, Math.Max(shared, squares), values.Count, sums.Count, confidence);
    }

    /// <summary>The indicator form, V₁ = n⁻² Σ_ij 1[o_ij &gt; 0] e_i e_j, for comparison; it takes n² steps.</summary>
    /// <inheritdoc cref="Of"/>
    public static SharedSkills? ByIndicator(
        IReadOnlyList<double> values,
        IReadOnlyList<IReadOnlyList<string>> skills,
        double confidence = 0.95
    )
    {
        Intervals.CheckConfidence(confidence);
        Check(values, skills);
        if (values.Count < 2)
        {
            return null;
        }

        var mean = values.Average();
        var sets = skills.Select(names => names.ToHashSet(StringComparer.Ordinal)).ToList();
        var shared = 0.0;
        for (var i = 0; i < values.Count; i++)
        {
            for (var j = 0; j < values.Count; j++)
            {
                shared += sets[i].Overlaps(sets[j]) ? (values[i] - mean) * (values[j] - mean) : 0;
            }
        }

        var squares = values.Sum(value => (value - mean) * (value - mean));
        var different = skills.SelectMany(names => names).Distinct(StringComparer.Ordinal).Count();
        return Made(mean, Math.Max(shared, squares), values.Count, different, confidence);
    }

    private static SharedSkills Made(double mean, double sum, int n, int skills, double confidence)
    {
        var error = Math.Sqrt(sum) / n;
        if (skills < 2)
        {
            return new(error, skills, null);
        }

        var half = StudentT.InvCDF(0, 1, skills - 1, (1 + confidence) / 2) * error;
        return new(error, skills, new(mean - half, mean + half));
    }

    private static void Check(IReadOnlyList<double> values, IReadOnlyList<IReadOnlyList<string>> skills)
    {
        if (values.Count != skills.Count)
        {
            throw new ArgumentException($"There are {values.Count} values and the skills of {skills.Count} tuples.");
        }

        if (skills.FirstOrDefault(names => names.Distinct(StringComparer.Ordinal).Count() < names.Count) is { } twice)
        {
            throw new ArgumentException($"A tuple names a skill twice: {string.Join(", ", twice)}.");
        }
    }
}
