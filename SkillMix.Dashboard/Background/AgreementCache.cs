using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Background;

/// <summary>
/// Agreement in the open store, computed once for each queue and cut, and again only when gradings or decisions were added: the
/// bootstrap takes longer than a page should.
/// </summary>
public sealed class AgreementCache(CurrentStore store) : IDisposable
{
    private readonly SemaphoreSlim _computing = new(1, 1);
    private readonly Dictionary<Guid, AgreementReport> _reports = [];
    private readonly Dictionary<(Guid Queue, AgreementCut Cut), IReadOnlyList<AgreementLine>> _lines = [];
    private string _version = "";

    /// <summary>Agreement as it is now.</summary>
    /// <param name="queue">Public id of the queue; null for all texts that people judged.</param>
    /// <param name="cut">By what the lines part the criteria.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public async Task<(AgreementReport Report, IReadOnlyList<AgreementLine> Lines)> OfAsync(
        Guid? queue,
        AgreementCut cut,
        CancellationToken cancellationToken
    )
    {
        await _computing.WaitAsync(cancellationToken);
        try
        {
            // Path, version and texts are of one store, even where another is opened while they are read.
            var open = store.Now;
            var version =
                $"{open.File.Path} {await open.Runs.VersionAsync(cancellationToken)} {await open.Annotation.VersionAsync(cancellationToken)}";
            if (version != _version)
            {
                _reports.Clear();
                _lines.Clear();
                _version = version;
            }

            var name = queue ?? Guid.Empty;
            if (!_reports.TryGetValue(name, out var report))
            {
                var criteria = await CriteriaAsync(open, queue, cancellationToken);
                _reports[name] = report = await Task.Run(() => AgreementReport.Of(criteria), cancellationToken);
            }

            if (!_lines.TryGetValue((name, cut), out var lines))
            {
                var criteria = report.Criteria;
                _lines[(name, cut)] = lines = await Task.Run(() => AgreementLine.By(criteria, cut), cancellationToken);
            }

            return (report, lines);
        }
        finally
        {
            _computing.Release();
        }
    }

    public void Dispose() => _computing.Dispose();

    private static async Task<RatedCriteria> CriteriaAsync(
        OpenStore open,
        Guid? queue,
        CancellationToken cancellationToken
    ) =>
        queue is { } id
            ? RatedCriteria.Of(await open.Annotation.MeasuredAsync(id, cancellationToken))
            : RatedCriteria.Of(
                await open.Annotation.JudgedAsync(PanelSpec.Default, cancellationToken),
                PanelSpec.Default,
                (await open.Annotation.QueuesAsync(cancellationToken)).Any(one => one.Spec.EndsEarly)
            );
}
