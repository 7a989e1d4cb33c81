using System.Globalization;
using Microsoft.AspNetCore.Components;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Core.Runs;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Anchors;

/// <summary>Frozen sets of texts, the occasions on which they were graded, and the verdicts that flipped between two of them.</summary>
public sealed partial class AnchorsPage : UrlPage
{
    private AnchorsView _view = new();
    private IReadOnlyList<AnchorSet>? _sets;
    private AnchorSet? _set;
    private IReadOnlyList<AnchorHistory> _histories = [];
    private AnchorHistory? _history;
    private GraderDrift? _drift;
    private IReadOnlyList<(AnchorPlace Text, int Times)> _listed = [];

    /// <summary>The first occasion against the last, and each against the next.</summary>
    private IEnumerable<(int From, int To)> Pairs =>
        _history!
            .Occasions.Zip(_history.Occasions.Skip(1), (from, to) => (from.Number, to.Number))
            .Prepend((_history.Occasions[0].Number, _history.Occasions[^1].Number));

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _view = SkillMixUrls.ReadAnchors(Navigation.Uri);
        var book = Store.Now.Runs.Anchors;
        var sets = await book.SetsAsync(cancellationToken);
        var set = sets.FirstOrDefault(one => _view.Set is null || one.Name == _view.Set);
        var histories = set is null ? [] : await AnchorHistory.ReadAsync(book, set, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        (_sets, _set, _histories) = (sets, set, histories);
        _history = histories.FirstOrDefault(history =>
            history.Spec.Id.StartsWith(_view.GradingSpec ?? "", StringComparison.Ordinal)
        );
        _drift = DriftOf(_history);
        _listed = _drift is null ? [] : Listed(_drift);
    }

    private GraderDrift? DriftOf(AnchorHistory? history)
    {
        if (history is null || history.Occasions.Count < 2)
        {
            return null;
        }

        var from = _view.From ?? history.Occasions[0].Number;
        var to = _view.To ?? history.Occasions[^1].Number;
        return
            from < to
            && history.Occasions.Any(occasion => occasion.Number == from)
            && history.Occasions.Any(occasion => occasion.Number == to)
            ? history.Between(from, to)
            : null;
    }

    private List<(AnchorPlace Text, int Times)> Listed(GraderDrift drift) =>
        [
            .. DriftWords
                .Lines(drift)
                .Where(line => line.Name == _view.Flips)
                .SelectMany(line => _view.ShowsLost ? line.Flips.LostAt : line.Flips.GainedAt)
                .CountBy(position => position)
                .Select(text => (_set!.Texts[text.Key], text.Value)),
        ];

    /// <summary>A count that leads to its texts; a plain 0 where there are none.</summary>
    private RenderFragment Count(string line, int flips, bool isLost) =>
        builder =>
        {
            if (flips == 0)
            {
                builder.AddContent(0, "0");
                return;
            }

            var view = Of(_history!) with { From = _drift!.From, To = _drift.To, Flips = line, ShowsLost = isLost };
            builder.OpenElement(1, "a");
            builder.AddAttribute(2, "href", SkillMixUrls.Anchors(view));
            builder.AddAttribute(
                3,
                "aria-label",
                $"{flips} of {line}, {(isLost ? "met to not met" : "not met to met")}"
            );
            builder.AddContent(4, flips.ToString(CultureInfo.InvariantCulture));
            builder.CloseElement();
        };

    private AnchorsView Of(AnchorHistory history) => new(_set!.Name, history.Spec.Id[..12]);

    private string ChipOf(AnchorHistory history) =>
        _histories.Count(other => other.Spec.Grader == history.Spec.Grader) == 1
            ? history.Spec.Grader
            : $"{history.Spec.Grader} ({history.Spec.Id[..8]})";

    private static string Day(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
