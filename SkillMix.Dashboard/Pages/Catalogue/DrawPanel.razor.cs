using Microsoft.AspNetCore.Components;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;

namespace SkillMix.Dashboard.Pages.Catalogue;

/// <summary>A form for drawing tuples, and what it draws.</summary>
public sealed partial class DrawPanel : ComponentBase
{
    /// <summary>Tuples that are listed; the counts are of all.</summary>
    private const int Shown = 200;

    private DrawForm _form = new();
    private string? _problem;
    private TupleSample? _sample;
    private int _pool;
    private IReadOnlyList<(string Skill, int Count)> _counts = [];

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Parameter, EditorRequired]
    public required CatalogueView View { get; set; }

    [Parameter, EditorRequired]
    public required SkillCatalogue Catalogue { get; set; }

    [Parameter, EditorRequired]
    public required Split Split { get; set; }

    private string Spread =>
        _counts.Count == 0 ? "none"
        : _counts[0].Count == _counts[^1].Count ? $"{_counts[0].Count} times each"
        : $"{_counts[^1].Count} to {_counts[0].Count} times";

    protected override void OnParametersSet()
    {
        _form = View.Draw with { };
        (_problem, _sample) = (null, null);
        if (!View.IsDrawn)
        {
            return;
        }

        if (_form.Count > DrawForm.LargestCount)
        {
            _problem = $"The preview draws up to {DrawForm.LargestCount} tuples; ask for fewer.";
            return;
        }

        try
        {
            var spec = SamplingSpec.For(
                Catalogue,
                Split,
                _form.Setting,
                _form.K,
                _form.Count,
                _form.Seed,
                _form.Mode,
                _form.Name
            );
            _sample = TupleSampler.Draw(spec, Catalogue, spec.SplitHash is null ? null : Split);
            var drawn = _sample
                .Tuples.SelectMany(tuple => tuple.Skills)
                .GroupBy(skill => skill.Name)
                .ToDictionary(group => group.Key, group => group.Count());
            var pool = Split.SkillsOf(Catalogue, _form.Setting);
            _pool = pool.Count;
            _counts =
            [
                .. pool.Select(skill => (skill.Name, drawn.GetValueOrDefault(skill.Name)))
                    .OrderByDescending(pair => pair.Item2),
            ];
        }
        catch (ArgumentException problem)
        {
            _problem = problem.Message;
        }
    }

    private void Draw() => Navigation.NavigateTo(SkillMixUrls.Catalogue(View with { Draw = _form, IsDrawn = true }));

    private string Percent(int count) => _counts[0].Count == 0 ? "0%" : $"{100.0 * count / _counts[0].Count:F1}%";
}
