using System.Globalization;
using SkillMix.Core.Annotation;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Exchange;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Commands;

/// <summary>What the verbs of annotation say.</summary>
internal static class AnnotateReport
{
    private const string NoEstimates = "hand-picked, cannot be used for estimates";
    private const int MostProblems = 20;

    /// <summary>What a queue takes, made or not.</summary>
    public static int Draft(QueueDraft draft, PanelSpec panel, AnnotationPace pace, Guid? made, bool asJson)
    {
        var expected = draft.Expectation(Enum.GetValues<CriterionKind>().Count(panel.IsCounted));
        var minutes = pace.TimeOf((int)expected.Decisions).TotalMinutes;
        var isProbability = draft.Spec.Selection == QueueSelection.Probability;

        // What a seed draws is shown once it is drawn: nobody is to choose among seeds.
        var isKnown = made is not null || !isProbability;
        if (asJson)
        {
            CommonOptions.WriteJson(
                new
                {
                    queue = draft.Spec.Name.Trim(),
                    id = made?.ToString("N"),
                    made = made is not null,
                    filter = draft.Spec.Filter,
                    unit = AnnotationWords.Of(draft.Spec.Unit),
                    selection = AnnotationWords.Of(draft.Spec.Selection),
                    estimates = isProbability,
                    panel = panel.Words,
                    simulated = draft.Units.Any(unit => unit.Unit.IsSimulated),
                    units = draft.Units.Count,
                    items = isKnown ? draft.Items.Count() : (int?)null,
                    labels = isKnown ? draft.Labels : (int?)null,
                    expected_items = Math.Round(expected.Items, 6),
                    expected_spread = Math.Round(expected.Spread, 6),
                    expected_labels = Math.Round(expected.Labels, 6),
                    expected_decisions = Math.Round(expected.Decisions, 6),
                    minutes = Math.Round(minutes, 1),
                    seconds_per_criterion = pace.Seconds,
                    seconds_measured = pace.IsMeasured,
                    counts = draft.Counts.Select(count => new
                    {
                        count.Student,
                        setting = SettingWords.Of(count.Setting),
                        count.K,
                        count.Units,
                        count.Splits,
                        expected = Math.Round(count.Expected, 6),
                        items = isKnown ? count.Items : (int?)null,
                    }),
                }
            );
            return SkillMixCommandLine.Done;
        }

        Console.WriteLine(
            made is { } id
                ? $"Queue '{draft.Spec.Name.Trim()}' is made: {SkillMixUrls.Queue(id)}"
                : $"Queue '{draft.Spec.Name.Trim()}' would be:"
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {(isKnown ? $"{draft.Items.Count()} items" : $"about {expected.Items:0} items (± {expected.Spread:0.0})")} of {draft.Units.Count} units, {(isKnown ? $"{draft.Labels}" : $"about {expected.Labels:0}")} labels, about {expected.Decisions:0} criteria to decide{(draft.Spec.EndsEarly ? " at most" : "")}"
            )
        );
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  about {minutes:0.#} minutes {pace.Words}"));
        Console.WriteLine($"  {panel.Words}");
        if (draft.Units.Any(unit => unit.Unit.IsSimulated))
        {
            Console.WriteLine("  simulated: nothing of it is a measurement");
        }

        if (!isProbability)
        {
            Console.WriteLine($"  {NoEstimates}");
        }

        Console.WriteLine(
            $"  {"student", -28} {"setting", -9} {"k", 2} {"units", 6} {"split", 6} {"expected", 8}{(isKnown ? "  items" : "")}"
        );
        foreach (var count in draft.Counts)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {count.Student, -28} {SettingWords.Of(count.Setting), -9} {count.K, 2} {count.Units, 6} {count.Splits, 6} {count.Expected, 8:0.0}{(isKnown ? $" {count.Items, 6}" : "")}"
                )
            );
        }

        if (made is null)
        {
            Console.WriteLine("Nothing was made.");
        }

        return SkillMixCommandLine.Done;
    }

    public static int Queues(IReadOnlyList<QueueSummary> queues, bool asJson)
    {
        if (asJson)
        {
            CommonOptions.WriteJson(new { queues = queues.Select(Document) });
            return SkillMixCommandLine.Done;
        }

        if (queues.Count == 0)
        {
            Console.WriteLine("There are no queues yet. 'skillmix annotate make <name>' draws one.");
        }

        foreach (var queue in queues)
        {
            Console.WriteLine(
                $"{queue.Spec.Name}{(queue.IsSimulated ? " (simulated)" : "")}: {queue.Items} items of {queue.Pool} units, {queue.Done} of {queue.Labels} labels, {queue.Disputed} disputed, {(queue.IsProbability ? "by chance" : NoEstimates)}"
            );
            foreach (var person in queue.People)
            {
                Console.WriteLine(
                    $"  {person.Annotator.Name}: {person.Completed} completed{(person.Skipped > 0 ? $", {person.Skipped} skipped" : "")}{(person.MinutesPerItem is { } minutes ? string.Create(CultureInfo.InvariantCulture, $", {minutes:0.0} minutes each") : "")}, last {Day(person.Last)}"
                );
            }
        }

        return SkillMixCommandLine.Done;
    }

    /// <summary>What was written, on standard error: the file may be on standard output.</summary>
    public static void Written(IReadOnlyList<DecisionLine> lines, QueueSummary? queue, string? path)
    {
        if (path is not null)
        {
            Console.Error.WriteLine(
                $"{lines.Count} events of {lines.Select(line => line.Text.Generation).Distinct().Count()} texts, in {Path.GetFullPath(path)}."
            );
        }

        if (queue is { IsProbability: false })
        {
            Console.Error.WriteLine($"The queue '{queue.Spec.Name}' is {NoEstimates}.");
        }
        else if (lines.Count(line => line.Item?.Selection != QueueSelection.Probability) is > 0 and var picked)
        {
            Console.Error.WriteLine($"{picked} of the {lines.Count} events are {NoEstimates}.");
        }

        if (lines.Any(line => line.Text.IsSimulated))
        {
            Console.Error.WriteLine("Some of the texts are simulated; the column 'simulated' says which.");
        }
    }

    public static int TakenIn(DecisionReport report, bool isDryRun, bool asJson)
    {
        if (asJson)
        {
            CommonOptions.WriteJson(
                new
                {
                    report.File,
                    report.Lines,
                    report.New,
                    report.Known,
                    left_out = report.Problems.Count,
                    dry_run = isDryRun,
                    report.Notes,
                    problems = report.Problems.Select(problem => new { problem.Line, problem.Sentence }),
                }
            );
        }
        else
        {
            Console.WriteLine(
                $"{report.Lines} events: {report.New} {(isDryRun ? "would be " : "")}new, {report.Known} already there, {report.Problems.Count} left out."
            );
            foreach (var note in report.Notes)
            {
                Console.WriteLine($"Mind: {note}");
            }

            if (isDryRun)
            {
                Console.WriteLine("Nothing was changed.");
            }
        }

        if (!asJson)
        {
            foreach (var problem in report.Problems.Take(MostProblems))
            {
                Console.Error.WriteLine(problem);
            }

            if (report.Problems.Count > MostProblems)
            {
                Console.Error.WriteLine(
                    $"… and {report.Problems.Count - MostProblems} more; --json lists all of them."
                );
            }
        }

        return report.Problems.Count == 0 ? SkillMixCommandLine.Done : SkillMixCommandLine.DoneWithFailures;
    }

    private static object Document(QueueSummary queue) =>
        new
        {
            queue.Spec.Name,
            id = queue.Id.ToString("N"),
            queue.Created,
            queue.Spec.Filter,
            unit = AnnotationWords.Of(queue.Spec.Unit),
            selection = AnnotationWords.Of(queue.Spec.Selection),
            estimates = queue.IsProbability,
            simulated = queue.IsSimulated,
            panel = queue.Frozen,
            units = queue.Pool,
            queue.Items,
            queue.Labels,
            queue.Done,
            queue.Disputed,
            people = queue.People.Select(person => new
            {
                annotator = person.Annotator.Name,
                annotator_id = person.Annotator.Id.ToString("N"),
                person.Completed,
                person.Skipped,
                person.Decisions,
                minutes_per_item = person.MinutesPerItem,
                person.Last,
            }),
        };

    private static string Day(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
