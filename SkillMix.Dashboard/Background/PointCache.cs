using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Background;

/// <summary>The points of the open store, read once and again only when gradings were added.</summary>
public sealed class PointCache(CurrentStore store) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private (string Key, PointTable Points, ILookup<(string Student, string Sample), string>? Runs) _last = (
        "",
        PointTable.Empty,
        null
    );

    /// <summary>All points as they are now.</summary>
    public async Task<PointTable> PointsAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(hasRuns: false, cancellationToken)).Points;

    /// <summary>All points, and the runs behind them.</summary>
    public async Task<(PointTable Points, ILookup<(string Student, string Sample), string> Runs)> WithRunsAsync(
        CancellationToken cancellationToken
    )
    {
        var (_, points, runs) = await ReadAsync(hasRuns: true, cancellationToken);
        return (points, runs!);
    }

    private async Task<(
        string Key,
        PointTable Points,
        ILookup<(string Student, string Sample), string>? Runs
    )> ReadAsync(bool hasRuns, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            // Path, version and points are of one store, even where another is opened while they are read.
            var open = store.Now;
            var key = $"{open.File.Path} {await open.Runs.VersionAsync(cancellationToken)}";
            if (key != _last.Key)
            {
                _last = (key, await open.Runs.PointsAsync(cancellationToken), null);
            }

            if (hasRuns && _last.Runs is null)
            {
                _last.Runs = await open.Runs.RunsBehindAsync(cancellationToken);
            }

            return _last;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();
}
