using SkillMix.Core.ChatModels;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>Requests with their tokens.</summary>
/// <param name="Requests">How many.</param>
/// <param name="Prompt">Tokens of their prompts, as expected.</param>
/// <param name="PromptAtMost">At worst; null where that is not known.</param>
/// <param name="Reply">Tokens of the replies, as expected.</param>
/// <param name="ReplyAtMost">At worst; null where that is not known.</param>
internal sealed record RequestAmount(long Requests, double Prompt, long? PromptAtMost, double Reply, long? ReplyAtMost)
{
    public static RequestAmount operator +(RequestAmount a, RequestAmount b) =>
        new(
            a.Requests + b.Requests,
            a.Prompt + b.Prompt,
            a.PromptAtMost + b.PromptAtMost,
            a.Reply + b.Reply,
            a.ReplyAtMost + b.ReplyAtMost
        );

    public static RequestAmount operator *(int times, RequestAmount a) =>
        new(times * a.Requests, times * a.Prompt, times * a.PromptAtMost, times * a.Reply, times * a.ReplyAtMost);
}

/// <summary>Counts what a run asks of each model, from its prompts as they will be filled in.</summary>
/// <param name="run">The run.</param>
/// <param name="models">What is known of its models; null for a rehearsal model.</param>
/// <param name="history">How a model replied in a role so far; null where nothing is known.</param>
internal sealed class RequestCount(
    PreparedRun run,
    IReadOnlyDictionary<string, ModelSpec?> models,
    Func<string, RequestRole, ModelHistory?> history
)
{
    /// <summary>The amounts by model and role, students first, in the order of the run.</summary>
    public IReadOnlyList<KeyValuePair<(string Model, RequestRole Role), RequestAmount>> ByModel()
    {
        var generation = run.Spec.Generation;
        var students = run.Spec.Students.Distinct().ToList();
        var sums = new OrderedDictionary<(string Model, RequestRole Role), RequestAmount>();
        var counted = run.Samples.Where(sample => sample.Tuples.Count > 0).Select(PromptsOf).ToList();
        foreach (var student in students)
        {
            foreach (var prompts in counted)
            {
                Add((student, RequestRole.Write), generation.Rounds * Written(student, prompts));
            }
        }

        foreach (var grading in run.Spec.Gradings)
        {
            foreach (var prompts in counted)
            {
                foreach (var student in students)
                {
                    var rounds = generation.Rounds * grading.Rounds;
                    Add((grading.Grader, RequestRole.Grade), rounds * Graded(grading, student, prompts));
                }
            }
        }

        return [.. sums];

        void Add((string, RequestRole) key, RequestAmount amount) =>
            sums[key] = sums.TryGetValue(key, out var sum) ? sum + amount : amount;
    }

    /// <summary>One text about each tuple of a sample.</summary>
    private RequestAmount Written(string student, SamplePrompts prompts)
    {
        var (reply, longest) = (TextTokens(student, prompts.K), LongestText(student));
        var first = new RequestAmount(
            prompts.Tuples,
            prompts.Write.Expected,
            prompts.Write.AtMost,
            prompts.Tuples * reply,
            prompts.Tuples * longest
        );

        // The second turn is sent the first turn's prompt and reply again.
        return prompts.Revise is null
            ? first
            : first
                + first with
                {
                    Prompt = prompts.Revise.Expected + prompts.Tuples * reply,
                    PromptAtMost = prompts.Revise.AtMost + prompts.Tuples * longest,
                };
    }

    /// <summary>One grading of one text about each tuple of a sample.</summary>
    private RequestAmount Graded(GradingSpec grading, string student, SamplePrompts prompts)
    {
        var (sum, answers) = prompts.Grading[grading.Prompt];
        var criteria = prompts.K + 3;
        var reply = Within(
            history(grading.Grader, RequestRole.Grade)?.TokensOut ?? RunEstimate.TokensPerCriterion * criteria,
            grading.MaxTokens
        );

        // A structured grading that contradicts itself is asked for once more.
        var tries = Template(grading.Prompt).Kind == PromptKind.GradingStructured ? 2 : 1;
        return new(
            prompts.Tuples,
            sum.Expected + prompts.Tuples * answers * TextTokens(student, prompts.K),
            tries * (sum.AtMost + prompts.Tuples * answers * LongestText(student)),
            prompts.Tuples * reply,
            tries * prompts.Tuples * Longest(grading.MaxTokens, grading.Grader)
        );
    }

    private double TextTokens(string student, int k) =>
        Within(
            history(student, RequestRole.Write)?.TokensOut
                ?? RunEstimate.TokensPerSentence * Rubric.SentenceLimitFor(k) + RunEstimate.TokensPerExplanation * k,
            run.Spec.Generation.MaxTokens
        );

    private long? LongestText(string student) => Longest(run.Spec.Generation.MaxTokens, student);

    // As the budget counts it: where the request sets no limit, the model's context does.
    private long? Longest(int? limit, string model) => limit ?? models[model]?.ContextTokens;

    private static double Within(double tokens, int? limit) => limit is { } most ? Math.Min(tokens, most) : tokens;

    private PromptTemplate Template(string hash) => run.Prompts.All.First(template => template.Hash == hash);

    private SamplePrompts PromptsOf(TupleSample sample)
    {
        var generation = run.Spec.Generation;
        var (count, k) = (sample.Tuples.Count, sample.Spec.K);
        var looked = Math.Min(count, RunEstimate.TuplesLookedAt);
        var tuples = Enumerable.Range(0, looked).Select(i => sample.Tuples[(int)((long)i * count / looked)]).ToList();
        var (system, systems) = generation.SystemPrompt is { } text ? (text.Length, 1) : (0, 0);
        var write = Lengths(Template(generation.WritePrompt));
        return new(
            k,
            count,
            PromptSum.Of(count, [.. write.Select(length => system + length)], systems + 1),
            generation.RevisePrompt is { } revise
                ? PromptSum.Of(count, [.. write.Zip(Lengths(Template(revise)), (a, b) => system + a + b)], systems + 3)
                : null,
            run.Spec.Gradings.Select(grading => grading.Prompt).Distinct().ToDictionary(hash => hash, Grading)
        );

        List<int> Lengths(PromptTemplate template) =>
            [.. tuples.Select(tuple => PromptFiller.Fill(template, tuple, answer: "").Length)];

        (PromptSum, int) Grading(string hash)
        {
            var template = Template(hash);
            var schema =
                template.Kind == PromptKind.GradingStructured
                    ? GradingSchema.For(Rubric.Of(tuples[0])).GetRawText().Length
                    : 0;
            return (
                PromptSum.Of(count, [.. Lengths(template).Select(length => schema + length)], messages: 1),
                PromptSlots.CountOf("answer", template.Text)
            );
        }
    }

    /// <summary>Tokens of one kind of prompt over the tuples of a sample, without what a model wrote into it.</summary>
    private sealed record PromptSum(double Expected, long AtMost)
    {
        /// <summary>From the lengths, in characters, of some prompts. The others are as long as these on average, at worst as the longest.</summary>
        public static PromptSum Of(int count, IReadOnlyList<int> lengths, int messages) =>
            new(
                lengths.Average() * count / TokenEstimate.UsualCharactersPerToken,
                lengths.Sum(length => TokenEstimate.AtMost(length, messages))
                    + (count - lengths.Count) * TokenEstimate.AtMost(lengths.Max(), messages)
            );
    }

    /// <summary>The prompts of a sample, counted.</summary>
    /// <param name="K">Skills per tuple.</param>
    /// <param name="Tuples">How many tuples.</param>
    /// <param name="Write">Prompts of turn 1.</param>
    /// <param name="Revise">Prompts of both turns together; null for one turn.</param>
    /// <param name="Grading">By the hash of a template: its prompts, and how often the text stands in one.</param>
    private sealed record SamplePrompts(
        int K,
        int Tuples,
        PromptSum Write,
        PromptSum? Revise,
        IReadOnlyDictionary<string, (PromptSum Sum, int Answers)> Grading
    );
}
