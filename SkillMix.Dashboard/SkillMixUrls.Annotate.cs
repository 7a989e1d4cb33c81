using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard;

/// <content>Annotating: queues, one queue, its disagreements, and the guidelines.</content>
public static partial class SkillMixUrls
{
    public const string NewQueuePath = "/annotate/new";
    public const string GuidelinesPath = "/annotate/guidelines";

    /// <summary>Deciding the items of a queue, one after another; or one of them.</summary>
    public static string Queue(Guid queue, Guid? item = null) =>
        WithQuery($"{AnnotatePath}/{queue:N}", [("item", item?.ToString("N"))]);

    /// <summary>The items of a queue with what people said side by side.</summary>
    public static string QueueItems(Guid queue, Guid? item = null, string? show = null) =>
        WithQuery($"{AnnotatePath}/{queue:N}/items", [("item", item?.ToString("N")), ("show", show)]);

    /// <summary>A file of what people decided in a queue: every event, or the verdicts that hold.</summary>
    public static string QueueFile(Guid queue, string format, bool onlyVerdicts = false) =>
        $"{AnnotatePath}/{queue:N}/{(onlyVerdicts ? "verdicts" : "decisions")}.{format}";

    /// <summary>The design of a queue, and how the graders' verdicts become one.</summary>
    public static string NewQueue(QueueSpec spec, PanelSpec? panel = null) =>
        WithQuery(
            NewQueuePath,
            [
                ("filter", spec.Filter),
                ("name", spec.Name),
                ("unit", spec.Unit == QueueUnit.Tuple ? null : "generation"),
                (
                    "by",
                    spec.Selection switch
                    {
                        QueueSelection.Disagreements => "disagreements",
                        QueueSelection.HandPicked => "hand",
                        _ => null,
                    }
                ),
                ("budget", spec.Budget == QueueSpec.UsualBudget ? null : Number(spec.Budget)),
                ("boost", spec.Boost.Equals(3.0) ? null : Real(spec.Boost)),
                ("seed", spec.Seed == 1 ? null : Number(spec.Seed)),
                ("labels", spec.Labels == 1 ? null : Number(spec.Labels)),
                ("twice", spec.TwiceShare.Equals(0.2) ? null : Real(spec.TwiceShare)),
                ("view", spec.IsOpen ? "open" : null),
                ("early", spec.EndsEarly ? "yes" : null),
                .. spec.Annotators.Select(one => ("who", (string?)one.Id.ToString("N"))),
                .. (panel?.Graders ?? []).Select(grader => ("panel", (string?)grader)),
                (
                    "length",
                    panel?.Options.Length switch
                    {
                        LengthRule.StrictCounter => "strict",
                        LengthRule.AsGraded => "graded",
                        _ => null,
                    }
                ),
                (
                    "named",
                    panel?.Options.NamedSkill switch
                    {
                        NamedSkillRule.Substring => "substring",
                        NamedSkillRule.Word => "word",
                        _ => null,
                    }
                ),
            ]
        );

    /// <summary>What an address of the New queue page asks for; who may annotate stands there by id alone.</summary>
    public static (QueueSpec Spec, IReadOnlyList<Guid> Who) ReadNewQueue(string uri)
    {
        var query = Query(uri);
        var spec = new QueueSpec
        {
            Name = One(query, "name") ?? "",
            Filter = One(query, "filter") ?? "",
            Unit = One(query, "unit") == "generation" ? QueueUnit.Generation : QueueUnit.Tuple,
            Selection = One(query, "by") switch
            {
                "disagreements" => QueueSelection.Disagreements,
                "hand" => QueueSelection.HandPicked,
                _ => QueueSelection.Probability,
            },
            Budget = Typed("budget", QueueSpec.UsualBudget),
            Boost = ReadReal(One(query, "boost")) ?? 3,
            Seed = long.TryParse(One(query, "seed"), out var seed) ? seed : 1,
            Labels = Typed("labels", 1),
            TwiceShare = ReadReal(One(query, "twice")) ?? 0.2,
            IsOpen = One(query, "view") == "open",
            EndsEarly = One(query, "early") == "yes",
        };
        return (spec, [.. All(query, "who").Select(ReadGuid).OfType<Guid>()]);

        // What is no number is 0, which the page says cannot be: nothing is passed over in silence.
        int Typed(string key, int usual) => One(query, key) is { } word ? ReadNumber(word) ?? 0 : usual;
    }

    /// <summary>How an address of the New queue page wants the graders' verdicts to become one.</summary>
    public static PanelSpec ReadPanel(string uri)
    {
        var query = Query(uri);
        return new(
            All(query, "panel"),
            PanelSpec.Default.Options with
            {
                Length = One(query, "length") switch
                {
                    "strict" => LengthRule.StrictCounter,
                    "graded" => LengthRule.AsGraded,
                    _ => LengthRule.ReferenceCounter,
                },
                NamedSkill = One(query, "named") switch
                {
                    "substring" => NamedSkillRule.Substring,
                    "word" => NamedSkillRule.Word,
                    _ => NamedSkillRule.Off,
                },
            }
        );
    }

    /// <summary>The generations that a queue's pool is made from.</summary>
    public static GenerationFilter FilterOf(QueueSpec spec) => ReadFilter("?" + spec.Filter);

    /// <summary>A filter as a queue keeps it.</summary>
    public static string FilterQuery(GenerationFilter filter) => WithQuery("", FilterPairs(filter)).TrimStart('?');
}
