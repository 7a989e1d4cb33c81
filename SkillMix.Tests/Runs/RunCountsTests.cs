using SkillMix.Core.ChatModels;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Runs;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Runs;

public sealed class RunCountsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_TextsOfEveryState_CountsFailuresApartAndGradesOnlyWhatCanBeGraded()
    {
        // Ten tuples, one text each: four written, one empty, one refused, two failed, two to come.
        var standing = Standing(RunState.Running) with
        {
            Written =
            [
                new("student", 2, GenerationState.Written, 4),
                new("student", 2, GenerationState.Empty, 1),
                new("student", 2, GenerationState.Refused, 1),
                new("student", 2, GenerationState.Failed, 2),
            ],
            Graded = [new(Judge.Id, "judge", 2, 5, 1)],
        };

        var counts = RunCounts.Of(Spec(), [Judge], standing, Now);

        Assert.Equal(new DoneOf(6, 2, 10), counts.AllTexts);
        // Two gradings of each text that is not empty or refused: 2 × 8.
        Assert.Equal(new DoneOf(5, 1, 16), counts.AllGradings);
        Assert.Equal((1, 1), (counts.Empty, counts.Refused));
    }

    [Fact]
    public void Of_AFinishedRunWithAnEarlyStop_IsWholeWithoutWhatWasLeftOut()
    {
        var standing = Standing(RunState.Finished) with
        {
            Written = [new("student", 2, GenerationState.Written, 6)],
            Graded = [new(Judge.Id, "judge", 2, 12, 0)],
        };

        var counts = RunCounts.Of(Spec() with { EarlyStop = EarlyStop.UpperLimit }, [Judge], standing, Now);

        Assert.Equal((new DoneOf(6, 0, 6), new DoneOf(12, 0, 12)), (counts.AllTexts, counts.AllGradings));
    }

    [Fact]
    public void Of_ARunUnderWay_TellsTheTimeFromWhatIsLeftNotFromWhatWasAsked()
    {
        // 6 texts of two turns and 20 gradings less 2 are left: 4 × 2 + 18 = 26 requests at 13 a minute.
        var standing = Standing(RunState.Running) with
        {
            Holder = RunHolder.Me("test"),
            Started = Now - TimeSpan.FromHours(1),
            RequestsLastMinute = 13,
            Written = [new("student", 2, GenerationState.Written, 6)],
            Graded = [new(Judge.Id, "judge", 2, 2, 0)],
            Spending = [new("student", RequestRole.Write, "", 12, 1_000, 1_012, 0, Core.ChatModels.Spending.None, 0)],
        };

        var counts = RunCounts.Of(Spec(), [Judge], standing, Now);

        Assert.Equal(TimeSpan.FromMinutes(2), counts.TimeLeft);
    }

    [Fact]
    public void Of_ARunThatNobodyWorksOn_TellsNoTime() =>
        Assert.Null(
            RunCounts
                .Of(Spec(), [Judge], Standing(RunState.Paused) with { RequestsLastMinute = 5, Started = Now }, Now)
                .TimeLeft
        );

    private static GradingSpec Judge { get; } = StudyWriter.Judge with { Rounds = 2 };

    private static RunSpec Spec() =>
        new(
            "run",
            [StudyWriter.Sample(count: 10).Spec],
            ["student"],
            new GenerationSpec("write", "revise", 1),
            [Judge]
        );

    private static RunStanding Standing(RunState state) =>
        new(
            new Run(Guid.Empty, "run", "study", RunOrigin.Own, null, "", "", state, Now),
            null,
            null,
            null,
            null,
            null,
            null,
            [],
            [],
            [],
            [],
            0,
            0,
            0
        );
}
