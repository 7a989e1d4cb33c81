using Microsoft.AspNetCore.Components;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.About;

/// <summary>What the store holds and where it came from.</summary>
public sealed partial class AboutPage : UrlPage
{
    private IReadOnlyList<ImportFacts>? _imports;
    private bool _isStale;

    /// <summary>
    /// Handed over from the first HTML, because counting a large store twice would be felt. The reports of imports are read again:
    /// they can be longer than what a browser may hand back.
    /// </summary>
    [PersistentState]
    public StoreFacts? Facts { get; set; }

    private long Generations => Facts?.Count("generations") ?? 0;

    protected override void Forget() => _isStale = true;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var file = Store.File;
        var facts = Facts is null || _isStale ? await StoreFactsReader.ReadAsync(file, cancellationToken) : Facts;
        var imports = await StoreFactsReader.ImportsAsync(file, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        (Facts, _imports, _isStale) = (facts with { Imports = [] }, imports, false);
    }

    private static string Bytes(long bytes) =>
        bytes switch
        {
            >= 1 << 30 => $"{bytes / (double)(1 << 30):F2} GiB",
            >= 1 << 20 => $"{bytes / (double)(1 << 20):F1} MiB",
            >= 1 << 10 => $"{bytes / (double)(1 << 10):F1} KiB",
            _ => $"{bytes} bytes",
        };
}
