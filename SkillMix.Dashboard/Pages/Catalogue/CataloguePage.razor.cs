using Microsoft.AspNetCore.Components;
using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Catalogue;

/// <summary>Skills and topics, what the store made of them, and a look at what a seed would draw.</summary>
public sealed partial class CataloguePage : UrlPage
{
    private static readonly SkillCatalogue BuiltIn = OpenCatalogue.Load();

    private CatalogueView _view = new();
    private bool _isLoading = true;
    private bool _isBuiltIn;
    private IReadOnlyList<StoredCatalogue> _stored = [];
    private SkillCatalogue? _catalogue;
    private Split? _split;
    private CatalogueUse? _use;

    /// <summary>What stays when another part of the page is opened.</summary>
    private CatalogueView Kept =>
        new()
        {
            Hash = _view.Hash,
            Side = _view.Side,
            Search = _view.Search,
        };

    private IReadOnlyList<Skill> SkillsShown =>
        [
            .. OnSide(_split!.SkillsOf)
                .Where(skill =>
                    Holds(skill.Name) || Holds(skill.Definition) || Holds(skill.Example) || Holds(skill.Category)
                ),
        ];

    private IReadOnlyList<Topic> TopicsShown => [.. OnSide(_split!.TopicsOf).Where(topic => Holds(topic.Name))];

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var view = SkillMixUrls.ReadCatalogue(Navigation.Uri);
        var file = Store.File;
        var all = await StoredCatalogues.ListAsync(file, cancellationToken);
        SkillCatalogue? catalogue = null;
        if (view.Hash is not { } hash)
        {
            // A skill that a link names may be of a stored catalogue only.
            catalogue =
                view.Skill is { } skill && BuiltIn.Find(skill) is null
                    ? await FirstWithAsync(file, all, skill, cancellationToken) ?? BuiltIn
                    : await OnlyUsedAsync(file, all, cancellationToken) ?? BuiltIn;
        }
        else if (BuiltIn.Hash.StartsWith(hash, StringComparison.Ordinal))
        {
            catalogue = BuiltIn;
        }
        else if (all.FirstOrDefault(one => one.Hash.StartsWith(hash, StringComparison.Ordinal)) is { } stored)
        {
            catalogue = await StoredCatalogues.ReadAsync(file, stored.Hash, cancellationToken);
        }

        var use = catalogue is null ? null : await StoredCatalogues.UseAsync(file, catalogue.Hash, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        (_view, _catalogue, _use) = (view, catalogue, use);
        _stored = [.. all.Where(one => one.Hash != BuiltIn.Hash)];
        _isBuiltIn = catalogue?.Hash == BuiltIn.Hash;
        _split = catalogue is null ? null : DefaultSplit.Of(catalogue);
        _isLoading = false;
    }

    /// <summary>The catalogue of the store's runs; null where they use several, or none.</summary>
    private static async Task<SkillCatalogue?> OnlyUsedAsync(
        StoreFile file,
        IReadOnlyList<StoredCatalogue> all,
        CancellationToken cancellationToken
    )
    {
        var used = new List<StoredCatalogue>();
        foreach (var stored in all)
        {
            if ((await StoredCatalogues.UseAsync(file, stored.Hash, cancellationToken)).Runs.Count > 0)
            {
                used.Add(stored);
            }
        }

        return used is [var only] ? await StoredCatalogues.ReadAsync(file, only.Hash, cancellationToken) : null;
    }

    private static async Task<SkillCatalogue?> FirstWithAsync(
        StoreFile file,
        IReadOnlyList<StoredCatalogue> all,
        string skill,
        CancellationToken cancellationToken
    )
    {
        foreach (var stored in all)
        {
            if (
                await StoredCatalogues.ReadAsync(file, stored.Hash, cancellationToken) is { } catalogue
                && catalogue.Find(skill) is not null
            )
            {
                return catalogue;
            }
        }

        return null;
    }

    private IReadOnlyList<T> OnSide<T>(Func<SkillCatalogue, Setting, IReadOnlyList<T>> side) =>
        _view.Side is { } wanted && !_split!.IsNone ? side(_catalogue!, wanted) : side(_catalogue!, Setting.All);

    private bool Holds(string text) =>
        string.IsNullOrWhiteSpace(_view.Search)
        || text.Contains(_view.Search.Trim(), StringComparison.OrdinalIgnoreCase);

    private void SearchFor(ChangeEventArgs change) =>
        Navigation.NavigateTo(Link(_view with { Search = change.Value as string, Skill = null }));

    private static string Link(CatalogueView view) => SkillMixUrls.Catalogue(view);

    private static string? Current(bool isCurrent) => isCurrent ? "true" : null;
}
