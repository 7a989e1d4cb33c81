using Microsoft.AspNetCore.Components;
using SkillMix.Dashboard.Background;

namespace SkillMix.Dashboard.Layout;

/// <summary>Says that what is shown is simulated, and leads to one's own store.</summary>
public sealed partial class StoreBanner : ComponentBase, IDisposable
{
    [Inject]
    public required CurrentStore Store { get; init; }

    protected override void OnInitialized() => Store.Changed += OnChanged;

    public void Dispose() => Store.Changed -= OnChanged;

    private void OnChanged() => _ = InvokeAsync(StateHasChanged);
}
