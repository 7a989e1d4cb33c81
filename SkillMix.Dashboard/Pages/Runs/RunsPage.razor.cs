using Microsoft.AspNetCore.Components;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Runs;

/// <summary>All runs of the store, the newest first, as they go on.</summary>
public sealed partial class RunsPage : LivePage
{
    private readonly Dictionary<Guid, RunLine> _known = [];
    private string _path = "";
    private IReadOnlyList<RunLine>? _lines;

    [Inject]
    public required RunDesk Desk { get; init; }

    private string Title =>
        _lines?.Count(line => line.Standing.Holder is not null) is > 0 and var running
            ? $"{running} running · Runs · SkillMix"
            : "Runs · SkillMix";

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var open = Store.Now;
        if (_path != open.File.Path)
        {
            _known.Clear();
            _path = open.File.Path;
        }

        var lines = new List<RunLine>();
        foreach (var run in (await open.Runs.RunsAsync(cancellationToken)).Reverse())
        {
            // A run that nobody works on is read once.
            if (!_known.TryGetValue(run.Id, out var line) || line.IsMoving || line.Standing.Run.State != run.State)
            {
                line = _known[run.Id] = await RunLine.ReadAsync(open.Runs, run, line?.Asked, Clock, cancellationToken);
            }

            lines.Add(line);
        }

        _lines = lines;
    }

    private static string Spent(Spending spent) =>
        spent.Usd > 0 ? RunWords.Usd(spent.Usd)
        : spent.Tokens > 0 ? $"{spent.Tokens:N0} tokens"
        : "–";

    protected override void Forget() => _known.Clear();
}
