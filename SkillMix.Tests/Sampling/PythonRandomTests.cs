using System.Globalization;
using System.Numerics;
using SkillMix.Core.Sampling;

namespace SkillMix.Tests.Sampling;

/// <summary>All numbers here were printed by CPython 3.11 from the same seeds.</summary>
public class PythonRandomTests
{
    [Theory]
    [InlineData("0", new uint[] { 3626764237, 1654615998, 3255389356, 3823568514 })]
    [InlineData("10", new uint[] { 2454155475, 139951793, 1842064464, 2072586604 })]
    [InlineData("1099511627783", new uint[] { 2635837658, 3209733218, 3500038837, 4028389051 })]
    [InlineData("-10", new uint[] { 2454155475, 139951793, 1842064464, 2072586604 })]
    [InlineData("18446744073709551619", new uint[] { 3921169615, 2134766284, 3962962676, 423737322 })]
    [InlineData("-9223372036854775808", new uint[] { 2377109768, 1691753470, 4039908392, 899083848 })]
    public void GetRandBits_AfterAnIntegerSeed_DrawsPythonsWords(string seed, uint[] words)
    {
        var random = new PythonRandom(BigInteger.Parse(seed, CultureInfo.InvariantCulture));

        Assert.Equal(words, Enumerable.Range(0, 4).Select(_ => (uint)random.GetRandBits(32)));
    }

    [Theory]
    [InlineData("test", new uint[] { 2815763625, 3602221911, 3155217344, 3700664675 })]
    [InlineData("Prüfung κόσμος 🦉", new uint[] { 2282285502, 1808488528, 3477685100, 3257379819 })]
    [InlineData("", new uint[] { 4124137760, 1951988028, 2557274880, 888572032 })]
    public void GetRandBits_AfterAStringSeed_DrawsPythonsWords(string seed, uint[] words)
    {
        var random = new PythonRandom(seed);

        Assert.Equal(words, Enumerable.Range(0, 4).Select(_ => (uint)random.GetRandBits(32)));
    }

    [Fact]
    public void GetRandBits_OfVariousWidths_DrawsPythonsNumbers()
    {
        var random = new PythonRandom(10);
        int[] widths = [1, 5, 0, 31, 32, 33, 53, 63, 64];

        Assert.Equal(
            [1, 1, 0, 921032232, 2072586604, 2482883256, 4166552954002048, 4531409703019074137, 5119352552216246391],
            widths.Select(random.GetRandBits)
        );
    }

    [Fact]
    public void Random_OverMoreThanOneRoundOfTheState_DrawsPythonsFractions()
    {
        var random = new PythonRandom(10);

        Assert.Equal([0.5714025946899135, 0.4288890546751146, 0.5780913011344704], Draw(random.Random, 3));
        Draw(random.Random, 997);
        Assert.Equal(686699831UL, random.GetRandBits(32));
    }

    [Fact]
    public void RandBelow_ALimit_RejectsAsPythonDoes()
    {
        var random = new PythonRandom(10);
        Assert.Equal([73, 4, 54, 61, 73, 1], Draw(() => random.RandBelow(101), 6));

        random = new PythonRandom(10);
        int[] limits = [1, 2, 3, 4, int.MaxValue, 1, 64];
        Assert.Equal([0, 1, 1, 0, 442592576, 0, 62], limits.Select(random.RandBelow));
    }

    [Theory]
    [InlineData(0, new[] { 7, 8, 1, 5, 3, 4, 2, 0, 9, 6 })]
    [InlineData(10, new[] { 5, 2, 7, 1, 8, 4, 3, 6, 0, 9 })]
    [InlineData(1099511627783, new[] { 0, 5, 2, 3, 6, 1, 8, 4, 7, 9 })]
    [InlineData(-10, new[] { 5, 2, 7, 1, 8, 4, 3, 6, 0, 9 })]
    public void Shuffle_TenItems_OrdersThemAsPythonDoes(long seed, int[] expected) =>
        Assert.Equal(expected, Shuffled(new PythonRandom(seed), 10));

    [Theory]
    [InlineData("test", new[] { 2, 5, 6, 1, 7, 9, 0, 8, 3, 4 })]
    [InlineData("Prüfung κόσμος 🦉", new[] { 9, 4, 0, 3, 2, 1, 7, 5, 6, 8 })]
    public void Shuffle_TenItemsAfterAStringSeed_OrdersThemAsPythonDoes(string seed, int[] expected) =>
        Assert.Equal(expected, Shuffled(new PythonRandom(seed), 10));

    [Fact]
    public void Shuffle_AHundredAndOneItems_OrdersThemAsPythonDoes() =>
        Assert.Equal(
            "21 43 97 70 16 64 55 68 95 47 93 50 74 39 78 7 71 29 13 98 6 51 40 25 24 3 96 65 11 18 67 "
                + "84 63 69 57 90 44 2 75 94 14 10 32 52 86 85 88 87 27 28 91 42 89 60 49 23 34 19 12 8 15 0 "
                + "37 81 76 56 30 72 79 82 38 22 58 33 36 80 48 45 77 17 53 5 46 31 9 41 92 66 99 20 83 35 62 "
                + "59 26 1 100 61 54 4 73",
            string.Join(' ', Shuffled(new PythonRandom(10), 101))
        );

    [Fact]
    public void Shuffle_AHundredAndOneItemsAfterAStringSeed_OrdersThemAsPythonDoes() =>
        Assert.Equal(
            "76 11 31 95 15 72 89 1 53 7 0 16 19 20 12 67 39 98 88 97 91 18 65 9 57 34 48 33 82 59 79 "
                + "74 58 40 99 26 85 45 54 87 93 63 4 27 36 41 37 55 75 80 13 21 52 23 25 3 84 22 68 49 61 6 "
                + "14 51 8 56 100 60 86 69 71 77 10 29 70 2 96 64 42 90 38 92 44 43 62 46 35 78 47 66 28 17 "
                + "50 73 5 24 30 81 32 94 83",
            string.Join(' ', Shuffled(new PythonRandom("test"), 101))
        );

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Shuffle_FewerThanTwoItems_DrawsNothing(int count)
    {
        var random = new PythonRandom(0);

        random.Shuffle(new int[count]);

        Assert.Equal(new PythonRandom(0).Random(), random.Random());
    }

    [Fact]
    public void Draws_OutsideTheirRange_AreRefused()
    {
        var random = new PythonRandom(0);

        Assert.Throws<ArgumentOutOfRangeException>(() => random.GetRandBits(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.GetRandBits(65));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.RandBelow(0));
    }

    private static T[] Draw<T>(Func<T> draw, int count) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    private static int[] Shuffled(PythonRandom random, int count)
    {
        int[] items = [.. Enumerable.Range(0, count)];
        random.Shuffle(items);
        return items;
    }
}
