using System.Text;
using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Exchange;
using SkillMix.Core.Metrics;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Tests.ChatModels;

namespace SkillMix.Tests.Storage;

/// <summary>A store of two short texts, "One short text." on tuples 0 and 1, k = 2, and a queue of both.</summary>
internal sealed class SmallQueue : IDisposable
{
    public const string Name = "both";

    public static readonly Annotator Ana = new(Guid.Parse("0190a000-0000-7000-8000-000000000001"), "Ana");
    public static readonly Annotator Ben = new(Guid.Parse("0190a000-0000-7000-8000-000000000002"), "Ben");

    private static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, 123, TimeSpan.Zero);

    private readonly TemporaryFolder _folder;
    private int _events;

    private SmallQueue(TemporaryFolder folder, StoreFile file) =>
        (_folder, File, Book) = (folder, file, new(file, Clock));

    public StoreFile File { get; }

    /// <summary>What the book's time is by.</summary>
    public ManualClock Clock { get; } = new();

    public AnnotationBook Book { get; }

    /// <summary>The queue's items, in its order; as they were when it was made.</summary>
    public IReadOnlyList<QueueItem> Items { get; private set; } = [];

    public Guid Queue => Items[0].Queue;

    public static async Task<SmallQueue> MakeAsync(
        QueueSelection selection = QueueSelection.Probability,
        string text = "One short text."
    )
    {
        var folder = new TemporaryFolder();
        var small = new SmallQueue(folder, folder.NewStore());
        var runs = new SqliteRunStore(small.File, new ManualClock());
        var sample = StudyWriter.Sample(k: 2, count: 3);
        var run = await StudyWriter.OpenAsync(runs, sample);
        // An own run would have to say how it asked, before it can be merged.
        small.Execute($"UPDATE runs SET origin = {(int)RunOrigin.Imported}");
        foreach (var tuple in (int[])[0, 1])
        {
            var written = StudyWriter.Text(sample, tuple, text: text);
            await runs.CommitAsync(run, [written], [StudyWriter.Grade(written, "11111")], default);
        }

        var pool = await small.Book.PoolAsync(GenerationFilter.All, QueueUnit.Tuple, PanelSpec.Default, false, default);
        var queue = await small.Book.MakeAsync(
            QueueBuilder.Build(
                new()
                {
                    Name = Name,
                    Selection = selection,
                    TwiceShare = 0,
                },
                pool.Units
            ),
            PanelSpec.Default with
            {
                Graders = pool.Graders,
            },
            default
        );
        small.Items = await small.Book.ItemsAsync(queue, default);
        return small;
    }

    /// <summary>A copy of the store as it is now, for people who work elsewhere.</summary>
    public async Task<SmallQueue> CopyAsync()
    {
        var folder = new TemporaryFolder();
        Execute($"VACUUM INTO '{folder.File()}'");
        return new(folder, StoreFile.Open(folder.File(), StoreAccess.ReadWrite))
        {
            Items = await Book.ItemsAsync(Queue, default),
        };
    }

    /// <summary>An event of Ana's on the first item, a second after the one before.</summary>
    public Decision Event(DecisionKind kind, int? position = null, Judgement? judgement = null) =>
        new()
        {
            Key = $"{kind} {++_events}",
            Kind = kind,
            Item = Items[0].Id,
            Generation = Items[0].Texts[0].Generation,
            Turn = 1,
            Position = position,
            Judgement = judgement,
            Annotator = Ana,
            Saw = Sight.Blind,
            Created = Start.AddSeconds(_events),
        };

    public Task KeepAsync(params Decision[] decisions) => Book.KeepAsync(decisions, null, default);

    /// <summary>Everything that people decided, as a file.</summary>
    public async Task<string> WrittenAsync(TableForm form)
    {
        using var file = new MemoryStream();
        await DecisionFile.WriteAsync(
            await Book.LinesAsync(new DecisionScope.Everything(), default),
            form,
            file,
            default
        );
        return Encoding.UTF8.GetString(file.ToArray());
    }

    public Task<DecisionReport> TakeInAsync(string text, string? queue = null) =>
        Book.TakeInAsync(DecisionFile.Read(text, "file"), queue, default);

    public void Execute(string statements)
    {
        using var connection = File.OpenConnection();
        connection.Execute(statements);
    }

    public void Dispose()
    {
        File.Dispose();
        _folder.Dispose();
    }
}
