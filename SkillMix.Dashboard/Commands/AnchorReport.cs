using System.Globalization;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Core.Runs;

namespace SkillMix.Dashboard.Commands;

/// <summary>What the verbs about frozen sets say.</summary>
internal static class AnchorReport
{
    public static int Sets(
        IReadOnlyList<AnchorSet> sets,
        IReadOnlyList<(string Set, AnchorOccasion Occasion)> occasions,
        bool asJson
    )
    {
        if (asJson)
        {
            CommonOptions.WriteJson(new { anchors = sets.Select(set => Document(set, OccasionsOf(set, occasions))) });
            return SkillMixCommandLine.Done;
        }

        if (sets.Count == 0)
        {
            Console.WriteLine("There are no anchors yet. 'skillmix anchor make <name>' freezes texts of the store.");
        }

        foreach (var set in sets)
        {
            var ks = set.Texts.CountBy(text => text.K).Select(k => $"{k.Value} of k = {k.Key}");
            Console.WriteLine(
                $"{set.Name}: {set.Texts.Count} texts ({string.Join(", ", ks)}), made {Day(set.Created)}"
            );
            foreach (var spec in OccasionsOf(set, occasions).GroupBy(occasion => occasion.Spec))
            {
                var last = spec.Last();
                Console.WriteLine(
                    $"  {Title(spec.Key)}: graded {(spec.Count() == 1 ? "once" : $"{spec.Count()} times")}, last {Day(last.Ended)}, {last.Graded} of {set.Texts.Count} texts{(last.Failed > 0 ? $", {last.Failed} failed" : "")}"
                );
            }
        }

        return SkillMixCommandLine.Done;
    }

    public static int Graded(AskedAnchor asked, AnchorOutcome outcome, bool asJson)
    {
        var reached = outcome.Reached;
        if (asJson)
        {
            CommonOptions.WriteJson(
                new
                {
                    anchors = asked.Set.Name,
                    grader = asked.Spec.Grader,
                    grading_spec = asked.Spec.Id,
                    outcome.Occasion,
                    graded = reached.Done,
                    total = reached.Total,
                    reached.Failures,
                    complete = outcome.IsComplete,
                    outcome.Note,
                }
            );
        }
        else
        {
            Console.WriteLine(
                $"Occasion {outcome.Occasion}: {reached.Done} of {reached.Total} texts graded; {reached.Failures} requests failed."
            );
            if (outcome.Note is { } note)
            {
                Console.WriteLine(note);
            }

            if (!outcome.IsComplete)
            {
                Console.WriteLine("The same command goes on with this occasion.");
            }
        }

        return SkillMixCommandLine.CodeOf(outcome.IsBudgetReached, reached.Failures == 0 && outcome.IsComplete);
    }

    public static int Drift(AnchorSet set, IReadOnlyList<AnchorHistory> histories, bool asJson)
    {
        if (asJson)
        {
            CommonOptions.WriteJson(
                new
                {
                    anchors = set.Name,
                    texts = set.Texts.Count,
                    graders = histories.Select(history => new
                    {
                        history.Spec.Grader,
                        simulated = history.Spec.IsSimulated,
                        history.Spec.Prompt,
                        grading_spec = history.Spec.Id,
                        history.Spec.Temperature,
                        occasions = history.Occasions.Select(occasion => Document(set, occasion)),
                        first_against_last = history.FirstAgainstLast is { } drift ? Document(drift) : null,
                        consecutive = history.Consecutive.Select(Document),
                        cautions = Cautions(history),
                    }),
                }
            );
            return SkillMixCommandLine.Done;
        }

        if (histories.Count == 0)
        {
            Console.WriteLine(
                $"Nobody has graded the anchors '{set.Name}' yet. 'skillmix anchor grade \"{set.Name}\" --with <grader>' does it."
            );
        }

        foreach (var history in histories)
        {
            Print(history);
        }

        return SkillMixCommandLine.Done;
    }

