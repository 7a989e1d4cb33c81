using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class SharedSkillsTests
{
    // Fixture B of the golden numbers: 200 tuples of three out of 17 skills.
    private static readonly double[] Values =
    [
        .. Enumerable.Range(0, 200).Select(j => (11 * j % 17 < 10) ^ (13 * j % 8 == 0) ? 1.0 : 0.0),
    ];

    private static readonly string[][] Skills =
    [
        .. Enumerable
            .Range(0, 200)
            .Select(j => Enumerable.Range(0, 3).Select(t => $"{((7 * j) + (11 * t * t) + (5 * t)) % 17}").ToArray()),
    ];

    [Fact]
    public void Of_TheGoldenFixture_IsTheOverlapForm()
    {
        var shared = SharedSkills.Of(Values, Skills)!;

        Assert.Equal(0.1782670048, shared.StandardError, 1e-9);
        Assert.Equal(17, shared.Skills);
        Assert.Equal(
            "It rests on 17 skills; with fewer than 40 an interval for skills like these is too narrow.",
            shared.Warning
        );
    }

    [Fact]
    public void ByIndicator_TheGoldenFixture_IsTheIndicatorForm() =>
        Assert.Equal(0.1329271417, SharedSkills.ByIndicator(Values, Skills)!.StandardError, 1e-9);

    [Fact]
    public void Of_TuplesThatShareNothing_IsThePlainError()
    {
        // 1, 0, 0, 1 with a skill each: Σe² = 1, over n² = 16.
        var shared = SharedSkills.Of(
            [1, 0, 0, 1],
            [
                ["a"],
                ["b"],
                ["c"],
                ["d"],
            ]
        )!;

        Assert.Equal(0.25, shared.StandardError, 1e-12);
    }

    [Fact]
    public void Of_TuplesThatFailWithTheirSkill_IsLargerThanThePlainError()
    {
        // Skill a always succeeds and b never: sums 1 and −1, (1 + 1) / 16.
        var shared = SharedSkills.Of(
            [1, 1, 0, 0],
            [
                ["a"],
                ["a"],
                ["b"],
                ["b"],
            ]
        )!;

        Assert.Equal(Math.Sqrt(2) / 4, shared.StandardError, 1e-12);
    }

    [Fact]
    public void Of_OneValue_IsNothing() =>
        Assert.Null(
            SharedSkills.Of(
                [1],
                [
                    ["a"],
                ]
            )
        );

    [Fact]
    public void Of_ASkillNamedTwice_IsRefused() =>
        Assert.Throws<ArgumentException>(() =>
            SharedSkills.Of(
                [1, 0],
                [
                    ["a", "a"],
                    ["b", "c"],
                ]
            )
        );
}
