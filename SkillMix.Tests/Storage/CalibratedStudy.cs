using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;

namespace SkillMix.Tests.Storage;

/// <summary>
/// One student, ten tuples at k = 2 and ten at k = 3, three graders, and a queue of all of them. At k = 2 graders see full marks in eight
/// and two people in six; at k = 3 graders see them in six, and nobody has labelled any. Nothing is simulated.
/// </summary>
internal static class CalibratedStudy
{
    public const string Queue = "all of them";

    /// <summary>Holds the tuples on which graders differ: the first at k = 2.</summary>
    public const string Disputed = "disputed";

    private const int Tuples = 10;

    public static Annotator Ana { get; } = new(Guid.Parse("0190a000-0000-7000-8000-000000000001"), "Ana");

    public static Annotator Ben { get; } = new(Guid.Parse("0190a000-0000-7000-8000-000000000002"), "Ben");

    /// <summary>Writes it into a new store.</summary>
    /// <returns>Public ids of the queue drawn by chance and of the one that is not.</returns>
    public static async Task<(Guid Queue, Guid Disputed)> KeepAsync(StoreFile file)
    {
        await WriteAsync(new SqliteRunStore(file, TimeProvider.System));
        var book = new AnnotationBook(file, TimeProvider.System);
        var queue = await MakeAsync(
            book,
            new()
            {
                Name = Queue,
                Budget = 4 * Tuples,
                TwiceShare = 1,
            }
        );
        var disputed = await MakeAsync(book, new() { Name = Disputed, Selection = QueueSelection.Disagreements });
        await LabelAsync(book, queue);
        return (queue, disputed);
    }

    private static async Task WriteAsync(SqliteRunStore runs)
    {
        string[] graders = ["a", "b", "c"];
        var specs = graders.Select(StudyWriter.SpecOf).ToList();
        var two = StudyWriter.Sample(k: 2, Tuples);
        var three = StudyWriter.Sample(k: 3, Tuples);
        var run = await StudyWriter.OpenAsync(runs, two, gradings: specs);
        await runs.KeepSampleAsync(three, default);
        foreach (var (sample, met) in new[] { (two, 8), (three, 6) })
        {
            for (var tuple = 0; tuple < Tuples; tuple++)
            {
                var text = StudyWriter.Text(sample, tuple);
                var points = (tuple < met ? "1" : "0").PadRight(sample.Spec.K + 3, '1');
                var strict = sample == two && tuple == 0 ? "0" + points[1..] : points;
                await runs.CommitAsync(
                    run,
                    [text],
                    [.. specs.Select(spec => StudyWriter.Grade(text, spec == specs[2] ? strict : points, spec))],
                    default
                );
            }
        }
    }

    private static async Task<Guid> MakeAsync(AnnotationBook book, QueueSpec spec)
    {
        var pool = await book.PoolAsync(GenerationFilter.All, QueueUnit.Tuple, PanelSpec.Default, false, default);
        return await book.MakeAsync(
            QueueBuilder.Build(spec, pool.Units),
            PanelSpec.Default with
            {
                Graders = pool.Graders,
            },
            default
        );
    }

    /// <summary>
    /// Both say of two texts with full marks that the first skill is missing, and of the others what the graders say. On the second
    /// skill of one text that has no full marks anyway they differ.
    /// </summary>
    private static async Task LabelAsync(AnnotationBook book, Guid queue)
    {
        const int K = 2;
        var items = (await book.ItemsAsync(queue, default)).Where(item => Full(item, K) || IsK(item, K)).ToList();
        var full = items.Where(item => Full(item, K)).ToList();
        var other = items.Except(full).ToList();
        foreach (var item in items)
        {
            var lost = full.IndexOf(item) is 0 or 1 || other.Contains(item);
            await CompleteAsync(book, item, Ana, lost ? "0111" : "1111");
            await CompleteAsync(
                book,
                item,
                Ben,
                item == other[0] ? "0011"
                    : lost ? "0111"
                    : "1111"
            );
        }
    }

    private static bool Full(QueueItem item, int k) => item.Texts[0].Met == (1 << (k + 3)) - 1;

    /// <summary>A text without full marks misses the first skill alone, so that what it has says its k.</summary>
    private static bool IsK(QueueItem item, int k) => item.Texts[0].Met == (1 << (k + 3)) - 2;

    /// <summary>A person decides the first text of an item, mark by mark, and is done with it.</summary>
    public static Task CompleteAsync(AnnotationBook book, QueueItem item, Annotator who, string marks) =>
        book.KeepAsync(
            [
                .. marks.Select(
                    (mark, position) =>
                        Event(item, who, DecisionKind.Decide) with
                        {
                            Position = position,
                            Judgement = mark == '1' ? Judgement.Met : Judgement.NotMet,
                        }
                ),
                Event(item, who, DecisionKind.Complete),
            ],
            null,
            default
        );

    private static Decision Event(QueueItem item, Annotator who, DecisionKind kind) =>
        new()
        {
            Key = Guid.NewGuid().ToString("N"),
            Kind = kind,
            Item = item.Id,
            Generation = item.Texts[0].Generation,
            Turn = item.Texts[0].Turn,
            Annotator = who,
            Saw = Sight.Blind,
        };
}
