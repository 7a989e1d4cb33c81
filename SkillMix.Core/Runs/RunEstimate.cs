using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>How a model replied in one role so far, on average over its replies.</summary>
/// <param name="TokensOut">Tokens of a reply, ≥ 0.</param>
/// <param name="Seconds">From request to reply, ≥ 0.</param>
public sealed record ModelHistory(double TokensOut, double Seconds);

/// <summary>What a run will ask of one model in one role.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Role">What it is asked for.</param>
/// <param name="IsSimulated">A rehearsal model, which costs nothing.</param>
/// <param name="Requests">How many, if no text is empty and nothing has to be asked again.</param>
/// <param name="PromptTokens">Tokens of all prompts, as expected.</param>
/// <param name="PromptTokensAtMost">The same at worst; null where a reply that goes into a prompt has no limit.</param>
/// <param name="ReplyTokens">Tokens of all replies, as expected.</param>
/// <param name="ReplyTokensAtMost">The same at worst; null where replies have no limit.</param>
/// <param name="Usd">Price in USD, as expected; null where the model's price is not known.</param>
/// <param name="UsdAtMost">The same at worst; null also where the tokens at worst are not known.</param>
/// <param name="Time">How long its replies take at the run's pace.</param>
public sealed record ModelEstimate(
    string Model,
    RequestRole Role,
    bool IsSimulated,
    long Requests,
    long PromptTokens,
    long? PromptTokensAtMost,
    long ReplyTokens,
    long? ReplyTokensAtMost,
    decimal? Usd,
    decimal? UsdAtMost,
    TimeSpan Time
);

