using System.CommandLine;
using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Commands;

/// <summary>annotate make: draws a queue, or says what it would take.</summary>
internal static class AnnotateMakeCommand
{
    public static Command Build()
    {
        var name = new Argument<string>("name") { Description = "What the queue is to be called." };
        var filter = new Option<string?>("--filter")
        {
            Description =
                "Which generations, as in an address of the Generations page: \"k=3&student=…\" (default: all).",
        };
        var unit = CommonOptions.Words(
            "--unit",
            "What is one item: a tuple of a student with all its generations, or one generation.",
            "tuple",
            "generation"
        );
        var by = CommonOptions.Words(
            "--by",
            "How items are chosen; only probability can correct a curve.",
            "probability",
            "disagreements",
            "hand"
        );
        var budget = Usual("--budget", "Items expected, or at most taken.", QueueSpec.UsualBudget);
        var boost = Usual("--boost", "How many times as likely an evenly split unit is as a unanimous one.", 3.0);
        var seed = Usual("--seed", "Seed of the draw.", 1L);
        var labels = Usual("--labels", "People per item.", 1);
        var twice = Usual("--twice", "Share of items that one more person labels.", 0.2);
        var open = new Option<bool>("--open")
        {
            Description = "Show the student and the graders' verdicts while deciding.",
        };
        var early = new Option<bool>("--ends-early") { Description = "A text may end at its first criterion not met." };
        var annotators = new Option<string[]>("--annotators")
        {
            Description = "Who may label, by name (default: everybody).",
            AllowMultipleArgumentsPerToken = true,
        };
        var ungraded = new Option<bool>("--ungraded")
        {
            Description = "Texts that no grader has seen, too (with --by hand they always are).",
        };
        var grader = new Option<string[]>("--grader")
        {
            Description = "A grader of the panel whose verdict is corrected (may be repeated; default: all).",
        };
        var panel = CommonOptions.Words("--panel", "How several graders make one verdict.", "majority", "all", "any");
        var named = CommonOptions.Words(
            "--named-skill",
            "Whether a skill that the text names loses its point.",
            "off",
            "substring",
            "word"
        );
        var length = CommonOptions.Words(
            "--length",
            "Who gives the length point; 'graded' asks people, too.",
            "reference",
            "strict",
            "graded"
        );
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what it would take, and make nothing." };
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("make", "Draw a queue. Once made it stays as it is.")
        {
            name,
            filter,
            unit,
            by,
            budget,
            boost,
            seed,
            labels,
            twice,
            open,
            early,
            annotators,
            ungraded,
            grader,
            panel,
            named,
            length,
            dryRun,
            db,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var asked = FilterWords.Read(parsed.GetValue(filter));
                using var store = new OpenedStore(
                    parsed.GetValue(db),
                    parsed.GetValue(dryRun) ? StoreAccess.ReadOnly : StoreAccess.ReadWrite
                );
                var book = AnnotateCommand.BookOf(store);
                var spec = new QueueSpec
                {
                    Name = parsed.GetValue(name)!,
                    Filter = SkillMixUrls.FilterQuery(asked),
                    Unit = parsed.GetValue(unit) == "generation" ? QueueUnit.Generation : QueueUnit.Tuple,
                    Selection = parsed.GetValue(by) switch
                    {
                        "disagreements" => QueueSelection.Disagreements,
                        "hand" => QueueSelection.HandPicked,
                        _ => QueueSelection.Probability,
                    },
                    Budget = parsed.GetValue(budget),
                    Boost = parsed.GetValue(boost),
                    Seed = parsed.GetValue(seed),
                    Labels = parsed.GetValue(labels),
                    TwiceShare = parsed.GetValue(twice),
                    IsOpen = parsed.GetValue(open),
                    EndsEarly = parsed.GetValue(early),
                    Annotators = await PeopleAsync(
                        book,
                        parsed.GetValue(db),
                        parsed.GetValue(annotators) ?? [],
                        cancellationToken
                    ),
                };
                spec.Check();
                var voting = new PanelSpec(
                    parsed.GetValue(grader) ?? [],
                    PanelSpec.Default.Options with
                    {
                        Panel = Enum.Parse<PanelRule>(parsed.GetValue(panel)!, ignoreCase: true),
                        NamedSkill = Enum.Parse<NamedSkillRule>(parsed.GetValue(named)!, ignoreCase: true),
                        Length = parsed.GetValue(length) switch
                        {
                            "strict" => LengthRule.StrictCounter,
                            "graded" => LengthRule.AsGraded,
                            _ => LengthRule.ReferenceCounter,
                        },
                    }
                );
                var pool = await book.PoolAsync(
                    asked,
                    spec.Unit,
                    voting,
                    parsed.GetValue(ungraded) || spec.Selection == QueueSelection.HandPicked,
                    cancellationToken
                );
                RequireGraders(voting.Graders, pool);
                var draft = QueueBuilder.Build(spec, pool.Units);
                var frozen = voting with { Graders = pool.Graders };
                var made = parsed.GetValue(dryRun)
                    ? (Guid?)null
                    : await book.MakeAsync(draft, frozen, cancellationToken);
                var pace = AnnotationPace.Of(await book.QueuesAsync(cancellationToken));
                return AnnotateReport.Draft(draft, frozen, pace, made, parsed.GetValue(json));
            }
        );
        return command;
    }

    /// <summary>Those who may sign in or sit at this machine, and those who have annotated here before.</summary>
    private static async Task<IReadOnlyList<Annotator>> PeopleAsync(
        AnnotationBook book,
        string? db,
        string[] names,
        CancellationToken cancellationToken
    )
    {
        if (names.Length == 0)
        {
            return [];
        }

        List<Annotator> known =
        [
            .. PeopleFile.Beside(StorePath.Of(db)).People.Select(person => new Annotator(person.Id, person.Name)),
            .. await book.AnnotatorsAsync(cancellationToken),
        ];
        return
        [
            .. names
                .SelectMany(list =>
                    list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                )
                .Select(name =>
                    known.Find(person => person.Name == name)
                    ?? throw new ArgumentException(
                        $"There is nobody called '{name}'; {(known.Count == 0 ? "nobody has annotated here yet, and 'skillmix account add' adds people" : $"there are {string.Join(", ", known.Select(person => person.Name).Distinct())}")}."
                    )
                )
                .DistinctBy(person => person.Id),
        ];
    }

    private static void RequireGraders(IReadOnlyList<string> asked, QueuePool pool)
    {
        if (pool.Units.Count > 0 && asked.FirstOrDefault(grader => !pool.Graders.Contains(grader)) is { } unknown)
        {
            throw new ArgumentException(
                $"{unknown} has graded none of these texts{(pool.Graders.Count == 0 ? "" : $"; {string.Join(", ", pool.Graders)} did")}."
            );
        }
    }

    private static Option<T> Usual<T>(string name, string description, T usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual };
}
