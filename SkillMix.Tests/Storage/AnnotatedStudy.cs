using SkillMix.Core.Annotation;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;
using SkillMix.Dashboard;

namespace SkillMix.Tests.Storage;

/// <summary>
/// A store with a queue that people have worked on: texts of two skills, gradings and decisions from strings such as "1101", one
/// character a criterion.
/// </summary>
internal sealed class AnnotatedStudy(StoreFile file, TimeProvider clock)
{
    private int _keys;

    public static Annotator Ana { get; } = Person(1, "Ana");

    public static Annotator Ben { get; } = Person(2, "Ben");

    public static Annotator Cy { get; } = Person(3, "Cy");

    public AnnotationBook Book { get; } = new(file, clock);

    /// <summary>Writes one text per tuple with its gradings; graders are called a, b, c.</summary>
    /// <param name="texts">What each grader says of each text.</param>
    public async Task WriteAsync(params IReadOnlyList<string[]> texts)
    {
        var store = new SqliteRunStore(file, clock);
        var sample = StudyWriter.Sample(k: 2, count: texts.Count);
        List<GradingSpec> specs =
        [
            .. Enumerable
                .Range(0, texts.Max(text => text.Length))
                .Select(place => StudyWriter.SpecOf($"{(char)('a' + place)}")),
        ];
        var run = await StudyWriter.OpenAsync(store, sample, gradings: specs);
        foreach (var (tuple, graders) in texts.Index())
        {
            var text = StudyWriter.Text(sample, tuple);
            await store.CommitAsync(
                run,
                [text],
                [.. specs.Zip(graders, (spec, points) => StudyWriter.Grade(text, points, spec))],
                default
            );
        }
    }

    /// <summary>Makes a queue over what its filter lets through, with all graders by majority.</summary>
    /// <returns>Its items, in the order in which their texts were written.</returns>
    public async Task<IReadOnlyList<QueueItem>> QueueAsync(QueueSpec spec)
    {
        var pool = await Book.PoolAsync(SkillMixUrls.FilterOf(spec), spec.Unit, PanelSpec.Default, false, default);
        var queue = await Book.MakeAsync(
            QueueBuilder.Build(spec, pool.Units),
            PanelSpec.Default with
            {
                Graders = pool.Graders,
            },
            default
        );
        var written = pool.Units.SelectMany(unit => unit.Texts).Select(text => text.Generation).ToList();
        return [.. (await Book.ItemsAsync(queue, default)).OrderBy(item => written.IndexOf(item.Texts[0].Generation))];
    }

    /// <summary>Has a person judge the first text of an item and complete it.</summary>
    /// <param name="marks">1 met, 0 not met, ? unsure, space left out.</param>
    /// <param name="note">Stands beside every decision.</param>
    public Task JudgeAsync(QueueItem item, Annotator who, string marks, string? note = null) =>
        Book.KeepAsync(
            [
                .. marks
                    .Index()
                    .Where(mark => mark.Item != ' ')
                    .Select(mark =>
                        Event(item, who, DecisionKind.Decide) with
                        {
                            Position = mark.Index,
                            Judgement = mark.Item switch
                            {
                                '1' => Judgement.Met,
                                '0' => Judgement.NotMet,
                                _ => Judgement.Unsure,
                            },
                            Note = note,
                        }
                    ),
                Event(item, who, DecisionKind.Complete),
            ],
            null,
            default
        );

    private Decision Event(QueueItem item, Annotator who, DecisionKind kind) =>
        new()
        {
            Key = $"{who.Name} {item.Id} {++_keys}",
            Kind = kind,
            Item = item.Id,
            Generation = item.Texts[0].Generation,
            Turn = item.Texts[0].Turn,
            Annotator = who,
            Saw = Sight.Blind,
        };

    private static Annotator Person(int number, string name) =>
        new(Guid.Parse(FormattableString.Invariant($"0190a000-0000-7000-8000-{number:D12}")), name);
}
