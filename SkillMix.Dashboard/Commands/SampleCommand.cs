using System.CommandLine;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;

namespace SkillMix.Dashboard.Commands;

/// <summary>sample: which skills would meet which topic.</summary>
public static class SampleCommand
{
    public static Command Build()
    {
        var catalogue = new Option<string>("--catalogue")
        {
            Description = "A folder with skills.csv and topics.txt, or 'open' for the built-in one.",
            DefaultValueFactory = _ => OpenCatalogue.Name,
        };
        var k = new Option<int?>("--k") { Description = "Skills per tuple (needed, unless --list is given)." };
        var count = new Option<int>("--count")
        {
            Description =
                "How many tuples (M). The topics depend on it: another count draws other topics, so a sample is not extended but made anew.",
            DefaultValueFactory = _ => 5,
        };
        var seed = new Option<long>("--seed")
        {
            Description = "Seed of skills and topics.",
            DefaultValueFactory = _ => 10,
        };
        var mode = new Option<string>("--mode")
        {
            Description = "How to draw.",
            DefaultValueFactory = _ => "reference",
        };
        mode.AcceptOnlyFromAmong("reference", "balanced");
        var setting = new Option<string>("--setting")
        {
            Description = "Side of the default split.",
            DefaultValueFactory = _ => "all",
        };
        setting.AcceptOnlyFromAmong("all", "train", "held-out");
        var name = new Option<string>("--name")
        {
            Description = "Name of the experiment; it seeds the order in the prompt.",
            DefaultValueFactory = _ => "test",
        };
        var without = new Option<string?>("--without")
        {
            Description = "Skills left out before drawing: \"skill;skill\".",
        };
        var drop = new Option<string?>("--drop")
        {
            Description = "Skills whose tuples are dropped after drawing, as in the papers: \"skill;skill\".",
        };
        var list = new Option<bool>("--list") { Description = "List the catalogue's skills instead of drawing." };
        var json = CommonOptions.Json();
        var command = new Command("sample", "Draw skill tuples and topics from a seed.")
        {
            catalogue,
            k,
            count,
            seed,
            mode,
            setting,
            name,
            without,
            drop,
            list,
            json,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(list) && result.GetResult(k) is null)
            {
                result.AddError("sample wants --k, the skills per tuple, such as --k 3.");
            }
        });
        command.SetAction(parsed =>
        {
            var from = parsed.GetValue(catalogue)!;
            var loaded = from == OpenCatalogue.Name ? OpenCatalogue.Load() : CatalogueReader.ReadFolder(from);
            if (parsed.GetValue(list))
            {
                List(loaded, parsed.GetValue(json));
                return SkillMixCommandLine.Done;
            }

            var side = SettingWords.Read(parsed.GetValue(setting)) ?? Setting.All;
            var split = side == Setting.All ? null : DefaultSplit.Of(loaded);
            var spec = SamplingSpec.For(
                loaded,
                split,
                side,
                parsed.GetValue(k) ?? 0,
                parsed.GetValue(count),
                parsed.GetValue(seed),
                parsed.GetValue(mode) == "balanced" ? SamplingMode.Balanced : SamplingMode.Reference,
                parsed.GetValue(name)!
            ) with
            {
                Without = SkillList.Parse(parsed.GetValue(without), loaded),
            };
            RequireEnough(spec, loaded, split);
            var dropped = SkillList.Parse(parsed.GetValue(drop), loaded);
            var sample = TupleSampler.Draw(spec, loaded, split).Dropping(dropped);
            if (parsed.GetValue(json))
            {
                CommonOptions.WriteJson(
                    new
                    {
                        sample = ContentHash.Short(spec.Id),
                        catalogue = ContentHash.Short(loaded.Hash),
                        tuples = sample.Tuples.Select(tuple => new
                        {
                            index = tuple.Index,
                            topic = tuple.Topic.Name,
                            skills = tuple.Skills.Select(skill => skill.Name),
                        }),
                    }
                );
                return SkillMixCommandLine.Done;
            }

            Console.WriteLine(
                FormattableString.Invariant(
                    $"# catalogue {loaded.Name} ({ContentHash.Short(loaded.Hash)}), mode {parsed.GetValue(mode)}, setting {SettingWords.Of(side)}, k {spec.K}, count {spec.Count}, seed {spec.Seed}, name {spec.Name}, sample {ContentHash.Short(spec.Id)}{Apart("without", spec.Without)}{Apart("dropped", dropped)}"
                )
            );
            foreach (var tuple in sample.Tuples)
            {
                Console.WriteLine(
                    $"{tuple.Index, 4}  {tuple.Topic.Name, -24}  {string.Join("; ", tuple.Skills.Select(skill => skill.Name))}"
                );
            }

            return SkillMixCommandLine.Done;
        });
        return command;
    }

    private static string Apart(string word, IReadOnlyList<string> skills) =>
        skills.Count == 0 ? "" : $", {word} {string.Join("; ", skills)}";

    private static void List(SkillCatalogue catalogue, bool asJson)
    {
        if (asJson)
        {
            CommonOptions.WriteJson(
                new
                {
                    catalogue = ContentHash.Short(catalogue.Hash),
                    skills = catalogue.Skills.Select(skill => new { name = skill.Name, category = skill.Category }),
                }
            );
            return;
        }

        Console.WriteLine(
            $"# catalogue {catalogue.Name} ({ContentHash.Short(catalogue.Hash)}), {catalogue.Skills.Count} skills"
        );
        foreach (var skill in catalogue.Skills)
        {
            Console.WriteLine($"{skill.Name, -36}  {skill.Category}");
        }
    }

    /// <summary>Says in the words of the options what the sampler would say in those of the protocol.</summary>
    private static void RequireEnough(SamplingSpec spec, SkillCatalogue catalogue, Split? split)
    {
        var without = spec.Without.ToHashSet();
        var left = (split ?? Split.None)
            .SkillsOf(catalogue, spec.Setting)
            .Count(skill => !without.Contains(skill.Name));
        if (spec.K is >= 1 and <= SamplingSpec.LargestK && left < spec.K)
        {
            throw new ArgumentException(
                $"--setting {SettingWords.Of(spec.Setting)}{(without.Count > 0 ? " and --without leave" : " leaves")} {left} of the {catalogue.Skills.Count} skills of '{catalogue.Name}', too few for --k {spec.K}; choose a smaller --k, another --setting, or leave out fewer skills."
            );
        }
    }
}
