using Microsoft.Extensions.AI;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Rehearsal;

namespace SkillMix.Tests.Rehearsal;

public sealed class RehearsalStudentTests
{
    [Theory]
    [InlineData(PromptLibrary.GradeTable)]
    [InlineData(PromptLibrary.GradeProse)]
    [InlineData(PromptLibrary.GradeStructured)]
    public async Task Flawless_GradedByAnErrorFreeGrader_HasFullMarksForAnyTuple(string prompt)
    {
        using var student = new RehearsalStudent(Studio.Flawless);
        using var grader = new RehearsalGrader(Studio.ErrorFree);
        for (var k = 1; k <= 6; k++)
        {
            foreach (var tuple in Studio.Tuples(k, 150))
            {
                var read = AnswerReader.Read((await Studio.WriteAsync(student, tuple)).Revision);
                var grade = await Studio.ReadGradeAsync(grader, tuple, read.Text, prompt);

                Assert.Equal(AnswerDefect.None, read.Defect);
                Assert.True(Studio.Points(grade) == new string('1', k + 3), $"{Studio.Points(grade)}: {read.Text}");
                Assert.Equal(GradeDefect.None, grade.Defects);
                Assert.Equal(prompt == PromptLibrary.GradeStructured ? null : k + 3, grade.StatedTotal);
            }
        }
    }

