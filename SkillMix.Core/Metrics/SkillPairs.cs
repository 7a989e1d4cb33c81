using MathNet.Numerics.Distributions;
using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Metrics;

/// <summary>All pairs of skills that were asked together, over every k ≥ 2 and every student, as one grader or panel sees them.</summary>
/// <remarks>
/// <para>
/// What is expected of a text is fitted by a logistic model without interactions, <see cref="MainEffects"/>: the skills of the text, its k and its student,
/// the last two where there are several. The topic is left out, as a table of points does not know it. Where success is that both
/// skills are shown, each pair of a text is a row of its own with two skills.
/// </para>
/// <para>
/// Texts of one tuple, of several generations or students, succeed and fail together. How much is one number for all, φ, the sum over
/// tuples of (Σ(y − p̂))² over Σp̂(1 − p̂), never below 1: the test divides z by √φ, as McCullagh and Nelder 1989 do for counts that vary more
/// than binomial ones. For a pair of few texts the normal distribution makes too little of its tails: then the exact test of
/// Σp̂, with every text's own chance, has the larger p-value, and the larger of the two is taken.
/// </para>
/// <para>
/// The strength m of the prior around the expected rates comes from z² being 1 + ρ (n − 1) n e (1 − e) / Σp̂(1 − p̂) on average: ρ is the sum of z² / φ − 1 over
/// the pairs over that of the factor of ρ, and m = 1 / ρ − 1, within the limits of <see cref="BetaPrior"/>.
/// </para>
/// <para>
/// Effects that add up on the logit scale are a model and not the truth: where a text fails as soon as one point is missing, skills that are both hard
/// go together better than expected here. It is a place to look, not a proof.
/// </para>
/// </remarks>
/// <param name="Grader">The grader, or the panel with its rule.</param>
/// <param name="Setting">Side of the split.</param>
/// <param name="Success">What counts as a success.</param>
/// <param name="Texts">Graded texts with k ≥ 2.</param>
/// <param name="Undecided">Texts whose success stays undecided; of both skills, those where that of some pair does.</param>
/// <param name="Dispersion">φ, ≥ 1.</param>
/// <param name="Strength">m, the texts that the prior is worth.</param>
/// <param name="Pairs">Every pair with a decided text, by name.</param>
/// <param name="IsSimulated">Made by rehearsal models: never to be mistaken for measurement.</param>
public sealed record SkillPairs(
    string Grader,
    Setting Setting,
    PairSuccess Success,
    int Texts,
    int Undecided,
    double Dispersion,
    double Strength,
    IReadOnlyList<SkillPair> Pairs,
    bool IsSimulated
)
{
    /// <summary>Looks at the pairs of a table: one result per grader or panel and setting, simulated ones apart from others.</summary>
    /// <param name="table">The gradings.</param>
    /// <param name="options">As for <see cref="SkillMixMetrics.Compute"/>; samples are always pooled, and every text counts, however many its tuple has.</param>
    /// <param name="spec">What counts as a success; <see cref="PairSpec.Default"/> when null.</param>
    /// <exception cref="ArgumentException">As for <see cref="SkillMixMetrics.Compute"/>, or a tuple has no skill names.</exception>
    public static IReadOnlyList<SkillPairs> Of(PointTable table, MetricOptions options, PairSpec? spec = null)
    {
        var asked = spec ?? PairSpec.Default;
        asked.Check();
        return
        [
            .. VotedTexts
                .Read(table, options with { PoolSamples = true })
                .Where(voted => voted.Group.K >= 2)
                .GroupBy(voted =>
                    (Grader: voted.Group.Grader(options.Panel), voted.Group.Setting, voted.Group.IsSimulated)
                )
                .Select(group =>
                {
                    var rows = PairRows.Of([.. group], asked.Success);
                    var dispersion = 1.0;
                    var strength = BetaPrior.Strongest;
                    List<SkillPair> pairs = [];
                    if (rows.Rows.Count > 0)
                    {
                        var chances = MainEffects.Fit(rows.Rows, rows.Successes, rows.Effects, asked.Ridge);
                        dispersion = DispersionOf(rows, chances);
                        var tallies = Tallies(rows, chances);
                        strength = StrengthOf(tallies.Values, dispersion);
                        pairs = Tested(tallies, rows.Skills, dispersion, strength, asked.FewTexts);
                    }

                    return new SkillPairs(
                        group.Key.Grader,
                        group.Key.Setting,
                        asked.Success,
                        group.Sum(voted => voted.Texts.Count),
                        rows.Undecided,
                        dispersion,
                        strength,
                        pairs,
                        group.Key.IsSimulated
                    );
                }),
        ];
    }

    private static double DispersionOf(PairRows rows, double[] chances)
    {
        var sums = new Dictionary<object, double>();
        for (var i = 0; i < chances.Length; i++)
        {
            var error = (rows.Successes[i] ? 1 : 0) - chances[i];
            sums[rows.Clusters[i]] = sums.GetValueOrDefault(rows.Clusters[i]) + error;
        }

        return Math.Max(1, sums.Values.Sum(sum => sum * sum) / chances.Sum(chance => chance * (1 - chance)));
    }

    private static Dictionary<(int First, int Second), Tally> Tallies(PairRows rows, double[] chances)
    {
        var tallies = new Dictionary<(int, int), Tally>();
        for (var i = 0; i < chances.Length; i++)
        {
            var skills = rows.Rows[i].AsSpan(0, rows.SkillCounts[i]);
            for (var a = 0; a < skills.Length; a++)
            {
                for (var b = a + 1; b < skills.Length; b++)
                {
                    if (!tallies.TryGetValue((skills[a], skills[b]), out var tally))
                    {
                        tallies[(skills[a], skills[b])] = tally = new();
                    }

                    tally.Add(rows.Successes[i], chances[i]);
                }
            }
        }

        return tallies;
    }

    private static double StrengthOf(IReadOnlyCollection<Tally> tallies, double dispersion)
    {
        var excess = tallies.Sum(tally => (tally.Z * tally.Z / dispersion) - 1);
        var room = tallies.Sum(tally =>
            (tally.Texts - 1) * (tally.Expected * (1 - (tally.Expected / tally.Texts))) / tally.Variance
        );
        return BetaPrior.StrengthOf(excess, room);
    }

    private static List<SkillPair> Tested(
        Dictionary<(int First, int Second), Tally> tallies,
        IReadOnlyList<string> names,
        double dispersion,
        double strength,
        int fewTexts
    )
    {
        List<SkillPair> pairs =
        [
            .. tallies
                .OrderBy(pair => pair.Key)
                .Select(pair => new SkillPair(
                    names[pair.Key.First],
                    names[pair.Key.Second],
                    pair.Value.Texts,
                    pair.Value.Successes,
                    pair.Value.Expected,
                    pair.Value.Z,
                    new BetaPrior(pair.Value.Expected / pair.Value.Texts, strength).MeanAfter(
                        pair.Value.Successes,
                        pair.Value.Texts
                    ),
                    pair.Value.PValue(dispersion),
                    null
                )),
        ];
        var tested = Enumerable.Range(0, pairs.Count).Where(place => pairs[place].Texts >= fewTexts).ToList();
        var adjusted = BenjaminiHochberg.Adjust([.. tested.Select(place => pairs[place].PValue)]);
        foreach (var (place, value) in tested.Zip(adjusted))
        {
            pairs[place] = pairs[place] with { Adjusted = value };
        }

        return pairs;
    }

    /// <summary>The texts of one pair as they come in.</summary>
    private sealed class Tally
    {
        private readonly List<double> _chances = [];

        public int Texts => _chances.Count;

        public int Successes { get; private set; }

        public double Expected { get; private set; }

        public double Variance { get; private set; }

        public double Z => (Successes - Expected) / Math.Sqrt(Variance);

        public void Add(bool isSuccess, double chance)
        {
            _chances.Add(chance);
            Successes += isSuccess ? 1 : 0;
            Expected += chance;
            Variance += chance * (1 - chance);
        }

        public double PValue(double dispersion) =>
            Math.Max(
                2 * Normal.CDF(0, 1, -Math.Abs(Z) / Math.Sqrt(dispersion)),
                PoissonBinomial.TwoSided(_chances, Successes)
            );
    }
}
