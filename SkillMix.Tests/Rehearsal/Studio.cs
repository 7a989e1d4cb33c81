using Microsoft.Extensions.AI;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Rehearsal;
using SkillMix.Core.Sampling;

namespace SkillMix.Tests.Rehearsal;

/// <summary>Asks rehearsal models through the real prompts and reads their replies through the real readers.</summary>
internal static class Studio
{
    public static SkillCatalogue Catalogue { get; } = OpenCatalogue.Load();

    public static RehearsalProfile Flawless { get; } =
        RehearsalProfile.Base with
        {
            Name = "rehearsal/flawless",
            TrainingSkill = [1, 1, 1, 1, 1, 1],
            HeldOutSkill = [1, 1, 1, 1, 1, 1],
            Length = [1, 1, 1, 1, 1, 1],
            Topic = 1,
            Sense = 1,
            DraftSkillShare = 1,
            DraftLengthShare = 1,
            KeepsSkill = 1,
            Empty = 0,
            Chatter = 0,
            OwnQuotes = 0,
            NamesSkill = 0,
        };

    public static RehearsalGraderProfile ErrorFree { get; } = new("rehearsal/error-free", 0, 0, 0, 0);

    private static PromptLibrary Prompts { get; } = new();

    /// <summary>Tuples of the open catalogue; on one side of the default split only, where one is given.</summary>
    public static IEnumerable<SkillTuple> Tuples(int k, int count, Setting setting = Setting.All, int seed = 1)
    {
        var split = DefaultSplit.Of(Catalogue);
        var skills = split.SkillsOf(Catalogue, setting).ToArray();
        var topics = split.TopicsOf(Catalogue, setting).ToArray();
        var random = new PythonRandom(seed);
        for (var i = 0; i < count; i++)
        {
            random.Shuffle(skills);
            random.Shuffle(topics);
            yield return new(i, skills[..k], topics[0]);
        }
    }

    public static SkillTuple Tuple(string topic, params string[] skills) =>
        new(0, [.. skills.Select(Catalogue.Get)], new(topic));

    public static async Task<(string Draft, string Revision)> WriteAsync(
        IChatClient student,
        SkillTuple tuple,
        long seed = 1,
        string revise = PromptLibrary.Revise
    )
    {
        var options = new ChatOptions { Seed = seed };
        List<ChatMessage> messages = [new(ChatRole.User, PromptFiller.Fill(Prompts.Get(PromptLibrary.Write), tuple))];
        var draft = await student.GetResponseAsync(messages, options);
        messages.Add(new(ChatRole.Assistant, draft.Text));
        messages.Add(new(ChatRole.User, PromptFiller.Fill(Prompts.Get(revise), tuple)));
        return (draft.Text, (await student.GetResponseAsync(messages, options)).Text);
    }

    public static async Task<string> TextOfAsync(IChatClient student, SkillTuple tuple, long seed = 1) =>
        AnswerReader.Read((await WriteAsync(student, tuple, seed)).Revision).Text;

    public static async Task<ChatResponse> GradeAsync(
        IChatClient grader,
        SkillTuple tuple,
        string text,
        string prompt = PromptLibrary.GradeTable,
        long seed = 1
    ) =>
        await grader.GetResponseAsync(
            PromptFiller.Fill(Prompts.Get(prompt), tuple, text),
            new ChatOptions { Seed = seed }
        );

    public static async Task<GradeReply> ReadGradeAsync(
        IChatClient grader,
        SkillTuple tuple,
        string text,
        string prompt = PromptLibrary.GradeTable,
        long seed = 1
    )
    {
        var reply = await GradeAsync(grader, tuple, text, prompt, seed);
        return GradeReaders.ByKey(Prompts.Get(prompt).ReaderKey).Read(reply.Text, Rubric.Of(tuple), text);
    }

    /// <summary>The true points of a text, in the rubric's order.</summary>
    public static IReadOnlyList<bool> Truth(SkillTuple tuple, string text) =>
        [
            .. TextTruth
                .Of(
                    text,
                    [.. tuple.Skills.Select(skill => skill.Name)],
                    tuple.Topic.Name,
                    Rubric.SentenceLimitFor(tuple.K),
                    SentenceLibrary.BuiltIn
                )
                .Criteria.Select(criterion => criterion.IsMet),
        ];

    public static string Points(GradeReply grade) =>
        string.Concat(
            grade.Verdicts.Select(verdict =>
                verdict.State switch
                {
                    VerdictState.Met => '1',
                    VerdictState.NotMet => '0',
                    VerdictState.Partial => '½',
                    _ => '?',
                }
            )
        );

    public static async Task<double> FullMarksShareAsync(
        RehearsalProfile profile,
        int k,
        Setting setting = Setting.All,
        int count = 600
    )
    {
        using var student = new RehearsalStudent(profile);
        var full = 0;
        foreach (var tuple in Tuples(k, count, setting))
        {
            full += Truth(tuple, await TextOfAsync(student, tuple, seed: tuple.Index)).All(isMet => isMet) ? 1 : 0;
        }

        return (double)full / count;
    }
}
