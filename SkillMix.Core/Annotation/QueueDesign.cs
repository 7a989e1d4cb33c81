using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SkillMix.Core.Annotation;

/// <summary>A unit that could be drawn for people to label: a tuple of one student with all its generations, or a single generation.</summary>
/// <param name="Unit">Names the unit; its luck hangs on this name and the seed alone.</param>
/// <param name="Uncertainty">u in [0, 1]: 0 where the graders are unanimous, 1 where they are split as evenly as they can be.</param>
public sealed record QueueCandidate(string Unit, double Uncertainty);

/// <summary>What became of a candidate. Keep all of it, drawn or not: an estimate without the probability is none.</summary>
/// <param name="Unit">Names the unit.</param>
/// <param name="Uncertainty">u in [0, 1], as it was when the queue was drawn.</param>
/// <param name="Probability">π, the chance it had of being drawn, in (0, 1].</param>
/// <param name="IsDrawn">ξ, whether it was drawn. A drawn unit that nobody labels stays drawn and is never replaced.</param>
public sealed record QueueDraw(string Unit, double Uncertainty, double Probability, bool IsDrawn);

/// <summary>How people's attention is spent: Poisson sampling of the units they label, more of it where the graders are split.</summary>
/// <remarks>
/// π = clip(τ · (1 + (boost − 1) · u), π_min, 1) with τ such that the π add up to the budget, and each unit is drawn or not on its
/// own, with probability π. Zrnic and Candès 2024, Active statistical inference, arXiv:2403.03208. Where all u are equal, as with
/// a single grading by a single grader, it is a plain random sample.
/// </remarks>
public sealed record QueueDesign
{
    /// <summary>Version of the rule below and of its chance; stored with the draw.</summary>
    public const int Version = 1;

    private const double HighestFloor = 0.02;

    /// <summary>Expected number of drawn units, at least 1; the number that is drawn varies around it, by √Σπ(1 − π).</summary>
    /// <remarks>With as many units or fewer, all are drawn.</remarks>
    public required int Budget
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }

    /// <summary>Seed of the draw. The same seed and unit have the same luck whatever the other units are, and in any order.</summary>
    public required long Seed { get; init; }

    /// <summary>How many times as likely an evenly split unit is drawn as a unanimous one, at least 1; 3 unless said otherwise.</summary>
    /// <remarks>2 to 5 do about equally well; 10 is worse where graders are noisy.</remarks>
    public double Boost
    {
        get;
        init
        {
            if (value is not (>= 1 and < double.PositiveInfinity))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "The boost must be 1 or more.");
            }

            field = value;
        }
    } = 3;

    /// <summary>u of a unit by its graders' votes: the smaller side over the most it could be, min(met, not met) / ⌊graders / 2⌋.</summary>
    /// <returns>A fraction in [0, 1]: 2 against 1 and 2 against 2 are both 1, 3 against 1 is ½; 0 with one grader or none.</returns>
    public static double UncertaintyOf(int met, int notMet)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(met);
        ArgumentOutOfRangeException.ThrowIfNegative(notMet);
        var most = (met + notMet) / 2;
        return most == 0 ? 0 : (double)Math.Min(met, notMet) / most;
    }

    /// <summary>The least probability a unit may have among so many, π_min = min(.02, budget / 2N): nothing is out of reach.</summary>
    /// <param name="units">N, at least 1.</param>
    public double Floor(int units)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        return Math.Min(HighestFloor, Budget / (2.0 * units));
    }

    /// <summary>The probabilities π, in the order of the candidates; they add up to the budget, or to N where that is less.</summary>
    /// <exception cref="ArgumentException">An uncertainty lies outside [0, 1].</exception>
    public IReadOnlyList<double> Probabilities(IReadOnlyList<QueueCandidate> candidates)
    {
        if (candidates.FirstOrDefault(candidate => candidate.Uncertainty is not (>= 0 and <= 1)) is { } wrong)
        {
            throw new ArgumentException(
                $"Unit {wrong.Unit} has the uncertainty {wrong.Uncertainty}; it must lie between 0 and 1."
            );
        }

        if (candidates.Count <= Budget)
        {
            return [.. candidates.Select(_ => 1.0)];
        }

        var floor = Floor(candidates.Count);
        double[] weights = [.. candidates.Select(candidate => 1 + ((Boost - 1) * candidate.Uncertainty))];
        var scale = ScaleOf(weights, floor);
        return [.. weights.Select(weight => Math.Clamp(scale * weight, floor, 1))];
    }

    /// <summary>Draws the queue: every candidate with its probability and whether it was drawn, in the order given.</summary>
    /// <exception cref="ArgumentException">Two candidates have one name, or an uncertainty lies outside [0, 1].</exception>
    public IReadOnlyList<QueueDraw> Draw(IReadOnlyList<QueueCandidate> candidates)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (candidates.FirstOrDefault(candidate => !names.Add(candidate.Unit)) is { } twice)
        {
            throw new ArgumentException($"Unit {twice.Unit} stands in the list of candidates twice.");
        }

        return
        [
            .. candidates.Zip(
                Probabilities(candidates),
                (candidate, probability) =>
                    new QueueDraw(
                        candidate.Unit,
                        candidate.Uncertainty,
                        probability,
                        ChanceOf(candidate.Unit) < probability
                    )
            ),
        ];
    }

    /// <summary>The unit's luck under this seed: a multiple of 2⁻⁵³ in [0, 1), from a SHA-256 of version, seed and unit.</summary>
    /// <remarks>
    /// The same number serves at every budget, so a larger budget over the same units keeps those a smaller one drew.
    /// </remarks>
    public double ChanceOf(string unit)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"queue v{Version}\n{Seed}\n{unit}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>τ by bisection; the sum of the probabilities grows with it, from half the budget or less at 0 to N at 1.</summary>
    private double ScaleOf(double[] weights, double floor)
    {
        var (low, high) = (0.0, 1.0);
        while (true)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                return high;
            }

            var sum = 0.0;
            foreach (var weight in weights)
            {
                sum += Math.Clamp(middle * weight, floor, 1);
            }

            (low, high) = sum < Budget ? (middle, high) : (low, middle);
        }
    }
}
