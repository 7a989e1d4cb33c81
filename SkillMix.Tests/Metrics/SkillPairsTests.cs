using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class SkillPairsTests
{
    private const double NoEffects = 1e12; // a ridge under which every text is expected to succeed as often as all do

    [Fact]
    public void Of_TwoPairsThatAlwaysAndNeverSucceed_HasTheNumbersByHand()
    {
        // Six texts of (a, b) succeed, six of (c, d) fail; expected ½ each: z = (6 − 3) / √(6 / 4), φ = 1.
        var builder = new PointTableBuilder().Series(
            k: 2,
            skills: [.. Enumerable.Range(0, 12).Select(i => i < 6 ? new[] { "b", "a" } : ["c", "d"])]
        );
        for (var tuple = 0; tuple < 12; tuple++)
        {
            builder.Text(tuple, 1, tuple < 6 ? "11111" : "11011");
        }

        var result = Assert.Single(SkillPairs.Of(builder.Table, MetricOptions.Default, new(Ridge: NoEffects)));

        Assert.Equal((12, 0), (result.Texts, result.Undecided));
        Assert.Equal(1, result.Dispersion, 1e-9);
        Assert.Equal([("a", "b"), ("c", "d")], result.Pairs.Select(pair => (pair.First, pair.Second)));
        var pair = result.Pairs[0];
        Assert.Equal((6, 6, 1.0), (pair.Texts, pair.Successes, pair.Rate));
        Assert.Equal(3, pair.Expected, 1e-9);
        Assert.Equal(Math.Sqrt(6), pair.Z, 1e-9);
        Assert.Equal(2 / 64.0, pair.PValue, 1e-9); // exact; the normal 2 (1 − Φ(√6)) = .0143 is smaller
        Assert.Equal(pair.PValue, pair.Adjusted!.Value, 1e-9); // two tests of the same p

        // z² − 1 = 5 for both, and the factor of ρ is 6 − 1 for both: ρ = 1, the weakest prior, one text at ½.
        Assert.Equal(1, result.Strength, 1e-6);
        Assert.Equal(6.5 / 7, pair.Shrunken, 1e-6);
    }

    [Fact]
    public void Of_FewerTextsThanFive_IsThinAndNotTested()
    {
        var builder = new PointTableBuilder().Series(
            k: 2,
            skills:
            [
                ["a", "b"],
                ["a", "b"],
                ["a", "c"],
            ]
        );
        builder.Text(0, 1, "11111").Text(0, 2, "11111").Text(0, 3, "01111").Text(1, 1, "11111").Text(1, 2, "01111");
        builder.Text(2, 1, "11111").Text(2, 2, "?1111");

        var result = Assert.Single(SkillPairs.Of(builder.Table, MetricOptions.Default));

        Assert.Equal(1, result.Undecided);
        Assert.Equal(
            [("a", "b", 5, false), ("a", "c", 1, true)],
            result.Pairs.Select(pair => (pair.First, pair.Second, pair.Texts, pair.IsThin))
        );
    }

    [Fact]
    public void Of_BothSkills_CountsTheTwoWhateverTheRestSays()
    {
        var table = new PointTableBuilder()
            .Series(
                k: 3,
                skills:
                [
                    ["a", "b", "c"],
                ]
            )
            .Text(0, 1, "110000") // a and b alone
            .Text(0, 2, "111111")
            .Text(0, 3, "1?0111") // a and b open, the pairs with c fail
            .Table;

        var result = Assert.Single(SkillPairs.Of(table, MetricOptions.Default, new(PairSuccess.BothSkills)));

        Assert.Equal((3, 1), (result.Texts, result.Undecided));
        Assert.Equal(
            [("a", "b", 2, 2), ("a", "c", 3, 1), ("b", "c", 3, 1)],
            result.Pairs.Select(pair => (pair.First, pair.Second, pair.Texts, pair.Successes))
        );
    }

    [Fact]
    public void Of_APlantedInteraction_IsFoundAndNothingElse()
    {
        var result = Assert.Single(SkillPairs.Of(Simulated(planted: -3), MetricOptions.Default));

        var found = result.Pairs.Where(pair => pair.Adjusted < 0.05).ToList();
        Assert.Equal(("s05", "s06"), found.Select(pair => (pair.First, pair.Second)).Single());
        Assert.True(found[0].Z < 0);
        Assert.InRange(found[0].Shrunken, found[0].Rate, found[0].ExpectedRate);
    }

    [Fact]
    public void Of_NoInteraction_FindsNothing()
    {
        var result = Assert.Single(SkillPairs.Of(Simulated(planted: 0), MetricOptions.Default));

        Assert.Equal(66, result.Pairs.Count); // all pairs of 12 skills
        Assert.DoesNotContain(result.Pairs, pair => pair.Adjusted < 0.05);
        Assert.InRange(result.Dispersion, 1, 1.1);
    }

    [Fact]
    public void Of_TuplesWhoseTextsSucceedTogether_AreTooAlikeForThePlainTest()
    {
        var result = Assert.Single(SkillPairs.Of(Simulated(planted: 0, tupleSpread: 2), MetricOptions.Default));

        Assert.InRange(result.Dispersion, 1.5, 3); // at most 3 texts a tuple
        Assert.DoesNotContain(result.Pairs, pair => pair.Adjusted < 0.05);
    }

    [Fact]
    public void Of_SeveralKAndStudents_AreOneTable()
    {
        var table = new PointTableBuilder()
            .Series(
                k: 2,
                student: "x",
                skills:
                [
                    ["a", "b"],
                ]
            )
            .Text(0, 1, "11111")
            .Series(
                k: 3,
                student: "y",
                skills:
                [
                    ["c", "b", "a"],
                ]
            )
            .Text(0, 1, "111111")
            .Series(
                k: 1,
                student: "y",
                skills:
                [
                    ["a"],
                ]
            )
            .Text(0, 1, "1111")
            .Table;

        var result = Assert.Single(SkillPairs.Of(table, MetricOptions.Default));

        Assert.Equal(2, result.Texts);
        Assert.Equal(2, result.Pairs.Single(pair => (pair.First, pair.Second) == ("a", "b")).Texts);
    }

    [Fact]
    public void Of_NoTextsOrARidgeOfNothing_HasNoPairsOrIsRefused()
    {
        Assert.Empty(Assert.Single(SkillPairs.Of(new PointTableBuilder().Series().Table, MetricOptions.Default)).Pairs);
        Assert.Empty(SkillPairs.Of(PointTable.Empty, MetricOptions.Default));
        Assert.Throws<ArgumentException>(() => SkillPairs.Of(PointTable.Empty, MetricOptions.Default, new(Ridge: 0)));
    }

    /// <summary>400 tuples of three out of 12 skills, three texts each; logit of success: .5 + skills of mean 0 + what is planted for s05 with s06.</summary>
    private static PointTable Simulated(double planted, double tupleSpread = 0)
    {
        var chance = new Random(20240131);
        string[] names = [.. Enumerable.Range(0, 12).Select(i => $"s{i:00}")];
        string[][] tuples =
        [
            .. Enumerable.Range(0, 400).Select(_ => names.OrderBy(_ => chance.Next()).Take(3).ToArray()),
        ];
        var builder = new PointTableBuilder().Series(k: 3, skills: tuples);
        for (var tuple = 0; tuple < tuples.Length; tuple++)
        {
            var skills = tuples[tuple].Select(name => Array.IndexOf(names, name)).ToList();
            var logit = 0.5 + skills.Sum(skill => 0.2 * (skill - 5.5));
            logit += skills.Contains(5) && skills.Contains(6) ? planted : 0;
            logit += tupleSpread * (chance.NextDouble() + chance.NextDouble() - 1) * Math.Sqrt(6);
            for (var generation = 1; generation <= 3; generation++)
            {
                builder.Text(tuple, generation, chance.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? "111111" : "111011");
            }
        }

        return builder.Table;
    }
}
