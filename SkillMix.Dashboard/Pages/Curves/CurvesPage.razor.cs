using Microsoft.AspNetCore.Components;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Pages.Curves;

/// <summary>Success against k, as figure and as table, with what has to be known to read them.</summary>
public sealed partial class CurvesPage
{
    /// <summary>Room for the curves and for a legend that grows with their names.</summary>
    private int FigureHeight
    {
        get
        {
            const int Curves = 400;
            const int LegendLine = 29;
            const int LineWidth = 1000;
            var width = Result!.Figure.Traces.Sum(trace => 45 + (7 * trace.Name.Length));
            return Curves + (LegendLine * (1 + (width / LineWidth)));
        }
    }

    private string MoreMetric =>
        View is null || MetricDefinition.Published.Contains(View.Metric) ? "" : MetricDefinition.JsonName(View.Metric);

    /// <summary>The same curves in the figure studio.</summary>
    private FigureSpec ForPaper =>
        new()
        {
            Choices = View!.Choices,
            Metric = View.Metric,
            Queue = View.People,
            ShowsPublished = View.ShowsPublished,
            PublishedStudents = View.PublishedStudents,
            ShowsUnscored = View.ShowsUnscored,
            ColourByStudent = View.ColourByStudent,
        };

    protected override CurvesView Read(string uri) => SkillMixUrls.ReadCurves(uri);

    protected override async Task<CurvesResult> MeasureAsync(
        CurvesView view,
        PointTable points,
        CancellationToken cancellationToken
    )
    {
        var open = Store.Now;
        var models = await open.Runs.ModelsAsync(cancellationToken);
        var published = await open.PublishedAsync(cancellationToken);
        var people = await PeopleAsync(open.Annotation, view.People, cancellationToken);
        return await Task.Run(() => CurvesResult.Of(view, points, models, published, people), cancellationToken);
    }

    private static async Task<PeopleChoice> PeopleAsync(
        AnnotationBook book,
        Guid? queue,
        CancellationToken cancellationToken
    )
    {
        var queues = await book.QueuesAsync(cancellationToken);
        return new(
            queues,
            queues.FirstOrDefault(one => one.Id == queue) is { } chosen
                ? await book.MeasuredAsync(chosen.Id, cancellationToken)
                : null
        );
    }

    private void ChoosePeople(ChangeEventArgs change) =>
        Navigation.NavigateTo(
            SkillMixUrls.Curves(View! with { People = SkillMixUrls.ReadGuid(change.Value as string) })
        );

    private void ChooseMetric(ChangeEventArgs change)
    {
        if (change.Value is string { Length: > 0 } name)
        {
            Navigation.NavigateTo(SkillMixUrls.Curves(View! with { Metric = MetricDefinition.Parse(name) }));
        }
    }

    private void Pool(ChangeEventArgs change)
    {
        var choices = View!.Choices;
        var options = choices.Options with { PoolSamples = change.Value is "pooled" };
        Navigation.NavigateTo(SkillMixUrls.Curves(View with { Choices = choices with { Options = options } }));
    }

    private bool IsPublished(string student) => Result!.Published.Any(point => point.Student == student);

    private string PublishedUrl(string student)
    {
        var shown = Result!.Published.Select(point => point.Student).Distinct();
        IReadOnlyList<string> wanted = IsPublished(student)
            ? [.. shown.Where(other => other != student)]
            : [.. shown, student];
        return SkillMixUrls.Curves(View! with { PublishedStudents = wanted, ShowsPublished = wanted.Count > 0 });
    }

    private void Open(string url)
    {
        // What comes back from the browser must be one of the addresses that were given to it.
        if (
            Result is not null
            && (
                Result.Links.Values.Contains(url)
                || Result.People?.Points.Any(point => MeasureText.GenerationsOf(point) == url) is true
            )
        )
        {
            Navigation.NavigateTo(url);
        }
    }
}
