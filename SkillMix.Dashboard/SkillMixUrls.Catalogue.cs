using System.Globalization;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;
using SkillMix.Dashboard.Pages.Catalogue;

namespace SkillMix.Dashboard;

/// <content>The Catalogue page: its part, its search, the open skill, and the form for drawing tuples.</content>
public static partial class SkillMixUrls
{
    /// <summary>The Catalogue page.</summary>
    public static string Catalogue(CatalogueView view) =>
        WithQuery(
            CataloguePath,
            [
                ("view", view.Part == CataloguePart.Skills ? null : Word(view.Part)),
                ("catalogue", view.Hash),
                ("q", view.Search),
                ("side", view.Side is { } side ? SettingWords.Of(side) : null),
                ("skill", view.Skill),
                .. view.IsDrawn
                    ? new (string, string?)[]
                    {
                        ("k", Number(view.Draw.K)),
                        ("count", Number(view.Draw.Count)),
                        ("seed", Number(view.Draw.Seed)),
                        ("mode", view.Draw.Mode == SamplingMode.Reference ? "reference" : "balanced"),
                        ("setting", SettingWords.Of(view.Draw.Setting)),
                        ("name", view.Draw.Name),
                    }
                    : [],
            ]
        );

    /// <summary>The Catalogue page with one skill open.</summary>
    public static string CatalogueSkill(string skill) => Catalogue(new CatalogueView { Skill = skill });

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
            Side = SettingWords.Read(One(query, "side")) is Setting.Train or Setting.HeldOut
                ? SettingWords.Read(One(query, "side"))
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
                Setting = SettingWords.Read(One(query, "setting")) ?? start.Setting,
                Name = One(query, "name") ?? start.Name,
            },
        };
    }

    private static string Word(CataloguePart part) => part == CataloguePart.Topics ? "topics" : "draw";
}