    [Fact]
    public async Task Explanation_EverySkill_HasALineOfItsOwn()
    {
        using var student = new RehearsalStudent(Studio.Flawless);
        var tuple = Studio.Tuple("Sewing", "metaphor", "modus ponens");

        var (draft, _) = await Studio.WriteAsync(student, tuple);

        var lines = AnswerReader.Read(draft).Explanation!.Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("- metaphor: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("- modus ponens: ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetResponse_SameRequest_SameReplyAndOtherwiseAnother()
    {
        using var student = new RehearsalStudent(RehearsalProfile.Base);
        using var again = new RehearsalStudent(RehearsalProfile.Base);
        using var twin = new RehearsalStudent(RehearsalProfile.Null);
        var tuple = Studio.Tuple("Knots", "metaphor", "simile", "litotes");

        var reply = await Studio.WriteAsync(student, tuple, seed: 1);

        Assert.Equal(reply, await Studio.WriteAsync(again, tuple, seed: 1));
        Assert.NotEqual(reply, await Studio.WriteAsync(student, tuple, seed: 2));
        Assert.NotEqual(reply, await Studio.WriteAsync(twin, tuple, seed: 1));
    }

    [Fact]
    public async Task GetResponse_StatesModelAndUsage()
    {
        using var student = new RehearsalStudent(RehearsalProfile.Base);
        var prompt = PromptFiller.Fill(new PromptLibrary().Get(PromptLibrary.Write), Studio.Tuple("Knots", "pun"));

        var response = await student.GetResponseAsync(prompt);

        Assert.Equal("rehearsal/base", response.ModelId);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal(prompt.Length / 4, response.Usage?.InputTokenCount);
        Assert.Equal(response.Text.Length / 4, response.Usage?.OutputTokenCount);
    }

    [Theory]
    [InlineData(PromptLibrary.Revise)]
    [InlineData(PromptLibrary.ReviseGentle)]
    public async Task Revision_AllShownInTheDraft_KeepsItsSentences(string revise)
    {
        using var student = new RehearsalStudent(Studio.Flawless);
        var tuple = Studio.Tuple("Knots", "metaphor", "simile", "litotes");

        var (draft, revision) = await Studio.WriteAsync(student, tuple, revise: revise);

        Assert.Equal(Sentences(draft), Sentences(revision));

        static IEnumerable<string> Sentences(string reply) =>
            SentenceLibrary.BuiltIn.FindAll(new(reply)).Select(found => found.Sentence.Text);
    }

    [Fact]
    public async Task GetResponse_OwnPromptWithDefinitions_IsReadByItsBoldNames()
    {
        using var student = new RehearsalStudent(Studio.Flawless);
        var tuple = Studio.Tuple("Knots", "metaphor", "red herring");
        var prompt = $"""
            Compose something in the context of {tuple.Topic.Name}, please.
            {PromptFiller.DefinitionBlock(tuple.Skills)}
            """;

        var text = AnswerReader.Read((await student.GetResponseAsync(prompt)).Text).Text;

        Assert.All(Studio.Truth(tuple, text), Assert.True);
    }

    [Fact]
    public async Task GetResponse_RevisionWithALimitOfItsOwn_KeepsThatLimit()
    {
        using var student = new RehearsalStudent(Studio.Flawless);
        var write = new PromptLibrary().Get(PromptLibrary.Write);
        var revise = new PromptLibrary().Get(PromptLibrary.Revise);
        var tuple = Studio.Tuple("Knots", "metaphor", "simile", "litotes", "pun");
        var asked = PromptFiller
            .Fill(revise, tuple)
            .Replace("three sentences", "two sentences", StringComparison.Ordinal);

        var response = await student.GetResponseAsync([
            new(ChatRole.User, PromptFiller.Fill(write, tuple)),
            new(ChatRole.Assistant, "Answer: nothing yet"),
            new(ChatRole.User, asked),
        ]);

        Assert.Equal(2, SentenceCounter.Reference(AnswerReader.Read(response.Text).Text));
    }

    [Theory]
    [InlineData("Hello")]
    [InlineData("")]
    public async Task GetResponse_PromptWithoutATask_SaysSo(string prompt)
    {
        using var student = new RehearsalStudent(RehearsalProfile.Base);

        var response = await student.GetResponseAsync(prompt);

        Assert.StartsWith(
            "I am a rehearsal student and could not find the skills and the topic",
            response.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task FullMarks_Base_FallWithK()
    {
        var shares = new List<double>();
        for (var k = 2; k <= 5; k++)
        {
            shares.Add(await Studio.FullMarksShareAsync(RehearsalProfile.Base, k));
        }

        Assert.Equal(shares.OrderDescending(), shares);
        Assert.InRange(shares[0], 0.38, 0.52);
        Assert.InRange(shares[3], 0, 0.06);
    }

    [Fact]
    public async Task FullMarks_K4_RiseWithTrainingAndReachHeldOutSkills()
    {
        var plain = await Studio.FullMarksShareAsync(RehearsalProfile.Base, 4);
        var single = await Studio.FullMarksShareAsync(RehearsalProfile.Tuned1, 4);
        var pairs = await Studio.FullMarksShareAsync(RehearsalProfile.Tuned12, 4, Setting.Train);
        var triples = await Studio.FullMarksShareAsync(RehearsalProfile.Tuned123, 4, Setting.Train);
        var pairsHeldOut = await Studio.FullMarksShareAsync(RehearsalProfile.Tuned12, 4, Setting.HeldOut);
        var triplesHeldOut = await Studio.FullMarksShareAsync(RehearsalProfile.Tuned123, 4, Setting.HeldOut);

        Assert.InRange(single - plain, -0.05, 0.08);
        Assert.InRange(pairs, 0.23, 0.38);
        Assert.InRange(triples, 0.42, 0.58);
        Assert.True(pairsHeldOut < pairs && plain < pairsHeldOut);
        Assert.True(triplesHeldOut < triples && pairsHeldOut < triplesHeldOut);
    }

    [Fact]
    public async Task Draft_IsWorseThanTheRevision()
    {
        using var student = new RehearsalStudent(RehearsalProfile.Tuned12);
        var (drafts, revisions) = (0, 0);
        foreach (var tuple in Studio.Tuples(3, 400))
        {
            var (draft, revision) = await Studio.WriteAsync(student, tuple);
            drafts += Studio.Truth(tuple, AnswerReader.Read(draft).Text).Count(isMet => isMet);
            revisions += Studio.Truth(tuple, AnswerReader.Read(revision).Text).Count(isMet => isMet);
        }

        Assert.True(drafts < revisions * 0.97);
    }

    [Fact]
    public async Task OddReplies_OverManyTexts_ComeAboutAsOftenAsStated()
    {
        using var student = new RehearsalStudent(RehearsalProfile.Base);
        var defects = new List<AnswerDefect>();
        foreach (var tuple in Studio.Tuples(2, 3000))
        {
            defects.Add(AnswerReader.Read((await Studio.WriteAsync(student, tuple)).Revision).Defect);
        }

        // 1 % of 3,000 is 30, give or take 5.4.
        Assert.InRange(defects.Count(defect => defect.HasFlag(AnswerDefect.Empty)), 14, 46);
        Assert.InRange(defects.Count(defect => defect.HasFlag(AnswerDefect.NoMarker)), 14, 46);
        Assert.InRange(defects.Count(defect => defect.HasFlag(AnswerDefect.OwnQuotes)), 14, 46);
    }
}
