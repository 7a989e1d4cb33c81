using System.Globalization;
using Microsoft.AspNetCore.Components;
using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;
using SkillMix.Core.Metrics;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.Figures;

namespace SkillMix.Dashboard.Pages.Figures;

/// <summary>The figure studio: one figure, on paper at true size and on screen to look into.</summary>
public sealed partial class FiguresPage : UrlPage
{
    /// <summary>A figure that is wider, in inches, has the whole window to itself.</summary>
    private const double WidestBeside = 5.6;

    private FigureSpec? _spec;
    private MeasureOffers? _offers;
    private IReadOnlyList<QueueSummary> _queues = [];
    private IReadOnlyList<SavedFigure> _saved = [];
    private MadeFigure? _made;
    private string? _picture;
    private string? _missing;

    [Inject]
    public required PointCache Points { get; init; }

    /// <summary>What is measured, also where no figure came of it.</summary>
    private MeasureChoices Choices => _made?.Choices ?? _offers!.Complete(_spec!.Choices);

    /// <summary>Of the paper, in inches.</summary>
    private double Height =>
        _made is null ? _spec!.Style.Height ?? 0 : FigureLayout.Sized(_made.Figure, _spec!.Style).Height!.Value;

    /// <summary>Room for what stands upright, and for a legend that grows with its names.</summary>
    private int ScreenHeight
    {
        get
        {
            const int Plot = 400;
            const int Line = 22;
            var figure = _made!.Figure;
            var upright =
                figure.Cells is not null ? figure.Y.TickTexts?.Count ?? 0
                : figure.IsSideways ? figure.X.TickTexts?.Count ?? 0
                : 0;
            var legend = figure.Traces.Sum(trace => 45 + (7 * trace.Name.Length)) / 700;
            return Math.Max(Plot, 140 + (Line * upright)) + (Line * legend);
        }
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        // What the address says comes first: a choice that is made while something is measured builds on it, and is not overwritten.
        var spec = _spec = SkillMixUrls.ReadFigure(Address);
        var open = Store.Now;
        var (points, runs) = await Points.WithRunsAsync(cancellationToken);
        var offers = MeasureOffers.Of(points);
        var queues = await open.Annotation.QueuesAsync(cancellationToken);
        var saved = await open.Figures.AllAsync(cancellationToken);
        var (made, picture, missing) = ((MadeFigure?)null, (string?)null, (string?)null);
        if (points.Series.Count > 0)
        {
            try
            {
                made = await FigureReader.MakeAsync(
                    spec,
                    open,
                    points,
                    offers,
                    runs,
                    KeyOf(spec, offers),
                    cancellationToken
                );
                var svg = FigureFile.Of("figure.svg").Write(made);
                picture = "data:image/svg+xml;base64," + Convert.ToBase64String(svg);
            }
            catch (ArgumentException problem)
            {
                missing = problem.Message;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        (_offers, _queues, _saved) = (offers, queues, saved);
        (_made, _picture, _missing) = (made, picture, missing);
    }

    /// <summary>What is chosen counts at once; the address follows.</summary>
    private void Set(FigureSpec spec)
    {
        _spec = spec;
        StateHasChanged(); // the fields build their next choice on this one
        GoTo(SkillMixUrls.Figure(spec), replace: true);
    }

    private static Func<PointSource, string?> KeyOf(FigureSpec spec, MeasureOffers offers)
    {
        var graders = offers.Complete(spec.Choices).Graders;
        return source =>
            SkillMixUrls.Generations(
                new GenerationFilter
                {
                    Students = source.Student is { } student ? [student] : spec.Choices.Students,
                    Graders = source.Grader is { } grader ? [grader] : graders,
                    Ks = source.K is { } k ? [k] : spec.Choices.Ks,
                    Settings = source.Setting is { } setting ? [setting] : [],
                    Sample = source.Sample,
                    Skills = source.Skills,
                }
            );
    }

    private void Open(string url)
    {
        // What comes back from the browser must be one of the addresses that were given to it.
        if (
            _made?.Figure is { } figure
            && (
                figure.Traces.Any(trace => trace.Points.Any(point => point.Key == url))
                || figure.Cells?.Cells.Any(cell => cell.Key == url) is true
            )
        )
        {
            Navigation.NavigateTo(url);
        }
    }

    /// <summary>Another kind of figure of the same data, in a size and with a queue that it can be drawn with.</summary>
    private string UrlOf(FigureKind kind)
    {
        var spec = FigureChoices.As(_spec!, kind);
        return SkillMixUrls.Figure(
            spec with
            {
                Queue =
                    spec.Queue is null && FigureChoices.IsOfQueue(kind) && _queues is [var only] ? only.Id : spec.Queue,
                Style =
                    kind is FigureKind.Grid or FigureKind.Confusion
                    && spec.Style is { Height: null }
                    && spec.Style.Width.Equals(FigureStyle.Column.Width)
                        ? spec.Style with
                        {
                            Width = FigureStyle.Text.Width,
                        }
                        : spec.Style,
            }
        );
    }

    private static string Inches(double inches) => inches.ToString("0.###", CultureInfo.InvariantCulture);

    private static string FileMeaning(string ending) =>
        ending switch
        {
            "svg" => "Vectors with real text; the font is in it",
            "pdf" => "Vectors with the font embedded, exactly as large as said",
            "png" => "300 dots per inch",
            "tex" => "pgfplots source, to be set in the paper's own font",
            "csv" => "What is drawn, with n, standard error, interval, method and runs",
            _ => "The figure itself: 'skillmix figure --spec' draws it again",
        };
}
