using SkillMix.Core.Figures;

namespace SkillMix.Tests.Figures;

public sealed class DrawnValueTests
{
    private static readonly DrawnValue Kept = new("base", "2", 0.5, 0.4, 0.6, 30);

    [Fact]
    public void Changes_OfTheSameValues_AreNone() =>
        Assert.Empty(DrawnValue.Changes([Kept], DrawnValue.Read(DrawnValue.Write([Kept with { Value = 0.5 + 1e-9 }]))));

    [Fact]
    public void Changes_OfSeveralValuesAtOnePlace_AreOfThoseThatChanged()
    {
        // Two samples at one k: against itself nothing, and where one changes only that one.
        var other = Kept with
        {
            Value = 0.8,
            Low = 0.7,
            High = 0.9,
        };

        Assert.Empty(DrawnValue.Changes([Kept, other], [other, Kept]));
        Assert.Equal(
            ["base, 2: 0.800 [0.700, 0.900] (n = 30) before, 0.500 [0.400, 0.600] (n = 31) now"],
            DrawnValue.Changes([Kept, other], [Kept with { N = 31 }, Kept])
        );
        Assert.Equal(["base, 2: gone, 0.500 [0.400, 0.600] (n = 30) before"], DrawnValue.Changes([Kept, Kept], [Kept]));
    }

    [Fact]
    public void Changes_AfterNewData_NameEachValueBeforeAndNow() =>
        Assert.Equal(
            [
                "base, 2: 0.500 [0.400, 0.600] (n = 30) before, 0.550 [0.460, 0.640] (n = 40) now",
                "base, 3: new, 0.250",
                "tuned, 2: gone, no value before",
            ],
            DrawnValue.Changes(
                [Kept, new("tuned", "2", null, null, null, null)],
                [Kept with { Value = 0.55, Low = 0.46, High = 0.64, N = 40 }, new("base", "3", 0.25, null, null, null)]
            )
        );
}
