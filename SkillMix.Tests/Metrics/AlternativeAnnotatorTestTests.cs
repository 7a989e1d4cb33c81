using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class AlternativeAnnotatorTestTests
{
    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0.1, 1, true)]
    [InlineData(0.2, 1, true)]
    public void Of_GoldenFixture_HasTheGoldenRates(double epsilon, double winningRate, bool passed)
    {
        var test = AlternativeAnnotatorTest.Of(AgreementFixture.Table, AgreementFixture.Model, epsilon);

        Assert.Equal(winningRate, test.WinningRate);
        Assert.Equal(passed, test.IsPassed);
        Assert.Equal(14 / 15.0, test.AdvantageProbability!.Value, 1e-9);
        Assert.Equal((60, 60), (test.Used, test.Total));
        Assert.All(test.People, person => Assert.Equal(-0.05, person.MeanDifference!.Value, 1e-12));
    }

    [Fact]
    public void Of_FourUnitsOfThreePeople_ContestsByHand()
    {
        // The last unit decides: the candidate sides with b and c against a; b and c have one of the two others with them, as it has.
        var test = AlternativeAnnotatorTest.Of(
            AgreementFixture.Of("111", "000", "111", "100"),
            [1, 0, 1, 0],
            epsilon: 0.5,
            fewestUnits: 2
        );

        Assert.Equal([1.0, 1.0, 1.0], test.People.Select(person => person.Advantage));
        Assert.Equal([-0.25, 0, 0], test.People.Select(person => person.MeanDifference));
        // a: t = (−.25 − .5) / .25 = −3 with 3 degrees of freedom. b and c: all units alike.
        Assert.Equal(0.028834, test.People[0].PValue!.Value, 1e-6);
        Assert.Equal([0.0, 0.0], test.People.Skip(1).Select(person => person.PValue));
        // Benjamini and Yekutieli: .0288 is above 3/3 · .05 / (1 + 1/2 + 1/3) = .0273.
        Assert.Equal([false, true, true], test.People.Select(person => person.IsRejected));
        Assert.Equal(2 / 3.0, test.WinningRate!.Value, 1e-12);
    }

    [Fact]
    public void Of_ACandidateAgainstEveryone_FailsWithCertainty()
    {
        var test = AlternativeAnnotatorTest.Of(
            AgreementFixture.Of([.. Enumerable.Repeat("111", 30)]),
            [.. Enumerable.Repeat((int?)0, 30)],
            0.2
        );

        Assert.Equal((0.0, 0.0, false), (test.WinningRate, test.AdvantageProbability, test.IsPassed));
        Assert.All(test.People, person => Assert.Equal(1.0, person.PValue));
    }

    [Fact]
    public void Of_UnitsWithOnePersonOrNoCandidate_AreNotUsed()
    {
        var test = AlternativeAnnotatorTest.Of(
            AgreementFixture.Of("11?", "1??", "111", "???"),
            [1, 1, null, 1],
            0.1,
            fewestUnits: 2
        );

        Assert.Equal((1, 4), (test.Used, test.Total));
        Assert.Equal([1, 1, 0], test.People.Select(person => person.Units));
        Assert.Null(test.People[2].Advantage);
    }

    [Fact]
    public void Of_TooFewUnitsForEveryone_IsNotDefined()
    {
        var test = AlternativeAnnotatorTest.Of(AgreementFixture.Of("11", "00"), [1, 0], 0.1);

        Assert.Null(test.WinningRate);
        Assert.Null(test.AdvantageProbability);
        Assert.Null(test.IsPassed);
        Assert.All(test.People, person => Assert.Null(person.PValue));
    }

    [Fact]
    public void Of_OnePerson_HasNobodyToAgreeWith() =>
        Assert.Equal(0, AlternativeAnnotatorTest.Of(AgreementFixture.Of("1", "0"), [1, 0], 0.1).Used);

    [Fact]
    public void Of_AwkwardInput_SaysWhatIsWrong()
    {
        Assert.Throws<ArgumentException>(() => AlternativeAnnotatorTest.Of(AgreementFixture.Table, [1], 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            AlternativeAnnotatorTest.Of(AgreementFixture.Table, AgreementFixture.Model, 1)
        );
    }
}
