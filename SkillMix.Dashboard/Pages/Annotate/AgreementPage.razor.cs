using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>How far people and graders agree, where they do not, and what the graders are worth as instruments.</summary>
public sealed partial class AgreementPage : UrlPage
{
    private AgreementView _view = new();
    private AgreementResult? _result;
    private IReadOnlyList<StandIn> _standIns = [];
    private OpenCell? _cell;

    private RatedCriteria Criteria => _result!.Criteria;

    protected override void Forget() => _result = null;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _view = SkillMixUrls.ReadAgreement(Navigation.Uri);
        try
        {
            var result = await AgreementResult.ReadAsync(
                _view,
                new AnnotationBook(Store.File, Clock),
                _result,
                cancellationToken
            );
            cancellationToken.ThrowIfCancellationRequested();
            _result = result;
            _standIns = StandIn.Of(result.Criteria, _view.Epsilon);
            _cell = OpenCell.Of(result.Criteria, _view);
        }
        catch when (!cancellationToken.IsCancellationRequested)
        {
            _result = null;
            throw;
        }
    }

    /// <summary>Another queue has other raters and parts, so that nothing stays open.</summary>
    private string UrlOf(Guid? queue) => SkillMixUrls.Agreement(_view.Closed() with { Queue = queue });
}
