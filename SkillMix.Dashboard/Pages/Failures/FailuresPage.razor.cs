using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Failures;

/// <summary>Which kind of criterion, and which skill, costs texts their full marks.</summary>
public sealed partial class FailuresPage
{
    private const int FewSkills = 30;
    private const int MostFigures = 12;

    private bool IsSimulated => Result!.Losses.Any(loss => loss.IsSimulated);

    private bool HasSettings => Result!.Losses.Any(loss => loss.Setting != Result.Losses[0].Setting);

    private bool HasGraders => Result!.Losses.Any(loss => loss.Grader != Result.Losses[0].Grader);

    /// <summary>What all lines have in common and so has no column.</summary>
    private string Common =>
        (HasSettings ? "" : $"; setting: {SettingWords.Of(Result!.Losses[0].Setting)}")
        + (HasGraders ? "" : $"; graded by {Result!.Losses[0].Grader}");

    private int Shown => View!.ShowsAllSkills ? int.MaxValue : FewSkills;

    protected override FailuresView Read(string uri) => SkillMixUrls.ReadFailures(uri);

    protected override async Task<FailuresResult> MeasureAsync(
        FailuresView view,
        PointTable points,
        CancellationToken cancellationToken
    )
    {
        var tags = await Store.Index.TagCountsAsync(cancellationToken);
        return await Task.Run(() => FailuresResult.Of(view, points) with { Tags = tags }, cancellationToken);
    }

    private void Open(string url)
    {
        // What comes back from the browser must be one of the addresses that were given to it.
        if (Result is not null && Result.Losses.Any(loss => FailuresResult.LinkOf(loss, Result.Choices) == url))
        {
            Navigation.NavigateTo(url);
        }
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
