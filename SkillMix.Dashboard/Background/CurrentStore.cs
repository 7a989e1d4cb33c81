using SkillMix.Core.Browse;
using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Commands;

namespace SkillMix.Dashboard.Background;

/// <summary>The store that the dashboard shows: one's own, or the sample store where there is none yet.</summary>
public sealed class CurrentStore : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private OpenStore _open;

    public CurrentStore(DashboardOptions options, TimeProvider clock)
    {
        _clock = clock;
        OwnPath = CommonOptions.StorePath(options.Db);
        var isNamed = options.Db is not null || Environment.GetEnvironmentVariable("SKILLMIX_DB") is { Length: > 0 };
        var isSample = !isNamed && !System.IO.File.Exists(OwnPath);

        // Once, at the start, before anything else runs: whoever needs the store needs it open.
        _open = Task.Run(() => OpenAsync(isSample ? SamplePath() : OwnPath, isSample)).GetAwaiter().GetResult();
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
    /// <exception cref="StoreException">It cannot be opened; the one before stays open.</exception>
    public Task SwitchToOwnAsync() => SwitchToAsync(OwnPath, isSample: false);

    /// <summary>Opens the sample store.</summary>
    /// <exception cref="StoreException">It cannot be opened; the one before stays open.</exception>
    public Task SwitchToSampleAsync() => SwitchToAsync(SamplePath(), isSample: true);

    /// <summary>Tells the pages how far the sample study is.</summary>
    public void Report(RunProgress? progress)
    {
        Making = progress;
        Changed?.Invoke();
    }

    public void Dispose()
    {
        _open.Dispose();
        _opening.Dispose();
    }

    private async Task SwitchToAsync(string path, bool isSample)
    {
        await _opening.WaitAsync();
        try
        {
            if (path == _open.File.Path)
            {
                return;
            }

            // The one before stays open for pages that are still reading from it; its connections close as they finish.
            _open = await OpenAsync(path, isSample);
        }
        finally
        {
            _opening.Release();
        }

        Changed?.Invoke();
    }

    private async Task<OpenStore> OpenAsync(string path, bool isSample)
    {
        var file = OpenFile(path);
        var runs = new SqliteRunStore(file, _clock);
        if (!file.IsReadOnly)
        {
            await runs.KeepPublishedAsync(PublishedPointsReader.BuiltIn(), CancellationToken.None);
        }

        return new(file, runs, new SqliteGenerationIndex(file, _clock), isSample);
    }

    /// <summary>A store that may not be written, such as one on a read-only disk, can still be looked at.</summary>
    private static StoreFile OpenFile(string path)
    {
        try
        {
            return StoreFile.Open(path, StoreAccess.Create);
        }
        catch (StoreException problem)
            when (problem.Problem == StoreProblem.NotPermitted && System.IO.File.Exists(path))
        {
            return StoreFile.Open(path, StoreAccess.ReadOnly);
        }
    }

    private static string SamplePath()
    {
        var data = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.Create
        );
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(data, "skillmix"));
        return System.IO.Path.Combine(folder.FullName, $"sample-{SampleStudy.Version}.db");
    }

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
