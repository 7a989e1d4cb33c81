using System.Globalization;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;

namespace SkillMix.Dashboard;

/// <summary>The part of the Catalogue page that is open.</summary>
public enum CataloguePart
{
    Skills,
    Topics,
    Draw,
}

/// <summary>What the Catalogue page shows.</summary>
public sealed record CatalogueView
{
    public CataloguePart Part { get; init; }

    /// <summary>First characters of a stored catalogue's hash; null for the built-in one.</summary>
    public string? Hash { get; init; }

    /// <summary>Words that a name, definition or example must contain.</summary>
    public string? Search { get; init; }

    /// <summary>Only this side of the default split; null for both.</summary>
    public Setting? Side { get; init; }

    /// <summary>The skill that is open.</summary>
    public string? Skill { get; init; }

    /// <summary>The tuples to draw.</summary>
    public DrawForm Draw { get; init; } = new();

    /// <summary>Whether the form was sent.</summary>
    public bool IsDrawn { get; init; }
}

/// <summary>The form for drawing tuples; a form that people type in, so nothing in it needs to be possible.</summary>
public sealed record DrawForm
{
    /// <summary>Most tuples that the preview draws.</summary>
    public const int LargestCount = 2000;

    public int K { get; set; } = 3;

    public int Count { get; set; } = 24;

    public long Seed { get; set; } = 10;

    public SamplingMode Mode { get; set; } = SamplingMode.Balanced;

    public Setting Setting { get; set; } = Setting.All;

    public string Name { get; set; } = "test";
}

public static partial class SkillMixUrls
{
    /// <summary>The Catalogue page.</summary>
    public static string CataloguePage(CatalogueView view) =>
        WithQuery(
            Catalogue,
            [
                ("view", view.Part == CataloguePart.Skills ? null : Word(view.Part)),
                ("catalogue", view.Hash),
                ("q", view.Search),
                ("side", view.Side is { } side ? SettingWord(side) : null),
                ("skill", view.Skill),
                .. view.IsDrawn
                    ? new (string, string?)[]
                    {
                        ("k", Number(view.Draw.K)),
                        ("count", Number(view.Draw.Count)),
                        ("seed", Number(view.Draw.Seed)),
                        ("mode", view.Draw.Mode == SamplingMode.Reference ? "reference" : "balanced"),
                        ("setting", SettingWord(view.Draw.Setting)),
                        ("name", view.Draw.Name),
                    }
                    : [],
            ]
        );

    /// <summary>What an address of the Catalogue page asks for.</summary>
    public static CatalogueView ReadCatalogue(string uri)
    {
        var query = Query(uri);
        var start = new DrawForm();
        return new()
        {
            Part = One(query, "view") switch
            {
                "topics" => CataloguePart.Topics,
                "draw" => CataloguePart.Draw,
                _ => CataloguePart.Skills,
            },
            Hash = One(query, "catalogue"),
            Search = One(query, "q"),
            Side = ReadSetting(One(query, "side")) is Setting.Train or Setting.HeldOut
                ? ReadSetting(One(query, "side"))
                : null,
            Skill = One(query, "skill"),
            IsDrawn = query.ContainsKey("k"),
            Draw = new()
            {
                K = ReadNumber(One(query, "k")) ?? start.K,
                Count = ReadNumber(One(query, "count")) ?? start.Count,
                Seed = long.TryParse(One(query, "seed"), CultureInfo.InvariantCulture, out var seed)
                    ? seed
                    : start.Seed,
                Mode = One(query, "mode") == "reference" ? SamplingMode.Reference : SamplingMode.Balanced,
                Setting = ReadSetting(One(query, "setting")) ?? start.Setting,
                Name = One(query, "name") ?? start.Name,
            },
        };
    }

    private static string Word(CataloguePart part) => part == CataloguePart.Topics ? "topics" : "draw";
}
