using System.CommandLine;
using System.Globalization;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Figures;

namespace SkillMix.Dashboard.Commands;

/// <summary>figure: figures as files for a paper.</summary>
public static class FigureCommand
{
    public static Command Build()
    {
        var target = new Target();
        var spec = new Option<string?>("--spec")
        {
            Description = "The figure of a JSON file, as 'figure … -o figure.json' and the Figures page write it.",
        };
        var saved = new Option<string?>("--saved")
        {
            Description = "A figure that was saved in the store, by its name.",
        };
        var command = new Command("figure", "Draw a figure into a file.") { spec, saved };
        target.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                if (parsed.GetValue(spec) is not null && parsed.GetValue(saved) is not null)
                {
                    throw new ArgumentException("--spec and --saved both say what to draw; give one of them.");
                }

                if (parsed.GetValue(spec) is null && parsed.GetValue(saved) is null)
                {
                    throw new ArgumentException(
                        $"Say what to draw: a kind ({string.Join(", ", FigureKindWords.All.Select(FigureKindWords.Name))}), --spec <file> or --saved <name>."
                    );
                }

                return await target.DrawAsync(
                    parsed,
                    async store =>
                        parsed.GetValue(spec) is { } file
                            ? await ReadAsync(file, cancellationToken)
                            : await store.Figures.SpecAsync(parsed.GetValue(saved)!, cancellationToken),
                    cancellationToken
                );
            }
        );
        foreach (var kind in FigureKindWords.All)
        {
            command.Subcommands.Add(BuildKind(kind));
        }

        command.Subcommands.Add(BuildList());
        return command;
    }

    private static async Task<FigureSpec> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return FigureJson.Read(await File.ReadAllTextAsync(file, cancellationToken));
        }
        catch (FormatException problem)
        {
            throw new ArgumentException($"{file}: {problem.Message}", problem);
        }
    }

    private static Command BuildKind(FigureKind kind)
    {
        var target = new Target();
        var measure = new MeasureFlags();
        var style = new FigureFlags();
        var own = new KindFlags(kind);
        var command = new Command(
            FigureKindWords.Name(kind),
            $"{FigureKindWords.Title(kind)}: {FigureKindWords.Meaning(kind)}."
        );
        target.AddTo(command);
        measure.AddTo(command, isPart: true);
        own.AddTo(command);
        style.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) =>
                target.DrawAsync(
                    parsed,
                    async store =>
                        await own.SpecOfAsync(
                            parsed,
                            measure.ChoicesOf(parsed),
                            style.StyleOf(parsed),
                            store,
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    private static Command BuildList()
    {
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("list", "The figures that were saved in the store.") { db, json };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var opened = new OpenedStore(parsed.GetValue(db), StoreAccess.ReadOnly);
                var all = await new FigureBook(opened.File, TimeProvider.System).AllAsync(cancellationToken);
                if (parsed.GetValue(json))
                {
                    CommonOptions.WriteJson(
                        all.Select(figure => new
                        {
                            figure.Id,
                            figure.Name,
                            Kind = figure.Spec is { } spec ? FigureKindWords.Name(spec.Kind) : null,
                            figure.Problem,
                            figure.Created,
                            figure.Made,
                            figure.Note,
                        })
                    );
                    return SkillMixCommandLine.Done;
                }

                foreach (var figure in all)
                {
                    await Console.Out.WriteLineAsync(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{figure.Name}\t{(figure.Spec is { } spec ? FigureKindWords.Name(spec.Kind) : figure.Problem)}\tkept {figure.Made:yyyy-MM-dd HH:mm} UTC"
                        )
                    );
                }

                return SkillMixCommandLine.Done;
            }
        );
        return command;
    }

    /// <summary>Where a figure goes.</summary>
    private sealed class Target
    {
        private readonly Option<string> _file = new("--output", "-o")
        {
            Description =
                $"The file; its ending says what is written: {string.Join(", ", FigureFile.All.Select(file => $".{file.Ending}"))}.",
            Required = true,
        };
        private readonly Option<int> _dpi = new("--dpi")
        {
            Description = "Dots per inch of a PNG.",
            DefaultValueFactory = _ => FigureFile.UsualDpi,
        };
        private readonly Option<string?> _save = new("--save")
        {
            Description =
                "Also keep the figure in the store under this name, with a note of what changed since it was kept last.",
        };
        private readonly Option<string?> _db = CommonOptions.Db();

        public void AddTo(Command command)
        {
            Option[] all = [_file, _dpi, _save, _db];
            foreach (var option in all)
            {
                command.Options.Add(option);
            }
        }

        public async Task<int> DrawAsync(
            ParseResult parsed,
            Func<OpenStore, Task<FigureSpec>> specOf,
            CancellationToken cancellationToken
        )
        {
            var path = parsed.GetValue(_file)!;
            var file = FigureFile.Of(path);
            var name = parsed.GetValue(_save);
            using var opened = new OpenedStore(
                parsed.GetValue(_db),
                name is null ? StoreAccess.ReadOnly : StoreAccess.ReadWrite
            );
            var store = OpenStore.Of(opened.File, TimeProvider.System, isSample: false);
            var spec = await specOf(store);
            var points = await store.Runs.PointsAsync(cancellationToken);
            var runs = await store.Runs.RunsBehindAsync(cancellationToken);
            var made = await FigureReader.MakeAsync(
                spec,
                store,
                points,
                MeasureOffers.Of(points),
                runs,
                keyOf: null,
                cancellationToken
            );
            await File.WriteAllBytesAsync(path, file.Write(made, parsed.GetValue(_dpi)), cancellationToken);
            await Console.Error.WriteLineAsync(Path.GetFullPath(path));
            foreach (var sentence in made.Lint)
            {
                await Console.Error.WriteLineAsync($"  {sentence}");
            }

            if (name is not null)
            {
                var changes = await store.Figures.KeepAsync(name, made, cancellationToken);
                await Console.Error.WriteLineAsync($"Kept as '{name}'.");
                foreach (var change in changes)
                {
                    await Console.Error.WriteLineAsync($"  {change}");
                }
            }

            return SkillMixCommandLine.Done;
        }
    }

    /// <summary>The options that only some kinds have.</summary>
    private sealed class KindFlags(FigureKind kind)
    {
        private static readonly FigureSpec Usual = new();

        private readonly Option<string> _metric = CommonOptions.Words(
            "--metric",
            "What is measured of a text.",
            [.. MetricDefinition.All.Select(MetricDefinition.JsonName)]
        );
        private readonly Option<string?> _people = new("--people")
        {
            Description = "Also success as annotators judge it, corrected by the labels of this queue, by name or id.",
        };
        private readonly Option<string> _queue = new("--queue")
        {
            Description = "The queue that it is about, by name or id.",
            Required = true,
        };
        private readonly Option<bool> _published = new("--published")
        {
            Description = "Published points, faintly behind.",
        };
        private readonly Option<string[]> _with = new("--with")
        {
            Description = "Only this published student (may be repeated).",
        };
        private readonly Option<bool> _baseline = new("--baseline")
        {
            Description = "What would come out if criteria were met independently, as a faint line.",
        };
        private readonly Option<bool> _noBand = new("--no-band")
        {
            Description = "Without the limits that unscored tuples leave open.",
        };
        private readonly Option<string> _colour = CommonOptions.Words(
            "--colour-by",
            "One colour for a base model and what was tuned from it, or one for each student.",
            "family",
            "student"
        );
        private readonly Option<string> _loss = CommonOptions.Words(
            "--loss",
            "Texts that miss a criterion, or that miss it alone.",
            StyleWords.All<LossForm>()
        );
        private readonly Option<string> _against = CommonOptions.Words(
            "--against",
            "One grader along each axis, or their difference against their mean.",
            StyleWords.All<GraderForm>()
        );
        private readonly Option<int?> _most = new("--most")
        {
            Description = "Most skills that are shown (default: 24 skills, pairs of 12).",
        };
        private readonly Option<double> _corpus = new("--corpus")
        {
            Description = "L, words of a training corpus.",
            DefaultValueFactory = _ => Usual.Corpus,
        };
        private readonly Option<double> _topicRate = new("--topic-rate")
        {
            Description = "Share of it that is about a topic.",
            DefaultValueFactory = _ => Usual.TopicRate,
        };
        private readonly Option<double> _skillRate = new("--skill-rate")
        {
            Description = "Share of it that shows a skill.",
            DefaultValueFactory = _ => Usual.SkillRate,
        };
        private readonly Option<string?> _ownTitle = new("--title")
        {
            Description = "Another title than the figure's own.",
        };

        private IReadOnlyList<Option> All =>
            kind switch
            {
                FigureKind.Curve => [_metric, _people, _published, _with, _baseline, _noBand, _colour, _ownTitle],
                FigureKind.Novelty => [_people, _corpus, _topicRate, _skillRate, _ownTitle],
                FigureKind.Training => [_metric, _noBand, _ownTitle],
                FigureKind.Paired or FigureKind.Grid => [_metric, _ownTitle],
                FigureKind.Criteria => [_loss, _ownTitle],
                FigureKind.Graders => [_metric, _against, _ownTitle],
                FigureKind.Skills or FigureKind.Pairs => [_most, _ownTitle],
                _ => [_queue, _ownTitle],
            };

        public void AddTo(Command command)
        {
            foreach (var option in All)
            {
                command.Options.Add(option);
            }
        }

        public async Task<FigureSpec> SpecOfAsync(
            ParseResult parsed,
            MeasureChoices choices,
            FigureStyle style,
            OpenStore store,
            CancellationToken cancellationToken
        )
        {
            var queue = ValueOf(_people, parsed) ?? ValueOf(_queue, parsed);
            return new FigureSpec
            {
                Kind = kind,
                Choices = choices,
                Metric = MetricDefinition.Parse(
                    ValueOf(_metric, parsed) ?? MetricDefinition.JsonName(Metric.FullMarks)
                ),
                Queue = queue is null ? null : (await store.Annotation.FindAsync(queue, cancellationToken)).Id,
                ShowsPublished = ValueOf(_published, parsed) || ValueOf(_with, parsed) is { Length: > 0 },
                PublishedStudents = ValueOf(_with, parsed) ?? [],
                ShowsBaseline = ValueOf(_baseline, parsed),
                ShowsUnscored = !ValueOf(_noBand, parsed),
                ColourByStudent = ValueOf(_colour, parsed) == "student",
                Loss = StyleWords.Read<LossForm>(ValueOf(_loss, parsed)) ?? default,
                Against = StyleWords.Read<GraderForm>(ValueOf(_against, parsed)) ?? default,
                Most = ValueOf(_most, parsed),
                Corpus = All.Contains(_corpus) ? parsed.GetValue(_corpus) : Usual.Corpus,
                TopicRate = All.Contains(_topicRate) ? parsed.GetValue(_topicRate) : Usual.TopicRate,
                SkillRate = All.Contains(_skillRate) ? parsed.GetValue(_skillRate) : Usual.SkillRate,
                Title = ValueOf(_ownTitle, parsed),
                Style = style,
            };
        }

        /// <summary>What was said; the type's default for an option that this kind does not have.</summary>
        private T? ValueOf<T>(Option<T> option, ParseResult parsed) =>
            All.Contains(option) ? parsed.GetValue(option) : default;
    }
}
