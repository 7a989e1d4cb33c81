using System.Text;
using Microsoft.Extensions.AI;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Rehearsal;

/// <summary>
/// An offline student. It reads skills, topic and limit out of the prompt, and composes library sentences so that it shows and
/// misses what its profile says. A second turn improves on the first.
/// </summary>
public sealed class RehearsalStudent : RehearsalChatClient
{
    private const string Marker = "Answer: ";

    private static readonly string[] Chatter =
    [
        "Of course, I would be glad to help with that. Which of the skills should I begin with?",
        "Sure! Here are some thoughts on how one could go about it: first pick a scene, then let one idea carry the next.",
        "That is an interesting exercise. Could you tell me a little more about the readers you have in mind?",
    ];

    private static readonly string[] Claims =
    [
        "it is carried by the tone of the whole text.",
        "the reader will notice it between the lines.",
        "the way in which the scene is told implies it.",
    ];

    private static readonly SkillCatalogue Open = OpenCatalogue.Load();

    private static readonly HashSet<string> TrainingSkills = new(
        DefaultSplit.Of(Open).TrainingSkills,
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly IReadOnlyList<string> OtherTopics = [.. Open.Topics.Select(topic => topic.Name)];

    private readonly RehearsalProfile _profile;
    private readonly SentenceLibrary _library;
    private readonly TextComposer _composer;
    private readonly WritingTaskReader _tasks;

    /// <param name="profile">What it can do.</param>
    /// <param name="prompts">Templates whose prompts it understands; null for the built-in ones.</param>
    /// <param name="library">What it writes with; null for the built-in library.</param>
    public RehearsalStudent(RehearsalProfile profile, PromptLibrary? prompts = null, SentenceLibrary? library = null)
        : base(profile.Name)
    {
        _profile = profile;
        _library = library ?? SentenceLibrary.BuiltIn;
        _composer = new(_library, OtherTopics);
        _tasks = new(prompts?.All ?? PromptLibrary.BuiltIn);
    }

    /// <summary>Whether it counts as a training skill: by the default split of the open catalogue; unknown skills are held out.</summary>
    public static bool IsTraining(string skill) => TrainingSkills.Contains(skill);

    private protected override Reply Answer(IReadOnlyList<Said> conversation, RehearsalChance chance)
    {
        List<string> asked = [.. conversation.Where(said => said.Role == ChatRole.User).Select(said => said.Text)];
        var draft = asked.Count < 2 ? null : conversation.LastOrDefault(said => said.Role == ChatRole.Assistant)?.Text;
        var task = asked.Count == 0 ? null : _tasks.Read(asked[0], asked.Count < 2 ? null : asked[^1]);
        if (task is null)
        {
            return new(
                "I am a rehearsal student and could not find the skills and the topic in this prompt. I can read prompts made "
                    + "from the templates of this program, and prompts with a line \"**skill**: definition\" for each skill "
                    + "and the words \"in the context of\" before the topic."
            );
        }

        if (chance.Happens(_profile.Chatter))
        {
            return new(chance.OneOf(Chatter));
        }

        var plan = Plan(task, draft, chance);
        var composed = _composer.Compose(plan, chance);
        return new(
            chance.Happens(_profile.Empty) ? Written("", task, composed, chance)
            : chance.Happens(_profile.OwnQuotes) ? Written($"\"{composed.Text}\"", task, composed, chance)
            : Written(composed.Text, task, composed, chance)
        );
    }

    private TextPlan Plan(WritingTask task, string? draft, RehearsalChance chance)
    {
        var isDraft = draft is null;
        var searchable =
            draft is not null && draft.Contains(Marker, StringComparison.Ordinal) ? new SearchableText(draft) : null;
        var skills = new PlannedSkill[task.K];
        for (var i = 0; i < task.K; i++)
        {
            var name = task.Skills[i];
            var isTraining = IsTraining(name);
            var kept = searchable is null ? null : _library.Find(searchable, name)?.Sentence;
            var rate = searchable is null
                ? _profile.SkillRate(name, isTraining, task.K, isDraft)
                : _profile.RevisionSkillRate(name, isTraining, task.K, wasShown: kept is not null);
            skills[i] = new(name, chance.Happens(rate), kept);
        }

        return new(skills, task.Topic, task.Limit)
        {
            KeepsLimit = chance.Happens(_profile.LengthRate(task.K, isDraft)),
            KeepsTopic = chance.Happens(_profile.Topic),
            MakesSense = chance.Happens(_profile.Sense),
            NamesSkill = chance.Happens(_profile.NamesSkill),
        };
    }

    private static string Written(string text, WritingTask task, ComposedText composed, RehearsalChance chance)
    {
        var reply = new StringBuilder(text.Length == 0 ? Marker.TrimEnd() : Marker)
            .Append(text)
            .Append("\nExplanation:");
        for (var i = 0; i < task.K; i++)
        {
            reply
                .Append("\n- ")
                .Append(task.Skills[i])
                .Append(": ")
                .Append(composed.Shown[i]?.Why ?? chance.OneOf(Claims));
        }

        return reply.ToString();
    }
}
