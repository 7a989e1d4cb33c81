using Microsoft.AspNetCore.Components;
using SkillMix.Core.ChatModels;
using SkillMix.Dashboard.Background;

namespace SkillMix.Dashboard.Pages.Models;

/// <summary>One model: what is known of it, its key, and a test; or the form for a new one.</summary>
public sealed partial class ModelPanel : ComponentBase
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private ModelForm _form = new();
    private IReadOnlyDictionary<string, string> _mistakes = None;
    private bool _isRemoving;
    private string? _said;
    private string? _problem;

    [Inject]
    public required ModelBook Book { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The model; null for a new one.</summary>
    [Parameter, EditorRequired]
    public ModelRow? Row { get; set; }

    /// <summary>The file has it.</summary>
    [Parameter]
    public bool IsInFile { get; set; }

    /// <summary>Something of the model was changed.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>What somebody is typing stays when the page reads the file again.</summary>
    protected override void OnInitialized()
    {
        if (Row is not null)
        {
            _form = ModelForm.Of(Row.Spec);
        }
    }

    private async Task SaveAsync()
    {
        (_said, _problem) = (null, null);
        var model = _form.Read(out _mistakes);
        if (Row is null && model is not null && Book.Models.Any(one => one.Name == model.Name))
        {
            _mistakes = new Dictionary<string, string>
            {
                ["name"] = $"{model.Name} is there already; open it in the list to change it.",
            };
        }

        if (_mistakes.Count > 0 || !Try(() => Book.Keep(model!)))
        {
            return;
        }

        _said = "Saved.";
        if (Row is null)
        {
            Navigation.NavigateTo(SkillMixUrls.Model(model!.Name));
        }
        else
        {
            await OnChanged.InvokeAsync();
        }
    }

    /// <summary>Changes that mark alone; what is typed and not saved stays typed and not saved.</summary>
    private async Task TurnRetiredAsync()
    {
        (_said, _problem) = (null, null);
        var model = Row!.Spec with { IsRetired = !Row.Spec.IsRetired };
        if (Try(() => Book.Keep(model)))
        {
            _form.IsRetired = model.IsRetired;
            _said = model.IsRetired ? "Retired: it is not offered for new runs." : "It is offered for new runs again.";
            await OnChanged.InvokeAsync();
        }
    }

    private void Remove()
    {
        _isRemoving = false;
        if (Try(() => Book.Forget(Row!.Spec.Name)))
        {
            Navigation.NavigateTo(SkillMixUrls.ModelsPath);
        }
    }

    private bool Try(Action change)
    {
        try
        {
            change();
            return true;
        }
        catch (Exception problem)
            when (problem is FormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _problem = problem.Message;
            return false;
        }
    }
}
