using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Exchange;

/// <summary>A run of the store as a file that asks for the identical run again.</summary>
public static class RunDesignExport
{
    /// <summary>Writes the run file and, beside it, the catalogue and the templates that are not built in.</summary>
    /// <remarks>
    /// A template whose line ends no file would keep is named "stored:…": it is taken from a store that holds it, or the run
    /// says that it is missing. It is never quietly another one.
    /// </remarks>
    /// <param name="asked">The run.</param>
    /// <param name="path">The YAML file to write.</param>
    /// <param name="pace">Pace to write down; null for the usual one. A run does not remember its own.</param>
    /// <param name="budget">Budget to write down; null for none. A run does not remember its own.</param>
    /// <returns>Every file written.</returns>
    public static IReadOnlyList<string> Write(
        AskedRun asked,
        string path,
        RunPace? pace = null,
        BudgetLimits? budget = null
    )
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var stem = Path.GetFileNameWithoutExtension(path);
        var written = new List<string> { path };
        var design = DesignOf(
            asked,
            () => CatalogueOf(asked, folder, stem, written),
            hash => PromptOf(asked, hash, folder, stem, written)
        ) with
        {
            Pace = pace ?? RunPace.Default,
            Budget = budget ?? new(),
        };
        File.WriteAllText(path, RunDesignFile.Write(design));
        return written;
    }

    /// <summary>The design of a run, to be asked again in the store that holds it: prompts that are not built in are named by their hash there.</summary>
    public static RunDesign DesignOf(AskedRun asked) =>
        DesignOf(
            asked,
            () =>
                OpenCatalogue.Load().Hash == asked.Catalogue.Hash
                    ? OpenCatalogue.Name
                    : RunDesign.StoredPrompt + asked.Catalogue.Hash,
            hash => BuiltIn(hash) ?? RunDesign.StoredPrompt + hash
        );

    private static RunDesign DesignOf(AskedRun asked, Func<string> catalogue, Func<string, string> prompt)
    {
        var spec = asked.Spec;
        var first = spec.Samples[0];
        return new RunDesign
        {
            Name = spec.Name,
            Study = asked.Run.Study,
            Catalogue = catalogue(),
            Settings = [.. spec.Samples.Select(sample => sample.Setting).Distinct()],
            Ks = [.. spec.Samples.Select(sample => sample.K).Distinct()],
            Tuples = first.Count,
            Seed = first.Seed,
            Mode = first.Mode,
            SampleName = first.Name,
            Without = first.Without,
            Picked =
                first.Mode == SamplingMode.Picked
                    ?
                    [
                        .. asked
                            .Samples.SelectMany(sample => sample.Tuples)
                            .Select(tuple => new PickedTuple(
                                [.. tuple.Skills.Select(skill => skill.Name)],
                                tuple.Topic.Name
                            )),
                    ]
                    : [],
            Students = spec.Students,
            WritePrompt = prompt(spec.Generation.WritePrompt),
            RevisePrompt = spec.Generation.RevisePrompt is { } revise ? prompt(revise) : null,
            Rounds = spec.Generation.Rounds,
            Temperature = spec.Generation.Temperature,
            MaxTokens = spec.Generation.MaxTokens,
            SystemPrompt = spec.Generation.SystemPrompt,
            TopP = spec.Generation.TopP,
            RepetitionPenalty = spec.Generation.RepetitionPenalty,
            Graders =
            [
                .. spec.Gradings.Select(grading => new GraderDesign(
                    grading.Grader,
                    prompt(grading.Prompt),
                    grading.Rounds,
                    grading.Temperature,
                    grading.MaxTokens
                )),
            ],
            EarlyStop = spec.EarlyStop,
        };
    }

    private static string? BuiltIn(string hash) =>
        PromptLibrary.BuiltIn.FirstOrDefault(template => template.Hash == hash)?.Name;

    private static string CatalogueOf(AskedRun asked, string folder, string stem, List<string> written)
    {
        if (OpenCatalogue.Load().Hash == asked.Catalogue.Hash)
        {
            return OpenCatalogue.Name;
        }

        var name = $"{stem}-catalogue";
        var place = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        using var skills = new StreamWriter(Path.Combine(place, CatalogueReader.SkillsFile));
        using var topics = new StreamWriter(Path.Combine(place, CatalogueReader.TopicsFile));
        CatalogueWriter.Write(asked.Catalogue, skills, topics);
        written.Add(place);
        return name;
    }

    private static string PromptOf(AskedRun asked, string hash, string folder, string stem, List<string> written)
    {
        if (BuiltIn(hash) is { } builtIn)
        {
            return builtIn;
        }

        var template = asked.Prompts.All.First(one => one.Hash == hash);
        if (template.Text.ReplaceLineEndings("\n").TrimEnd('\n') != template.Text)
        {
            // A file's line ends are read as plain ones, which would be another prompt: only a store can hand this one on.
            return RunDesign.StoredPrompt + hash;
        }

        var style = PromptTemplate.ReaderKeyOf(template.Kind);
        var name = $"{stem}-{style}-{ContentHash.Short(hash)}.md";
        File.WriteAllText(Path.Combine(folder, name), template.Text);
        written.Add(Path.Combine(folder, name));
        return name;
    }
}
