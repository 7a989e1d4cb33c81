using Microsoft.AspNetCore.Components;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Curves;

/// <summary>The choices of a page that measures. Every choice is an address.</summary>
public sealed partial class MeasureBar : ComponentBase
{
    /// <summary>What there is to choose from.</summary>
    [Parameter, EditorRequired]
    public required MeasureOffers Offers { get; set; }

    /// <summary>What the address says.</summary>
    [Parameter, EditorRequired]
    public required MeasureChoices Asked { get; set; }

    /// <summary>What is shown: the address with its open choices filled in.</summary>
    [Parameter, EditorRequired]
    public required MeasureChoices Choices { get; set; }

    /// <summary>The page's address with other choices.</summary>
    [Parameter, EditorRequired]
    public required Func<MeasureChoices, string> UrlOf { get; set; }

    /// <summary>Left-out skills that no tuple of what is shown asks for.</summary>
    [Parameter]
    public IReadOnlyList<string> Unasked { get; set; } = [];

    /// <summary>Lets one choose k.</summary>
    [Parameter]
    public bool ShowsKs { get; set; }

    /// <summary>Lets one choose students, settings and rules.</summary>
    [Parameter]
    public bool ShowsStudents { get; set; } = true;

    /// <summary>Lets one choose graders.</summary>
    [Parameter]
    public bool ShowsGraders { get; set; } = true;

    /// <summary>Lets one choose how generations become one number.</summary>
    [Parameter]
    public bool ShowsGenerations { get; set; } = true;

    /// <summary>Lets one choose what intervals speak of; as generations where nothing is said.</summary>
    [Parameter]
    public bool? ShowsIntervals { get; set; }

    /// <summary>Lines of the page's own, above the others.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Rules of the page's own.</summary>
    [Parameter]
    public RenderFragment? Extra { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>An address that keeps open what the address left open, except for what was changed.</summary>
    private string Url(MeasureChoices changed) =>
        UrlOf(
            Asked with
            {
                Students = ReferenceEquals(changed.Students, Choices.Students) ? Asked.Students : changed.Students,
                Graders = ReferenceEquals(changed.Graders, Choices.Graders) ? Asked.Graders : changed.Graders,
                Settings = ReferenceEquals(changed.Settings, Choices.Settings) ? Asked.Settings : changed.Settings,
                Ks = ReferenceEquals(changed.Ks, Choices.Ks) ? Asked.Ks : changed.Ks,
                Options = changed.Options,
            }
        );

    private void Go(MetricOptions options) => Navigation.NavigateTo(UrlOf(Asked with { Options = options }));

    private void LeaveOut(string? skill)
    {
        if (!string.IsNullOrEmpty(skill))
        {
            Go(Asked.Options with { LeaveOut = [.. Asked.Options.LeaveOut, skill] });
        }
    }

    private static IReadOnlyList<T> Toggled<T>(IReadOnlyList<T> list, T item) =>
        list.Contains(item) ? [.. list.Where(other => !Equals(other, item))] : [.. list, item];

    private static string? Is(bool isChosen) => isChosen ? "true" : null;

    private static T Enum<T>(ChangeEventArgs change)
        where T : struct, Enum => System.Enum.TryParse<T>(change.Value as string, out var value) ? value : default;

    private static int? PositiveOrNone(ChangeEventArgs change) =>
        SkillMixUrls.ReadNumber(change.Value as string) is > 0 and var number ? number : null;

    private static int? TurnOf(ChangeEventArgs change) =>
        SkillMixUrls.ReadNumber(change.Value as string) is >= 0 and var turn ? turn : null;

    private static string TurnWord(int turn) =>
        turn switch
        {
            0 => "draft",
            1 => "revision",
            _ => $"turn {turn + 1}",
        };
}
