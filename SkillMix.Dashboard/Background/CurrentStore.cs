using SkillMix.Core.Browse;
using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Background;

/// <summary>The store that the dashboard shows: one's own, or the sample store where there is none yet.</summary>
public sealed class CurrentStore : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly Lock _opening = new();
    private OpenStore _open;

    public CurrentStore(DashboardOptions options, TimeProvider clock)
    {
        _clock = clock;
        OwnPath = System.IO.Path.GetFullPath(
            options.Db ?? Environment.GetEnvironmentVariable("SKILLMIX_DB") ?? "skillmix.db"
        );
        var isNamed = options.Db is not null || Environment.GetEnvironmentVariable("SKILLMIX_DB") is not null;
        _open =
            isNamed || System.IO.File.Exists(OwnPath)
                ? Open(OwnPath, isSample: false)
                : Open(SamplePath(), isSample: true);
    }

    /// <summary>Where one's own store is, or would be.</summary>
    public string OwnPath { get; }

    /// <summary>The open store's file.</summary>
    public string Path => _open.File.Path;

    /// <summary>The open store is the sample store: everything in it is simulated.</summary>
    public bool IsSample => _open.IsSample;

    /// <summary>The open store's file, for questions that only this page asks.</summary>
    public StoreFile File => _open.File;

    /// <summary>Runs, points and models.</summary>
    public SqliteRunStore Runs => _open.Runs;

    /// <summary>Lists, search and single generations.</summary>
    public IGenerationIndex Index => _open.Index;

    /// <summary>Another store was opened, or the sample study went on.</summary>
    public event Action? Changed;

    /// <summary>How far the sample study is; null where it is not being made.</summary>
    public RunProgress? Making { get; private set; }

    /// <summary>Opens one's own store, and makes it where there is none.</summary>
    public void SwitchToOwn() => SwitchTo(OwnPath, isSample: false);

    /// <summary>Opens the sample store.</summary>
    public void SwitchToSample() => SwitchTo(SamplePath(), isSample: true);

    /// <summary>Tells the pages how far the sample study is.</summary>
    public void Report(RunProgress? progress)
    {
        Making = progress;
        Changed?.Invoke();
    }

    public void Dispose() => _open.Dispose();

    private void SwitchTo(string path, bool isSample)
    {
        lock (_opening)
        {
            if (path == _open.File.Path)
            {
                return;
            }

            // The one before stays open for pages that are still reading from it; its connections close as they finish.
            _open = Open(path, isSample);
        }

        Changed?.Invoke();
    }

    private OpenStore Open(string path, bool isSample)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var file = StoreFile.Open(path, StoreAccess.Create);
        var runs = new SqliteRunStore(file, _clock);
        runs.KeepPublishedAsync(PublishedPointsReader.BuiltIn(), CancellationToken.None).GetAwaiter().GetResult();
        return new(file, runs, new SqliteGenerationIndex(file, _clock), isSample);
    }

    private static string SamplePath() =>
        System.IO.Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.Create
            ),
            "skillmix",
            "sample-2.db"
        );

    private sealed record OpenStore(StoreFile File, SqliteRunStore Runs, IGenerationIndex Index, bool IsSample)
        : IDisposable
    {
        public void Dispose()
        {
            Runs.Dispose();
            File.Dispose();
        }
    }
}
