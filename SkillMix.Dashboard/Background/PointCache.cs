using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Background;

/// <summary>The points of the open store, read once and again only when gradings were added.</summary>
public sealed class PointCache(CurrentStore store) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private (string Key, PointTable Points) _last = ("", PointTable.Empty);

    /// <summary>All points as they are now.</summary>
    public async Task<PointTable> PointsAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var key = $"{store.Path} {await store.Runs.VersionAsync(cancellationToken)}";
            if (key != _last.Key)
            {
                _last = (key, await store.Runs.PointsAsync(cancellationToken));
            }

            return _last.Points;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();
}
