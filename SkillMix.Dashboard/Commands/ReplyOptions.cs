using System.CommandLine;
using SkillMix.Core.Runs;

namespace SkillMix.Dashboard.Commands;

/// <summary>Options for replies that come another way than one by one: by files, or by batches.</summary>
internal sealed record ReplyOptions(
    Option<string?> Emit,
    Option<string[]> Absorb,
    Option<bool> Batch,
    Option<double> PollSeconds
)
{
    private const double UsualPollSeconds = 60;

    public static ReplyOptions AddTo(Command command)
    {
        var options = new ReplyOptions(
            new("--emit")
            {
                Description = "Ask nobody; write the requests that have no reply to this file, one model to a file.",
            },
            new("--absorb")
            {
                Description =
                    "Ask nobody; take the replies of these files (JSONL of batches, as vLLM writes them too).",
                AllowMultipleArgumentsPerToken = true,
            },
            new("--batch") { Description = "Ask through the provider's batches: half the price, within a day." },
            new("--poll-seconds")
            {
                Description = "Time between two looks at batches.",
                DefaultValueFactory = _ => UsualPollSeconds,
            }
        );
        command.Options.Add(options.Emit);
        command.Options.Add(options.Absorb);
        command.Options.Add(options.Batch);
        command.Options.Add(options.PollSeconds);
        return options;
    }

    /// <summary>The way that is asked for; null where the models are asked one by one.</summary>
    /// <param name="models">What is known of the models.</param>
    /// <param name="mostTexts">What --limit says; null for nothing.</param>
    /// <exception cref="ArgumentException">Options do not go together.</exception>
    /// <exception cref="FileNotFoundException">A file of replies is not there.</exception>
    public ReplyRoute? Of(ParseResult parsed, ModelDirectory models, int? mostTexts)
    {
        var route = RouteOf(parsed, models);
        return route is null || mostTexts is null
            ? route
            : throw new ArgumentException("--limit goes without --emit, --absorb and --batch.");
    }

    private ReplyRoute? RouteOf(ParseResult parsed, ModelDirectory models)
    {
        var (emit, absorb) = (parsed.GetValue(Emit), parsed.GetValue(Absorb) ?? []);
        var poll = parsed.GetValue(PollSeconds);
        if (!parsed.GetValue(Batch))
        {
            return emit is null && absorb.Length == 0 ? null : new(models, emit, Found(absorb), null);
        }

        if (emit is not null || absorb.Length > 0)
        {
            throw new ArgumentException("--batch hands in and fetches by itself; it goes without --emit and --absorb.");
        }

        return poll is >= 0 and <= 86_400
            ? new(models, null, [], TimeSpan.FromSeconds(poll))
            : throw new ArgumentException("--poll-seconds wants a number from 0 to 86400.");
    }

    private static string[] Found(string[] files) =>
        files.FirstOrDefault(file => !File.Exists(file)) is { } missing
            ? throw new FileNotFoundException($"There is no file of replies {Path.GetFullPath(missing)}.")
            : files;
}
