using System.Text.Json;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Tests.Grading;

public sealed class GraderTests
{
    private const string Text = "The rook is a tired tower; if towers fall, rooks fall, so how lovely.";

    private static readonly SkillTuple Tuple = new(
        0,
        [
            new("analogy (likeness )", "rhetorical", "One thing by another.", ""),
            new("irony", "literary", "The opposite of what is meant.", ""),
            new("logical deduction", "logical", "From rule to case.", ""),
        ],
        new("Chess")
    );

    [Fact]
    public async Task Grade_StructuredPrompt_AsksOnceWithTheSchema()
    {
        using var model = new ScriptedChatClient(StructuredReplies.Reply("101111"));

        var grade = await GradeAsync(model, PromptLibrary.GradeStructured);

        var request = Assert.Single(model.Requests);
        var format = Assert.IsType<ChatResponseFormatJson>(request.Options?.ResponseFormat);
        Assert.True(JsonElement.DeepEquals(GradingSchema.For(Rubric.Of(Tuple)), format.Schema!.Value));
        Assert.Equal(
            PromptFiller.Fill(new PromptLibrary().Get(PromptLibrary.GradeStructured), Tuple, Text),
            request.Messages[0].Text
        );
        Assert.Equal(("101111", 1), (grade.Reading.Signs(), grade.Tries));
    }

    [Fact]
    public async Task Grade_TablePrompt_AsksForNoSchema()
    {
        using var model = new ScriptedChatClient(GradeReplies.Reply("1", "1", "1", "1", "1", "1", "6"));

        var grade = await GradeAsync(model, PromptLibrary.GradeTable);

        Assert.Null(Assert.Single(model.Requests).Options?.ResponseFormat);
        Assert.Equal(("111111", 1), (grade.Reading.Signs(), grade.Tries));
    }

    [Fact]
    public async Task Grade_EndDisagrees_AsksOnceMoreWithAnotherSeed()
    {
        var second = StructuredReplies.Reply("101111");
        using var model = new ScriptedChatClient(StructuredReplies.Reply("101111", end: "111111"), second);

        var grade = await GradeAsync(model, PromptLibrary.GradeStructured);

        Assert.Equal([7L, 8L], model.Requests.Select(request => request.Options?.Seed));
        Assert.Single(model.Requests.Select(request => request.Messages[0].Text).Distinct());
        Assert.Equal(("101111", 2, second), (grade.Reading.Signs(), grade.Tries, grade.Reply));
    }

    [Fact]
    public async Task Grade_EndDisagreesAgain_IsUnreadableAfterTwoTries()
    {
        var reply = StructuredReplies.Reply("101111", end: "111111");
        using var model = new ScriptedChatClient(reply, reply);

        var grade = await GradeAsync(model, PromptLibrary.GradeStructured);

        Assert.Equal(("??????", 2), (grade.Reading.Signs(), grade.Tries));
        Assert.Equal(GradeDefect.EndDisagrees, grade.Reading.Defects);
    }

    [Fact]
    public async Task Grade_StructuredReplyBreaksOff_IsNotAskedForAgain()
    {
        using var model = new ScriptedChatClient(StructuredReplies.Reply("101111")[..^20]);

        var grade = await GradeAsync(model, PromptLibrary.GradeStructured);

        Assert.Equal(("??????", 1), (grade.Reading.Signs(), grade.Tries));
    }

    private static Task<Grade> GradeAsync(ScriptedChatClient model, string name)
    {
        var prompt = new PromptLibrary().Get(name);
        var spec = new GradingSpec("grader", prompt.Hash, prompt.ReaderKey, prompt.ReaderKey);
        return new Grader(model, prompt, spec).GradeAsync(
            Tuple,
            Text,
            new RequestTicket(RequestRole.Grade, "1", 7),
            CancellationToken.None
        );
    }
}
