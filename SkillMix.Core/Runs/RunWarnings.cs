using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>What one should know before a run starts, in sentences.</summary>
internal static class RunWarnings
{
    public static IEnumerable<string> Of(
        PreparedRun run,
        IReadOnlyList<ModelEstimate> rows,
        IReadOnlyDictionary<string, ModelSpec?> models
    ) =>
        [
            .. Retired(models),
            .. GradersOfThemselves(run),
            .. GradersThatChoseTheTraining(run, models),
            .. EarlyStops(run),
            .. Prices(run, rows),
            .. Limits(run, rows),
            .. Budget(run, rows),
            .. Anchors(run),
        ];

    private static IEnumerable<string> Retired(IReadOnlyDictionary<string, ModelSpec?> models) =>
        models
            .Where(model => model.Value?.IsRetired == true)
            .Select(model => $"{model.Key} is marked as retired; its provider may not answer.");

    private static IEnumerable<string> GradersOfThemselves(PreparedRun run) =>
        run
            .Spec.Students.Intersect(run.Spec.Gradings.Select(grading => grading.Grader))
            .Select(name => $"{name} grades its own texts, and models tend to prefer their own.");

    private static IEnumerable<string> GradersThatChoseTheTraining(
        PreparedRun run,
        IReadOnlyDictionary<string, ModelSpec?> models
    ) =>
        from student in run.Spec.Students
        from grader in models[student]?.FilteredBy ?? []
        where run.Spec.Gradings.Any(grading => grading.Grader == grader)
        select $"{student} was trained on texts that {grader} let pass; by that grader it is favoured.";

    private static IEnumerable<string> EarlyStops(PreparedRun run) =>
        run.Spec.EarlyStop == EarlyStop.None
            ? []
            :
            [
                "Early stop is on: at a k that is left out, models cannot be compared pair by pair. The numbers here are those without it.",
            ];

    private static IEnumerable<string> Anchors(PreparedRun run) =>
        run.Design.Anchors.Count == 0
            ? []
            :
            [
                $"At its end every grader grades the anchors {string.Join(", ", run.Design.Anchors)} once; the numbers here are those without them, the budget holds for both.",
            ];

    private static IEnumerable<string> Prices(PreparedRun run, IReadOnlyList<ModelEstimate> rows)
    {
        var unknown = rows.Where(row => row.Usd is null).Select(row => row.Model).Distinct().ToList();
        if (unknown.Count == 0)
        {
            return [];
        }

        var need = run.Design.Budget.Usd is null ? "give" : "a budget in USD needs it, so give";
        return
        [
            $"The price of {string.Join(", ", unknown)} is not known; {need} price-in and price-out in the models file.",
        ];
    }

    private static IEnumerable<string> Limits(PreparedRun run, IReadOnlyList<ModelEstimate> rows)
    {
        // Rehearsal models spend nothing, so nobody needs to know how long their replies may be.
        var without = rows.Where(row => !row.IsSimulated && row.ReplyTokensAtMost is null)
            .Select(row => row.Model)
            .Distinct()
            .ToList();
        if (without.Count == 0)
        {
            return [];
        }

        var budget = run.Design.Budget;
        return
        [
            $"The replies of {string.Join(", ", without)} have no limit, so the worst case is not known"
                + (
                    budget.Usd is null && budget.Tokens is null
                        ? "; max_tokens sets one."
                        : " and the budget cannot be kept; set max_tokens."
                ),
        ];
    }

    private static IEnumerable<string> Budget(PreparedRun run, IReadOnlyList<ModelEstimate> rows)
    {
        var budget = run.Design.Budget;
        var paid = rows.Where(row => !row.IsSimulated).ToList();
        var tokens = paid.Sum(row => row.PromptTokens + row.ReplyTokens);
        var requests = paid.Sum(row => row.Requests);
        var usd = paid.Sum(row => row.Usd ?? 0);
        if (usd > budget.Usd)
        {
            yield return Reached($"{budget.Usd:0.00####} USD", $"{usd:0.00##}");
        }

        if (tokens > budget.Tokens)
        {
            yield return Reached($"{budget.Tokens:N0} tokens", $"{tokens:N0}");
        }

        if (requests > budget.Requests)
        {
            yield return Reached($"{budget.Requests:N0} requests", $"{requests:N0}");
        }

        static string Reached(string limit, string expected) =>
            $"The budget of {limit} will not be enough: {expected} are expected. The run will pause there.";
    }
}
