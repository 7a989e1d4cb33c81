using Microsoft.Extensions.AI;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;

namespace SkillMix.Core.Rehearsal;

/// <summary>
/// An offline grader. It reads rubric and text out of the prompt, knows the truth from the sentence library, and errs at the rates
/// its profile states. It replies in the style that the prompt asks for.
/// </summary>
public sealed class RehearsalGrader : RehearsalChatClient
{
    /// <summary>What it says when it finds no rubric, or acts so.</summary>
    internal const string NoRubric =
        "The grading rubric is not specified in your message, so I can only give a general impression. The text reads well "
        + "and treats its subject in a lively way.";

    private readonly RehearsalGraderProfile _profile;
    private readonly SentenceLibrary _library;
    private readonly GradingTaskReader _tasks;

    /// <param name="profile">How often it errs.</param>
    /// <param name="prompts">Templates whose prompts it understands; null for the built-in ones.</param>
    /// <param name="library">From which it knows the truth; null for the built-in library.</param>
    public RehearsalGrader(
        RehearsalGraderProfile profile,
        PromptLibrary? prompts = null,
        SentenceLibrary? library = null
    )
        : base(profile.Name)
    {
        _profile = profile;
        _library = library ?? SentenceLibrary.BuiltIn;
        _tasks = new(prompts?.All ?? PromptLibrary.BuiltIn);
    }

    private protected override Reply Answer(IReadOnlyList<Said> conversation, RehearsalChance chance)
    {
        var prompt = conversation.LastOrDefault(said => said.Role == ChatRole.User)?.Text;
        if (prompt is null || _tasks.Read(prompt) is not { } task)
        {
            return new(NoRubric);
        }

        var truth = TextTruth.Of(task.Text, task.Skills, task.Topic, task.Limit, _library);
        var judgements = Judge(task, truth, chance);
        if (!chance.Happens(_profile.Unreadable))
        {
            return new(GradingWriter.Write(task, judgements, chance));
        }

        return chance.Below(task.IsStructured ? 4 : 3) switch
        {
            0 => new(GradingWriter.WriteCutOff(task, judgements, chance), IsCutOff: true),
            1 => new(GradingWriter.WriteWithoutOne(task, judgements, chance)),
            2 => new(NoRubric),
            _ => new(GradingWriter.WriteWithAnotherEnd(task, judgements, chance)),
        };
    }

    private Judgement[] Judge(GradingTask task, TextTruth truth, RehearsalChance chance)
    {
        var half = chance.Happens(_profile.HalfPoint) ? chance.Below(truth.Criteria.Count) : -1;
        var judgements = new Judgement[truth.Criteria.Count];
        for (var i = 0; i < judgements.Length; i++)
        {
            var criterion = truth.Criteria[i];
            var errs = chance.Happens(criterion.IsMet ? _profile.Miss : _profile.FalseCredit);
            var points =
                i == half && !task.IsStructured ? Points.Half
                : criterion.IsMet != errs ? Points.One
                : Points.None;
            var reason = GradingReasons.For(task, truth, i, points, chance);
            judgements[i] = new(points, reason, task.IsStructured ? EvidenceFinder.QuotedIn(reason, task.Text) : null);
        }

        return judgements;
    }
}
