using Microsoft.AspNetCore.Components;
using SkillMix.Core.Browse;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.About;

/// <summary>What the store holds and where it came from.</summary>
public sealed partial class AboutPage : UrlPage
{
    private bool _isSwitching;

    /// <summary>Handed over from the first HTML: counting a large store twice would be felt.</summary>
    [PersistentState]
    public StoreFacts? Facts { get; set; }

    private long Generations => Facts?.Count("generations") ?? 0;

    protected override void Forget() => Facts = null;

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        Facts ??= await StoreFactsReader.ReadAsync(Store.File, cancellationToken);

    private Task ShowOwnAsync() => SwitchAsync(Store.SwitchToOwnAsync);

    private Task ShowSampleAsync() => SwitchAsync(Store.SwitchToSampleAsync);

    private async Task SwitchAsync(Func<Task> change)
    {
        _isSwitching = true;
        await change();
        Navigation.NavigateTo(SkillMixUrls.Home, forceLoad: true);
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
