using Microsoft.AspNetCore.Components;
using SkillMix.Core.Annotation;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>The queues of the store, how far they are, and who did what.</summary>
public sealed partial class AnnotatePage : UrlPage
{
    private IReadOnlyList<QueueSummary>? _queues;
    private Person? _person;

    [Inject]
    public required CurrentPerson Person { get; init; }

    [Inject]
    public required AnnotationNews News { get; init; }

    protected override async Task OnInitializedAsync()
    {
        News.Changed += OnNews;
        await base.OnInitializedAsync();
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _person = await Person.FindAsync();
        _queues = await Store.Now.Annotation.QueuesAsync(cancellationToken);
    }

    protected override void Forget() => _queues = null;

    protected override void Dispose(bool disposing)
    {
        News.Changed -= OnNews;
        base.Dispose(disposing);
    }

    private bool IsMine(QueueSummary queue) =>
        queue.Spec.Annotators.Count == 0 || queue.Spec.Annotators.Any(one => one.Id == _person?.Id);

    private static string Chosen(QueueSummary queue) =>
        queue.Spec.Selection switch
        {
            QueueSelection.Probability => "by chance",
            QueueSelection.Disagreements => "disagreements: not for estimates",
            _ => "by hand: not for estimates",
        };

    private void OnNews(Guid? queue) =>
        _ = InvokeAsync(async () =>
        {
            await ReloadAsync();
            StateHasChanged();
        });
}
