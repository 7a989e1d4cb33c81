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
        var k = new Option<int>("--k") { Description = "Skills per tuple.", Required = true };
        var count = new Option<int>("--count") { Description = "How many tuples (M).", DefaultValueFactory = _ => 5 };
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
            json,
        };
        command.SetAction(parsed =>
        {
            var from = parsed.GetValue(catalogue)!;
            var loaded = from == OpenCatalogue.Name ? OpenCatalogue.Load() : CatalogueReader.ReadFolder(from);
            var side = SkillMixUrls.ReadSetting(parsed.GetValue(setting)) ?? Setting.All;
            var split = side == Setting.All ? null : DefaultSplit.Of(loaded);
            var spec = SamplingSpec.For(
                loaded,
                split,
                side,
                parsed.GetValue(k),
                parsed.GetValue(count),
                parsed.GetValue(seed),
                parsed.GetValue(mode) == "balanced" ? SamplingMode.Balanced : SamplingMode.Reference,
                parsed.GetValue(name)!
            ) with
            {
                Without = SkillList.Parse(parsed.GetValue(without), loaded),
            };
            var sample = TupleSampler
                .Draw(spec, loaded, split)
                .Dropping(SkillList.Parse(parsed.GetValue(drop), loaded));
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
}
