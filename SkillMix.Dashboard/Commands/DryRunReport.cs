using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Commands;

/// <summary>What run --dry-run says: what a run would ask, what that costs and how long it takes.</summary>
internal static class DryRunReport
{
    /// <summary>Says it.</summary>
    /// <param name="prepared">The run.</param>
    /// <param name="models">What is known of a model; null for a rehearsal model.</param>
    /// <param name="asJson">As one JSON document.</param>
    /// <returns>The exit code.</returns>
    public static int Told(
        PreparedRun prepared,
        Func<string, ModelSpec?> models,
        IReadOnlyDictionary<(string Model, RequestRole Role), ModelHistory> history,
        bool asJson
    )
    {
        var estimate = RunEstimate.Of(prepared, models, history);
        var coverage = TupleCoverage.Of(prepared.Samples, prepared.Catalogue, prepared.Split);
        if (asJson)
        {
            CommonOptions.WriteJson(Document(prepared, estimate, coverage));
        }
        else
        {
            foreach (var line in Lines(prepared, estimate, coverage))
            {
                Console.WriteLine(line);
            }
        }

        return SkillMixCommandLine.Done;
    }

    private static object Document(PreparedRun prepared, RunEstimate estimate, TupleCoverage coverage) =>
        new
        {
            run = prepared.Spec.Hash,
            samples = prepared.Samples.Count,
            tuples = coverage.Tuples,
            texts = prepared.Texts,
            generation_requests = prepared.GenerationRequests,
            grading_requests = prepared.GradingRequests,
            coverage = new
            {
                skills = coverage.Skills.Count,
                tuples_per_skill_least = coverage.LeastPerSkill,
                tuples_per_skill_most = coverage.MostPerSkill,
                tuples_per_skill = coverage.Skills,
                coverage.PairsCovered,
                coverage.PairsPossible,
                coverage.TopicsUsed,
                coverage.TopicsPossible,
                duplicate_tuples = coverage.Duplicates,
            },
            models = estimate.Models.Select(model => new
            {
                model.Model,
                role = RunWords.Role(model.Role),
                simulated = model.IsSimulated,
                model.Requests,
                model.PromptTokens,
                model.PromptTokensAtMost,
                model.ReplyTokens,
                model.ReplyTokensAtMost,
                model.Usd,
                model.UsdAtMost,
                seconds = Seconds(model.Time),
            }),
            total = new
            {
                estimate.Requests,
                estimate.PromptTokens,
                estimate.PromptTokensAtMost,
                estimate.ReplyTokens,
                estimate.ReplyTokensAtMost,
                estimate.Usd,
                estimate.UsdAtMost,
                seconds = Seconds(estimate.Time),
            },
            estimate.WithoutPrice,
            estimate.Assumptions,
            estimate.Warnings,
        };

    private static string Counted(int count, string one) => $"{count} {one}{(count == 1 ? "" : "s")}";

    private static IEnumerable<string> Lines(PreparedRun prepared, RunEstimate estimate, TupleCoverage coverage)
    {
        yield return $"{Counted(coverage.Tuples, "tuple")} in {Counted(prepared.Samples.Count, "sample")}, {Counted(prepared.Spec.Students.Count, "student")}, {Counted(prepared.Spec.Generation.Rounds, "text")} each: {Counted(prepared.Texts, "text")}";
        yield return $"Each of {coverage.Skills.Count} skills is in {coverage.LeastPerSkill} to {coverage.MostPerSkill} tuples; {coverage.PairsCovered:N0} of {coverage.PairsPossible:N0} pairs of skills meet; {coverage.TopicsUsed} of {coverage.TopicsPossible} topics; {Counted(coverage.Duplicates, "duplicate tuple")}.";
        yield return "";
        string[][] rows =
        [
            ["model", "role", "requests", "prompt tokens", "at most", "reply tokens", "at most", "USD", "at most"],
            .. estimate.Models.Select(model =>
                Cells(
                    model.IsSimulated ? $"{model.Model} (simulated)" : model.Model,
                    RunWords.Role(model.Role),
                    model.Requests,
                    (model.PromptTokens, model.PromptTokensAtMost),
                    (model.ReplyTokens, model.ReplyTokensAtMost),
                    (model.Usd, model.UsdAtMost)
                )
            ),
            Cells(
                "all",
                "",
                estimate.Requests,
                (estimate.PromptTokens, estimate.PromptTokensAtMost),
                (estimate.ReplyTokens, estimate.ReplyTokensAtMost),
                (estimate.Usd, estimate.UsdAtMost)
            ),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
        {
            yield return string.Join(
                    "  ",
                    row.Select((cell, i) => i < 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))
                )
                .TrimEnd();
        }

        yield return "";
        yield return $"Time: about {InWords(estimate.Time)} with {prepared.Design.Pace.InFlight} texts under way at once.";
        foreach (var assumption in estimate.Assumptions)
        {
            yield return $"Assumed: {assumption}";
        }

        foreach (var warning in estimate.Warnings)
        {
            yield return $"Mind: {warning}";
        }

        yield return "Nobody was asked.";
    }

    private static string[] Cells(
        string model,
        string role,
        long requests,
        (long Expected, long? AtMost) prompts,
        (long Expected, long? AtMost) replies,
        (decimal? Expected, decimal? AtMost) usd
    ) =>
        [
            model,
            role,
            $"{requests:N0}",
            $"{prompts.Expected:N0}",
            Known(prompts.AtMost, "N0"),
            $"{replies.Expected:N0}",
            Known(replies.AtMost, "N0"),
            Known(usd.Expected, "0.00##"),
            Known(usd.AtMost, "0.00##"),
        ];

    private static string Known<T>(T? number, string format)
        where T : struct, IFormattable => number?.ToString(format, null) ?? "?";

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 1);

    private static string InWords(TimeSpan time) =>
        time.TotalSeconds < 90 ? $"{Math.Ceiling(time.TotalSeconds):0} s"
        : time.TotalMinutes < 90 ? $"{time.TotalMinutes:0} min"
        : time.TotalHours < 48 ? $"{time.TotalHours:0.#} h"
        : $"{time.TotalDays:0.#} days";
}
