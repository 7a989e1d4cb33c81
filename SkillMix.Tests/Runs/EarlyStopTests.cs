using SkillMix.Core.ChatModels;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Runs;

public sealed class EarlyStopTests
{
    [Theory]
    // Full marks on 0 of 20 are .00, on 1 of 20 they are .05, which is not below .05.
    [InlineData(EarlyStop.Reference, 4, 5, 20, 0, true)]
    [InlineData(EarlyStop.Reference, 4, 5, 20, 1, false)]
    // Only k ≥ 5 is ever left out.
    [InlineData(EarlyStop.Reference, 3, 4, 20, 0, false)]
    // The upper end for 0 of n is 3.84 / (n + 3.84): .04999 for 73, .05065 for 72.
    [InlineData(EarlyStop.UpperLimit, 2, 3, 73, 0, true)]
    [InlineData(EarlyStop.UpperLimit, 2, 3, 72, 0, false)]
    [InlineData(EarlyStop.None, 4, 5, 20, 0, false)]
    public async Task Execute_AtTheKAfterFewFullMarks_AsksAsTheRuleSays(
        EarlyStop rule,
        int before,
        int next,
        int tuples,
        int fullMarks,
        bool isLeftOut
    )
    {
        TupleSample[] samples = [StudyWriter.Sample(before, tuples), StudyWriter.Sample(next, tuples)];
        using var run = await SmallRun.OpenAsync(null, spec => spec with { EarlyStop = rule }, samples);
        using var asked = new Exam(samples, fullMarks);

        var outcome = await run.Pipeline(asked.Model).ExecuteAsync(run.Asked, RunTerms.Default, null, default);

        var texts = isLeftOut ? tuples : 2 * tuples;
        Assert.Equal(
            (texts, new RunProgress(texts, texts), RunState.Finished),
            (asked.Texts, outcome.Reached, outcome.State)
        );
        var note = isLeftOut
            ? $"Left out because full marks are below 0.05 at the k before: student at k = {next} (All). There is no paired test at that k."
            : null;
        Assert.Equal(note, outcome.Note);
        Assert.Equal(note, (await run.StandingAsync()).Note);
    }

    [Fact]
    public async Task Execute_AStudentThatIsLeftOutAtFive_IsLeftOutAtSixTooAndAnotherStudentIsNot()
    {
        TupleSample[] samples = [StudyWriter.Sample(4, 20), StudyWriter.Sample(5, 20), StudyWriter.Sample(6, 20)];
        using var run = await SmallRun.OpenAsync(
            null,
            spec => spec with { EarlyStop = EarlyStop.Reference, Students = ["student", "other"] },
            samples
        );
        using var asked = new Exam(samples, fullMarks: 60, student: "other");

        var outcome = await run.Pipeline(asked.Model).ExecuteAsync(run.Asked, RunTerms.Default, null, default);

        Assert.Equal((80, new RunProgress(80, 80)), (asked.Texts, outcome.Reached));
        Assert.Contains("student at k = 5 (All), student at k = 6 (All).", outcome.Note, StringComparison.Ordinal);
        Assert.DoesNotContain("other", outcome.Note, StringComparison.Ordinal);
        // Done again, it comes to the same without asking anybody.
        Assert.Equal(
            outcome,
            await run.Pipeline(_ => new ScriptedChatClient()).ExecuteAsync(run.Asked, RunTerms.Default, null, default)
        );
        Assert.Equal(80, asked.Texts);
    }

    /// <summary>A student who writes so many good texts and then bad ones, others who write bad ones, and a judge who tells them apart.</summary>
    private sealed class Exam(IReadOnlyList<TupleSample> samples, int fullMarks, string student = "student")
        : IDisposable
    {
        private readonly List<ScriptedChatClient> _clients = [];
        private readonly Dictionary<string, string> _gradings = samples
            .SelectMany(sample => sample.Tuples)
            .SelectMany(tuple => new[] { ("Good.", '1'), ("Bad.", '0') }.Select(text => (tuple, text)))
            .DistinctBy(one => Asked(one.tuple, one.text.Item1))
            .ToDictionary(
                one => Asked(one.tuple, one.text.Item1),
                one =>
                    StudyWriter.TableReply(
                        Core.Grading.Rubric.Of(one.tuple),
                        new string(one.text.Item2, one.tuple.K + 3),
                        "So it is."
                    )
            );
        private int _texts;
        private int _good;

        public int Texts => _texts;

        public ScriptedChatClient Model(string name)
        {
            var client = new ScriptedChatClient(request =>
            {
                if (name == "judge")
                {
                    return _gradings[request.Messages[0].Text];
                }

                Interlocked.Increment(ref _texts);
                return name == student && Interlocked.Increment(ref _good) <= fullMarks
                    ? "Answer: Good."
                    : "Answer: Bad.";
            });
            _clients.Add(client);
            return client;
        }

        public void Dispose() => _clients.ForEach(client => client.Dispose());

        private static string Asked(SkillTuple tuple, string text) =>
            PromptFiller.Fill(StudyWriter.Prompts.Get(PromptLibrary.GradeTable), tuple, text);
    }
}
