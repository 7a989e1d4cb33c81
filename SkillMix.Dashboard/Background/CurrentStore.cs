using SkillMix.Core.Browse;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Background;

/// <summary>The store that the dashboard shows: one's own, or the sample store where there is none yet.</summary>
public sealed class CurrentStore : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly string? _samplePath;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private OpenStore _open;
    private RunProgress? _making;
    private string? _failure;

    public CurrentStore(DashboardOptions options, TimeProvider clock)
    {
        _clock = clock;
        _samplePath = options.SampleDb;
        OwnPath = StorePath.Of(options.Db);
        var isSample = !StorePath.IsNamed(options.Db) && !System.IO.File.Exists(OwnPath);
        _open = Open(isSample ? SamplePath() : OwnPath, isSample);
    }

    /// <summary>Where one's own store is, or would be.</summary>
    public string OwnPath { get; }

    /// <summary>The open store. Who asks it more than one question takes it once: another may be opened in between.</summary>
    public OpenStore Now => _open;

    /// <summary>The open store's file.</summary>
    public string Path => _open.File.Path;

    /// <summary>The open store is the sample store: everything in it is simulated.</summary>
    public bool IsSample => _open.IsSample;

    /// <summary>The open store can be looked at, and nothing in it can be changed.</summary>
    public bool IsReadOnly => _open.File.IsReadOnly;

    /// <summary>The open store's file, for questions that only this page asks.</summary>
    public StoreFile File => _open.File;

    /// <summary>Runs, points and models.</summary>
    public SqliteRunStore Runs => _open.Runs;

    /// <summary>Lists, search and single generations.</summary>
    public IGenerationIndex Index => _open.Index;

    /// <summary>Another store was opened, or the sample study went on.</summary>
    public event Action? Changed;

    /// <summary>How far the sample study is; null where it is not being made, or another store is shown meanwhile.</summary>
    public RunProgress? Making => IsSample ? _making : null;

    /// <summary>Why the sample study could not be made, in one sentence; null where it could, or another store is shown.</summary>
    public string? MakingFailure => IsSample ? _failure : null;

    /// <summary>Opens one's own store, and makes it where there is none.</summary>
    /// <exception cref="StoreException">It cannot be opened; the one before stays open.</exception>
    public Task SwitchToOwnAsync() => SwitchToAsync(() => OwnPath, isSample: false);

    /// <summary>Opens the sample store.</summary>
    /// <exception cref="StoreException">It cannot be opened; the one before stays open.</exception>
    public Task SwitchToSampleAsync() => SwitchToAsync(SamplePath, isSample: true);

    /// <summary>Tells the pages how far the sample study is.</summary>
    /// <param name="progress">Null where it is not being made any more.</param>
    /// <param name="failure">Why it could not be made.</param>
    public void Report(RunProgress? progress, string? failure = null)
    {
        _failure = failure;
        _making = progress;
        Changed?.Invoke();
    }

    /// <summary>Tells the pages that there is news in the open store, such as the end of a run.</summary>
    public void Tell() => Changed?.Invoke();

    /// <summary>Forgets that the sample study could not be made, so that it is tried again.</summary>
    public void TryMakingAgain() => Report(null);

    public void Dispose()
    {
        _open.Dispose();
        _opening.Dispose();
    }

    private async Task SwitchToAsync(Func<string> path, bool isSample)
    {
        await _opening.WaitAsync();
        try
        {
            var wanted = path();
            if (wanted == _open.File.Path)
            {
                return;
            }

            var former = _open;
            _open = await Task.Run(() => Open(wanted, isSample));
            _failure = null;
            former.Dispose();
        }
        finally
        {
            _opening.Release();
        }

        Changed?.Invoke();
    }

    private OpenStore Open(string path, bool isSample)
    {
        var file = OpenFile(path);
        return OpenStore.Of(file, _clock, isSample);
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

    private string SamplePath()
    {
        if (_samplePath is not null)
        {
            return System.IO.Path.GetFullPath(_samplePath);
        }

        var data = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.Create
        );
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(data, "skillmix"));
        return System.IO.Path.Combine(folder.FullName, $"sample-{SampleStudy.Version}.db");
    }
}
