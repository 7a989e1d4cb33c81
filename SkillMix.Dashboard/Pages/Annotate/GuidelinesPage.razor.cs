using Microsoft.AspNetCore.Components;
using SkillMix.Core.Annotation;
using SkillMix.Core.Grading;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>How each kind of criterion is to be judged, and how that was said before.</summary>
public sealed partial class GuidelinesPage : UrlPage
{
    private IReadOnlyList<Guideline> _versions = [];
    private bool _isOwner;
    private CriterionKind? _edited;
    private string _text = "";
    private string? _problem;

    [Inject]
    public required CurrentPerson Person { get; init; }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _isOwner = await Person.FindAsync() is { IsOwner: true };
        _versions = await Store.Now.Annotation.GuidelineVersionsAsync(cancellationToken);
    }

    private void Edit(Guideline guideline) => (_edited, _text, _problem) = (guideline.Kind, guideline.Text, null);

    private async Task SaveAsync()
    {
        try
        {
            await Store.Now.Annotation.WriteGuidelineAsync(_edited!.Value, _text, CancellationToken.None);
            _edited = null;
            await ReloadAsync();
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            _problem = problem.Message;
        }
    }
}
