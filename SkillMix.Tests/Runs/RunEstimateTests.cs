using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Runs;

/// <summary>
/// Two skills, "ab" and "cd", and one topic: all prompts of a kind have the same length. Turn 1 has 400 characters, turn 2
/// another 200, and a grading prompt 800 beside the text.
/// </summary>
public sealed class RunEstimateTests : IDisposable
{
    private const string Student = "openai/student";
    private const string Judge = "anthropic/judge";

    private static readonly ModelSpec StudentSpec = ModelSpec.FromName(Student) with { PriceIn = 1, PriceOut = 2 };
    private static readonly ModelSpec JudgeSpec = ModelSpec.FromName(Judge) with { PriceIn = 10, PriceOut = 30 };

    private readonly TemporaryFolder _folder = new();

    public RunEstimateTests()
    {
        // "Knots: ab, cd" has 13 characters.
        Write("write.md", "{topic}: {skills}" + new string('x', 387));
        Write("revise.md", new string('x', 200));
        // "Correctly illustrates ab, Correctly illustrates cd, Pertains to Knots, Text makes sense, At most one sentence" has 109.
        Write("table.md", "{answer}{criteria}" + new string('x', 691));
        Write("structured.md", "{nonce}{answer}{criteria}");
        Write("skills.csv", "category,skill,definition,example,comments,status,added by\nc,ab,d,e,,,\nc,cd,d,e,,,\n");
        Write("topics.txt", "Knots\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_TenTextsWithTwoTurnsAndAGrading_CountsRequestsTokensAndPrice()
    {
        var estimate = Estimate(Design);

        // Turn 1: 400 / 4 = 100; turn 2: 600 / 4 = 150 and the reply. A reply: one sentence of 40, two skills of 30.
        // At most: 134 + 8, then 200 + 3 × 8 + 512. A grading: 800 / 4 = 200 and the text; five criteria of 60.
        Assert.Equal(
            [
                new(Student, RequestRole.Write, false, 20, 3500, 8780, 2000, 10_240, 0.0075m, 0.02926m, Seconds(20)),
                new(Judge, RequestRole.Grade, false, 10, 3000, 7870, 3000, 10_000, 0.12m, 0.3787m, Seconds(16)),
            ],
            estimate.Models
        );
        Assert.Equal((30, 6500, 5000), (estimate.Requests, estimate.PromptTokens, estimate.ReplyTokens));
        Assert.Equal((16_650, 20_240), (estimate.PromptTokensAtMost, estimate.ReplyTokensAtMost));
        Assert.Equal((0.1275m, 0.40796m), (estimate.Usd, estimate.UsdAtMost));
        Assert.Equal(Seconds(36), estimate.Time);
        Assert.Empty(estimate.Warnings);
    }

    [Fact]
    public void Of_MoreTuplesThanAreLookedAt_ScalesThem()
    {
        var few = Estimate(Design);

        var many = Estimate(Design with { Tuples = 200 });

        Assert.Equal(
            few.Models.Select(model => (20 * model.PromptTokens, 20 * model.PromptTokensAtMost, 20 * model.Usd)),
            many.Models.Select(model => (model.PromptTokens, model.PromptTokensAtMost, model.Usd))
        );
        Assert.Contains("Prompts were counted on 50 tuples of each sample.", many.Assumptions);
    }

    [Fact]
    public void Of_OneTurnAndSeveralRounds_CountsThem()
    {
        var estimate = Estimate(
            Design with
            {
                RevisePrompt = null,
                Rounds = 3,
                Graders = [new(Judge, "table.md", Rounds: 2), new(Judge, "table.md", Rounds: 1, Temperature: 1)],
            }
        );

        // 10 tuples × 3 texts; each is graded 2 + 1 times by one model.
        Assert.Equal([(30, 3000, 3000), (90, 27_000, 27_000)], Expected(estimate));
    }

    [Fact]
    public void Of_ModelsWithAHistory_TakesItsTokensAndSecondsAndNoLongerAssumes()
    {
        var estimate = Estimate(
            Design,
            history: new() { [(Student, RequestRole.Write)] = new(200, 2), [(Judge, RequestRole.Grade)] = new(2000, 4) }
        );

        // Replies: 200, and 2000 cut off at 1000. Turn 2 and the grading prompts hold the student's 200.
        Assert.Equal([(20, 1000 + 3500, 4000), (10, 4000, 10_000)], Expected(estimate));
        Assert.Equal(Seconds(8 + 8), estimate.Time);
        Assert.DoesNotContain(
            estimate.Assumptions,
            assumption => assumption.Contains("criterion", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Of_AStructuredGrading_CountsItsSchemaAndASecondAskingAtWorst()
    {
        var once = Estimate(Design with { Graders = [new(Judge, "structured.md", MaxTokens: 100)] }).Models[1];

        Assert.Equal((10, 1000, 2000), (once.Requests, once.ReplyTokens, once.ReplyTokensAtMost));
        // Without its schema a prompt would have 16 + 109 characters.
        Assert.True(once.PromptTokens > 10 * (125 / 4 + 100) + 10 * 100, $"{once.PromptTokens}");
    }

    [Fact]
    public void Of_ASystemPrompt_IsSentWithBothTurns()
    {
        var estimate = Estimate(Design with { SystemPrompt = new string('x', 40) });

        Assert.Equal(3500 + 20 * 10, estimate.Models[0].PromptTokens);
    }

    [Fact]
    public void Of_RequestsPerMinute_AreTheEndpointsForAllItsModels()
    {
        var pace = new RunPace(5, RequestsPerMinute: 10);
        var oneEndpoint = Design with { Pace = pace, Graders = [new(Student, "table.md")] };

        Assert.Equal(TimeSpan.FromMinutes(2), Estimate(Design with { Pace = pace }).Time);
        Assert.Equal(TimeSpan.FromMinutes(3), Estimate(oneEndpoint).Time);
    }

    [Fact]
    public void Of_TokensPerMinute_HoldTheRunBack() =>
        // 6000 tokens of the grader are the most at one endpoint.
        Assert.Equal(TimeSpan.FromMinutes(60), Estimate(Design with { Pace = new(5, TokensPerMinute: 100) }).Time);

    [Fact]
    public void Of_FewerTextsThanPlaces_TakesAsLongAsOneText() =>
        Assert.Equal(Seconds(2 * 5 + 8), Estimate(Design with { Tuples = 1 }).Time);

    [Fact]
    public void Of_RehearsalModels_CostNothingAndReplyAtOnce()
    {
        var estimate = RunEstimate.Of(
            Prepared(Design with { Students = ["rehearsal/base"], Graders = [new("rehearsal/grader-a", "table.md")] }),
            _ => null
        );

        Assert.Equal((0m, TimeSpan.Zero), (estimate.Usd, estimate.Time));
        Assert.All(estimate.Models, model => Assert.True(model.IsSimulated));
        Assert.Equal(3500, estimate.Models[0].PromptTokens);
    }

    [Fact]
    public void Of_AModelWithoutAPrice_HasNoPriceAndIsNamed()
    {
        var estimate = Estimate(Design, judge: JudgeSpec with { PriceOut = null });

        Assert.Equal((null, null), (estimate.Usd, estimate.UsdAtMost));
        Assert.Equal(0.0075m, estimate.Models[0].Usd);
        Assert.Equal([Judge], estimate.WithoutPrice);
        Assert.Equal(
            ["The price of anthropic/judge is not known; give price-in and price-out in the models file."],
            estimate.Warnings
        );
    }

    [Fact]
    public void Of_RepliesWithoutALimit_HaveNoWorstCaseUnlessTheModelsContextIsKnown()
    {
        var design = Design with { MaxTokens = null };
        var unlimited = Estimate(design);
        var limited = Estimate(design, student: StudentSpec with { ContextTokens = 4096 });

        Assert.Equal((null, null), (unlimited.Models[0].ReplyTokensAtMost, unlimited.Models[0].UsdAtMost));
        Assert.Null(unlimited.Models[1].PromptTokensAtMost);
        Assert.Equal(
            ["The replies of openai/student have no limit, so the worst case is not known; max_tokens sets one."],
            unlimited.Warnings
        );
        Assert.Equal(20 * 4096, limited.Models[0].ReplyTokensAtMost);
        Assert.Empty(limited.Warnings);
    }

    [Fact]
    public void Of_ABudgetThatCannotBeKept_SaysWhatIsMissing()
    {
        var estimate = Estimate(
            Design with
            {
                MaxTokens = null,
                Budget = new(Usd: 5),
            },
            StudentSpec with
            {
                PriceIn = null,
            }
        );

        Assert.Equal(
            [
                "The price of openai/student is not known; a budget in USD needs it, so give price-in and price-out in the models file.",
                "The replies of openai/student have no limit, so the worst case is not known and the budget cannot be kept; set max_tokens.",
            ],
            estimate.Warnings
        );
    }

    [Fact]
    public void Of_ARehearsalGraderWithoutALimit_IsNothingToMind() =>
        Assert.Empty(
            RunEstimate
                .Of(
                    Prepared(Design with { Graders = [new("rehearsal/grader-a", "table.md")], Budget = new(Usd: 5) }),
                    name => name == Student ? StudentSpec : null
                )
                .Warnings
        );

    [Fact]
    public void Of_ABudgetBelowWhatIsExpected_SaysSo() =>
        Assert.Equal(
            [
                "The budget of 0.10 USD will not be enough: 0.1275 are expected. The run will pause there.",
                "The budget of 11,499 tokens will not be enough: 11,500 are expected. The run will pause there.",
                "The budget of 29 requests will not be enough: 30 are expected. The run will pause there.",
            ],
            Estimate(Design with { Budget = new(0.1m, 11_499, 29) }).Warnings
        );

    [Fact]
    public void Of_ARetiredStudentThatGradesItselfWithEarlyStop_WarnsOfAllThree()
    {
        var estimate = Estimate(
            Design with
            {
                EarlyStop = EarlyStop.Reference,
                Graders = [new(Student, "table.md", MaxTokens: 1000)],
            },
            StudentSpec with
            {
                IsRetired = true,
            }
        );

        Assert.Equal(
            [
                "openai/student is marked as retired; its provider may not answer.",
                "openai/student grades its own texts, and models tend to prefer their own.",
                "Early stop is on: at a k that is left out, models cannot be compared pair by pair. The numbers here are those without it.",
            ],
            estimate.Warnings
        );
    }

    private static RunDesign Design { get; } =
        new()
        {
            Name = "a run",
            Catalogue = "",
            Ks = [2],
            Tuples = 10,
            Students = [Student],
            WritePrompt = "write.md",
            RevisePrompt = "revise.md",
            Rounds = 1,
            MaxTokens = 512,
            Graders = [new(Judge, "table.md", MaxTokens: 1000)],
            Pace = new(5),
        };

    private static IEnumerable<(int, int, int)> Expected(RunEstimate estimate) =>
        estimate.Models.Select(model => ((int)model.Requests, (int)model.PromptTokens, (int)model.ReplyTokens));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private RunEstimate Estimate(
        RunDesign design,
        ModelSpec? student = null,
        ModelSpec? judge = null,
        Dictionary<(string Model, RequestRole Role), ModelHistory>? history = null
    ) =>
        RunEstimate.Of(
            Prepared(design),
            name => name == Student ? student ?? StudentSpec : judge ?? JudgeSpec,
            history
        );

    private PreparedRun Prepared(RunDesign design) => PreparedRun.From(design, _folder.Path);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.Path, name), text);
}