/// <summary>What a run will take: requests, tokens, money and time, as expected and at worst.</summary>
/// <param name="Models">Each model in each role: students first, in the order of the run.</param>
/// <param name="Time">How long the run takes at its pace.</param>
/// <param name="Assumptions">What the numbers rest on, in sentences.</param>
/// <param name="Warnings">What one should know before the run starts, in sentences.</param>
public sealed record RunEstimate(
    IReadOnlyList<ModelEstimate> Models,
    TimeSpan Time,
    IReadOnlyList<string> Assumptions,
    IReadOnlyList<string> Warnings
)
{
    /// <summary>Tokens of a sentence where nothing is known of a student.</summary>
    public const int TokensPerSentence = 40;

    /// <summary>Tokens that explain a skill where nothing is known of a student.</summary>
    public const int TokensPerExplanation = 30;

    /// <summary>Tokens of a grading for each of its k + 3 criteria where nothing is known of a grader.</summary>
    public const int TokensPerCriterion = 60;

    /// <summary>Seconds of a student's reply where nothing is known of it.</summary>
    public const double StudentSeconds = 5;

    /// <summary>Seconds of a grader's reply where nothing is known of it.</summary>
    public const double GraderSeconds = 8;

    /// <summary>Most tuples of a sample whose prompts are filled in to be counted; the others are taken to be like them.</summary>
    public const int TuplesLookedAt = 50;

    /// <summary>Requests of the whole run, as expected.</summary>
    public long Requests => Models.Sum(model => model.Requests);

    /// <summary>Tokens of all prompts, as expected.</summary>
    public long PromptTokens => Models.Sum(model => model.PromptTokens);

    /// <summary>Tokens of all prompts at worst; null where that is not known of a model.</summary>
    public long? PromptTokensAtMost => Sum(model => model.PromptTokensAtMost);

    /// <summary>Tokens of all replies, as expected.</summary>
    public long ReplyTokens => Models.Sum(model => model.ReplyTokens);

    /// <summary>Tokens of all replies at worst; null where that is not known of a model.</summary>
    public long? ReplyTokensAtMost => Sum(model => model.ReplyTokensAtMost);

    /// <summary>Price in USD, as expected; null where the price of a model is not known (<see cref="WithoutPrice"/>).</summary>
    public decimal? Usd => Models.All(model => model.Usd is not null) ? Models.Sum(model => model.Usd!.Value) : null;

    /// <summary>Price in USD at worst; null where that is not known of a model.</summary>
    public decimal? UsdAtMost =>
        Models.All(model => model.UsdAtMost is not null) ? Models.Sum(model => model.UsdAtMost!.Value) : null;

    /// <summary>Names of the models whose price is not known.</summary>
    public IReadOnlyList<string> WithoutPrice =>
        [.. Models.Where(model => model.Usd is null).Select(model => model.Model).Distinct()];

    /// <summary>Estimates a run. Nobody is asked and nothing is read.</summary>
    /// <param name="run">The run.</param>
    /// <param name="models">What is known of a model; null for a rehearsal model.</param>
    /// <param name="history">How models replied so far, by role; null for nothing known.</param>
    public static RunEstimate Of(
        PreparedRun run,
        Func<string, ModelSpec?> models,
        IReadOnlyDictionary<(string Model, RequestRole Role), ModelHistory>? history = null
    )
    {
        var specs = run
            .Spec.Students.Concat(run.Spec.Gradings.Select(grading => grading.Grader))
            .Distinct()
            .ToDictionary(name => name, models);
        var amounts = new RequestCount(run, specs, Known).ByModel();
        var pace = run.Design.Pace;
        var atOnce = Math.Max(1, Math.Min(pace.InFlight, run.Texts));
        var rows = amounts
            .Select(pair => Priced(pair.Key.Model, pair.Key.Role, pair.Value, specs[pair.Key.Model]))
            .ToList();

        // One endpoint's limits hold for all its models together.
        var held = rows.Where(row => !row.IsSimulated)
            .GroupBy(row => (specs[row.Model]!.Provider, specs[row.Model]!.Endpoint))
            .Select(endpoint => Least(endpoint.Sum(row => row.Requests), endpoint.Sum(Tokens)));
        var worked = rows.Aggregate(TimeSpan.Zero, (sum, row) => sum + Work(row));
        return new(
            rows,
            held.Append(worked).Append(OneText()).Max(),
            [.. RunAssumptions.Of(run, rows, Known)],
            [.. RunWarnings.Of(run, rows, specs)]
        );

        ModelHistory? Known(string model, RequestRole role) => history?.GetValueOrDefault((model, role));

        ModelEstimate Priced(string model, RequestRole role, RequestAmount amount, ModelSpec? spec)
        {
            var row = new ModelEstimate(
                model,
                role,
                spec is null,
                amount.Requests,
                (long)Math.Ceiling(amount.Prompt),
                amount.PromptAtMost,
                (long)Math.Ceiling(amount.Reply),
                amount.ReplyAtMost,
                null,
                null,
                TimeSpan.Zero
            );
            return row with
            {
                Usd = Price(spec, row.PromptTokens, row.ReplyTokens),
                UsdAtMost = Price(spec, row.PromptTokensAtMost, row.ReplyTokensAtMost),
                Time = spec is null ? Work(row) : Longer(Work(row), Least(row.Requests, Tokens(row))),
            };
        }

        // However many texts are under way at once, the requests of one come one after another.
        TimeSpan OneText()
        {
            var turns = run.Spec.Generation.RevisePrompt is null ? 1 : 2;
            return TimeSpan.FromSeconds(turns * Slowest(RequestRole.Write) + Slowest(RequestRole.Grade));
        }

        double Slowest(RequestRole role) =>
            rows.Where(row => row.Role == role)
                .Select(row => SecondsOf(row, Known(row.Model, row.Role)))
                .DefaultIfEmpty(0)
                .Max();

        TimeSpan Work(ModelEstimate row) =>
            TimeSpan.FromSeconds(row.Requests * SecondsOf(row, Known(row.Model, row.Role)) / atOnce);

        TimeSpan Least(long requests, long tokens) =>
            Longer(
                TimeSpan.FromMinutes((double)requests / (pace.RequestsPerMinute ?? double.PositiveInfinity)),
                TimeSpan.FromMinutes((double)tokens / (pace.TokensPerMinute ?? double.PositiveInfinity))
            );
    }

    private static double SecondsOf(ModelEstimate row, ModelHistory? known) =>
        known?.Seconds
        ?? (
            row.IsSimulated ? 0
            : row.Role == RequestRole.Write ? StudentSeconds
            : GraderSeconds
        );

    private static decimal? Price(ModelSpec? spec, long? prompt, long? reply) =>
        spec is null ? 0 : (prompt * spec.PriceIn + reply * spec.PriceOut) / 1_000_000m;

    private static long Tokens(ModelEstimate row) => row.PromptTokens + row.ReplyTokens;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private long? Sum(Func<ModelEstimate, long?> of) =>
        Models.All(model => of(model) is not null) ? Models.Sum(model => of(model)!.Value) : null;
}
