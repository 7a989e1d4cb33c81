using SkillMix.Core.Rehearsal;

namespace SkillMix.Tests.Rehearsal;

public sealed class RehearsalProfileTests
{
    [Fact]
    public void SkillRate_NoSpread_IsTheListedRate()
    {
        var profile = RehearsalProfile.Base with
        {
            TrainingSkill = [0.8, 0.6],
            HeldOutSkill = [0.5],
            DifficultySpread = 0,
        };

        Assert.Equal(0.6, profile.SkillRate("pun", isTraining: true, k: 2), 12);
        Assert.Equal(0.5, profile.SkillRate("pun", isTraining: false, k: 1), 12);
        Assert.Equal(0.5 * 0.92, profile.SkillRate("pun", isTraining: false, k: 2), 12);
        Assert.Equal(0.8 * 0.88, profile.SkillRate("pun", isTraining: true, k: 1, isDraft: true), 12);
    }

    [Fact]
    public void SkillRate_Spread_DiffersBetweenSkillsAndIsTheSameForEveryProfile()
    {
        var pun = Offset(RehearsalProfile.Base, "pun");

        Assert.NotEqual(pun, Offset(RehearsalProfile.Base, "litotes"), 3);
        Assert.Equal(pun, Offset(RehearsalProfile.Tuned123, "pun"), 9);
        Assert.InRange(pun, -0.8, 0.8);

        static double Offset(RehearsalProfile profile, string skill) =>
            Logit(profile.SkillRate(skill, isTraining: true, k: 3)) - Logit(profile.TrainingSkill[2]);

        static double Logit(double p) => Math.Log(p / (1 - p));
    }

    [Fact]
    public void RevisionSkillRate_OverBothCases_IsTheRevisionsRate() =>
        Assert.All(
            Enumerable.Range(1, 6),
            k =>
            {
                var profile = RehearsalProfile.Tuned12;
                var draft = profile.SkillRate("pun", true, k, isDraft: true);
                var revision =
                    (draft * profile.RevisionSkillRate("pun", true, k, wasShown: true))
                    + ((1 - draft) * profile.RevisionSkillRate("pun", true, k, wasShown: false));

                Assert.Equal(profile.SkillRate("pun", true, k), revision, 9);
            }
        );

    [Fact]
    public void Rates_OfAllModels_AreProbabilitiesAndEachIsSaidOnce()
    {
        var rates = RehearsalModels.Rates();

        Assert.All(rates, rate => Assert.InRange(rate.Rate, 0, 1));
        Assert.Equal(
            rates.Count,
            rates.Select(rate => (rate.Model, rate.What, rate.K, rate.IsTraining)).Distinct().Count()
        );
        Assert.Equal(RehearsalModels.Names.Order(), rates.Select(rate => rate.Model).Distinct().Order());
    }

    [Fact]
    public void Null_HasTheRatesOfTheBase() =>
        Assert.Equal(RehearsalProfile.Base, RehearsalProfile.Null with { Name = RehearsalProfile.Base.Name });

    [Theory]
    [InlineData("rehearsal/base", null, null)]
    [InlineData("rehearsal/tuned-1-2", "rehearsal/base", "D(1,2)")]
    public void Students_Tuned_NameTheirBaseAndTrainingData(string name, string? baseModel, string? data)
    {
        var model = RehearsalModels.Students.Single(student => student.Name == name);

        Assert.True(model.IsSimulated);
        Assert.Equal((baseModel, data), (model.BaseModel, model.TrainingData));
    }

    [Fact]
    public void Create_EveryListedName_MakesTheModelOfThatName() =>
        Assert.All(
            RehearsalModels.Names,
            name =>
            {
                using var model = RehearsalModels.Create(name);

                Assert.Equal(name, Assert.IsType<RehearsalChatClient>(model, exactMatch: false).Name);
            }
        );

    [Fact]
    public void Create_UnknownName_ListsTheKnownOnes()
    {
        var exception = Assert.Throws<ArgumentException>(() => RehearsalModels.Create("rehearsal/genius"));

        Assert.StartsWith(
            "There is no rehearsal model \"rehearsal/genius\"; use one of rehearsal/base, rehearsal/null, rehearsal/tuned-1,",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Chance_OneTenth_HappensAboutOnceInTen()
    {
        var chance = new RehearsalChance(1, "test", "prompt");

        var happened = Enumerable.Range(0, 10_000).Count(_ => chance.Happens(0.1));

        Assert.InRange(happened, 900, 1100);
    }
}