    private static void Print(AnchorHistory history)
    {
        Console.WriteLine(Title(history.Spec));
        foreach (var occasion in history.Occasions)
        {
            Console.WriteLine(
                $"  occasion {occasion.Number}: {Day(occasion.Began)}, {occasion.Graded} of {history.Set.Texts.Count} texts graded, {occasion.Failed} failed{(occasion.RunName is { } run ? $", after run '{run}'" : "")}"
            );
        }

        if (history.FirstAgainstLast is not { } drift)
        {
            Console.WriteLine("  Graded once; there is nothing to compare with yet.");
            return;
        }

        Table(drift);
        if (history.Occasions.Count > 2)
        {
            foreach (var step in history.Consecutive)
            {
                Table(step);
            }
        }

        foreach (var caution in Cautions(history))
        {
            Console.WriteLine($"  Mind: {caution}");
        }
    }

    private static void Table(GraderDrift drift)
    {
        Console.WriteLine(
            $"  {$"{drift.From} → {drift.To}", -11} {"used/total", 12} {"met → not", 10} {"not → met", 10} {"flip rate", 10} {"95 % interval", 16} {"p", 7}"
        );
        foreach (var (name, flips) in DriftWords.Lines(drift))
        {
            var interval = flips.Interval is { } limits
                ? string.Create(CultureInfo.InvariantCulture, $"{limits.Low:F3} … {limits.High:F3}")
                : "–";
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {name, -11} {$"{flips.Used}/{flips.Total}", 12} {flips.Lost, 10} {flips.Gained, 10} {flips.Rate?.ToString("F3", CultureInfo.InvariantCulture) ?? "–", 10} {interval, 16} {flips.PValue, 7:F4}"
                )
            );
        }
    }

    private static IReadOnlyList<string> Cautions(AnchorHistory history) =>
        history.FirstAgainstLast is { } drift
            ? DriftCautions.Of(drift, history.Spec.Temperature, history.Spec.IsSimulated)
            : [];

    private static List<AnchorOccasion> OccasionsOf(
        AnchorSet set,
        IReadOnlyList<(string Set, AnchorOccasion Occasion)> occasions
    ) => [.. occasions.Where(one => one.Set == set.Name).Select(one => one.Occasion)];

    private static object Document(AnchorSet set, IReadOnlyList<AnchorOccasion> occasions) =>
        new
        {
            set.Name,
            texts = set.Texts.Count,
            ks = set.Texts.CountBy(text => text.K).Select(k => new { k = k.Key, texts = k.Value }),
            set.Spec.Seed,
            balanced = set.Spec.IsBalanced,
            run = set.Spec.Run?.ToString("N"),
            set.Created,
            generations = set.Texts.Select(text => text.Generation.ToString("N")),
            occasions = occasions.Select(occasion => Document(set, occasion)),
        };

    private static object Document(AnchorSet set, AnchorOccasion occasion) =>
        new
        {
            occasion.Spec.Grader,
            occasion = occasion.Number,
            run = occasion.Run?.ToString("N"),
            occasion.Graded,
            occasion.Failed,
            complete = occasion.IsComplete(set),
            occasion.Began,
            occasion.Ended,
        };

    private static object Document(GraderDrift drift) =>
        new
        {
            drift.From,
            drift.To,
            lines = DriftWords
                .Lines(drift)
                .Select(line => new
                {
                    what = line.Name,
                    line.Flips.Used,
                    line.Flips.Total,
                    met_to_not_met = line.Flips.Lost,
                    not_met_to_met = line.Flips.Gained,
                    line.Flips.Rate,
                    line.Flips.Interval?.Low,
                    line.Flips.Interval?.High,
                    p = line.Flips.PValue,
                }),
        };

    private static string Title(KnownGradingSpec spec) =>
        $"{spec.Grader}{(spec.IsSimulated ? " (simulated)" : "")}, {spec.Prompt ?? "prompt not known"}, {spec.Options}";

    private static string Day(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
