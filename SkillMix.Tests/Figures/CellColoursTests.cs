using SkillMix.Core.Figures;

namespace SkillMix.Tests.Figures;

public sealed class CellColoursTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void InkOn_AnyColourOfAScale_HasAContrastOf45OrMore(bool isDiverging, bool isGrey)
    {
        var stops = CellColours.Stops(isDiverging, isGrey);

        Assert.All(
            Enumerable.Range(0, 101).Select(i => CellColours.At(i / 100.0, stops)),
            colour => Assert.True(Contrast(colour, CellColours.InkOn(colour)) >= 4.5, colour)
        );
    }

    [Fact]
    public void InkOn_WhereBothSuffice_IsWhite()
    {
        Assert.Equal("#FFFFFF", CellColours.InkOn("#767676")); // 4.54 in white, 4.62 in black
        Assert.Equal("#000000", CellColours.InkOn("#777777"));
    }

    [Fact]
    public void Of_BeyondAnEnd_IsTheColourOfThatEnd()
    {
        var grid = new CellGrid([], "", 0, 1, IsDiverging: false);

        Assert.Equal(CellColours.Of(0, grid), CellColours.Of(-3, grid));
        Assert.Equal(CellColours.Of(1, grid), CellColours.Of(7, grid));
        Assert.NotEqual(CellColours.Of(0, grid), CellColours.Of(1, grid));
    }

    [Fact]
    public void At_HalfwayBetweenBlackAndWhite_IsGrey() =>
        Assert.Equal("#808080", CellColours.At(0.5, ["#000000", "#FFFFFF"]));

    [Fact]
    public void Of_GreyDifferences_AreAsDarkOnBothSides()
    {
        var grid = new CellGrid([], "", -1, 1, IsDiverging: true);

        Assert.Equal(CellColours.Of(-0.7, grid, isGrey: true), CellColours.Of(0.7, grid, isGrey: true));
    }

    private static double Contrast(string one, string other)
    {
        var (light, dark) = (Light(one) + 0.05, Light(other) + 0.05);
        return Math.Max(light, dark) / Math.Min(light, dark);
    }

    private static double Light(string colour)
    {
        double[] weights = [0.2126, 0.7152, 0.0722];
        return Convert
            .FromHexString(colour.AsSpan(1))
            .Select(part => part / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))
            .Zip(weights, (part, weight) => part * weight)
            .Sum();
    }
}
