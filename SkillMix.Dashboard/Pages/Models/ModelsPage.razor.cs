using Microsoft.AspNetCore.Components;
using SkillMix.Core.Rehearsal;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Models;

/// <summary>The models that can be asked: what is known of them, their keys, and one real request to see whether they answer.</summary>
public sealed partial class ModelsPage : UrlPage
{
    private ModelsView _view = new();
    private IReadOnlyList<ModelRow> _rows = [];
    private IReadOnlyList<KnownVariable> _variables = [];
    private IReadOnlyList<string> _mistakes = [];
    private string? _keysProblem;
    private string? _nameProblem;
    private ModelRow? _open;
    private bool _isInFile;

    [Inject]
    public required ModelBook Book { get; init; }

    protected override Task LoadAsync(CancellationToken cancellationToken)
    {
        _view = SkillMixUrls.ReadModels(Navigation.Uri);
        _mistakes = Book.Mistakes;
        _keysProblem = Book.KeysProblem;
        _variables = Book.KnownVariables;
        _rows = [.. Book.Models.Select(model => ModelRow.Of(model, Book))];
        (_open, _nameProblem) = _view.Model is { } name ? Opened(name) : (null, null);
        _isInFile = _open is not null && _rows.Any(row => row.Spec.Name == _open.Spec.Name);
        return Task.CompletedTask;
    }

    private (ModelRow? Row, string? Problem) Opened(string name)
    {
        if (RehearsalModels.Names.Contains(name))
        {
            return (null, $"{name} is a rehearsal model: it is simulated, and there is nothing to set or to pay.");
        }

        try
        {
            return (ModelRow.Of(Book.Find(name), Book), null);
        }
        catch (FormatException problem)
        {
            return (null, problem.Message);
        }
    }
}
