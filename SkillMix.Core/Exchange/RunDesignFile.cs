using System.Globalization;
using System.Text;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SkillMix.Core.Exchange;

/// <summary>A run written down as YAML. docs/guide/run-file.md explains every word of it.</summary>
public static class RunDesignFile
{
    private static readonly string[] Words =
    [
        "name",
        "study",
        "catalogue",
        "settings",
        "k",
        "tuples",
        "seed",
        "mode",
        "sample_name",
        "without",
        "students",
        "generation",
        "graders",
        "pace",
    ];

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It has mistakes; all of them are named, each with its line and what was expected.</exception>
    public static RunDesign ReadFile(string path) =>
        File.Exists(path)
            ? Read(File.ReadAllText(path), path)
            : throw new InvalidDataException($"There is no file {path}; a run written down as YAML was expected.");

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="InvalidDataException">It has mistakes; all of them are named, each with its line and what was expected.</exception>
    public static RunDesign Read(string text, string file)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException problem)
        {
            throw new InvalidDataException(
                $"{file}, line {problem.Start.Line}: this is no YAML: {problem.Message}",
                problem
            );
        }

        if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
        {
            throw new InvalidDataException(
                $"{file} is empty or is no list of words with values; at least name, k, students and graders were expected."
            );
        }

        var problems = new List<(long Line, string What)>();
        var map = new DesignMap(root, "", Words, problems);
        var generation = map.Map("generation", ["write", "revise", "rounds", "temperature", "max_tokens", "system"]);
        var pace = map.Map("pace", ["in_flight"]);
        var usual = new RunDesign
        {
            Name = "",
            Ks = [],
            Students = [],
            Graders = [],
        };
        var design = usual with
        {
            Name = map.Text("name", required: true) ?? "",
            Study = map.Text("study") ?? usual.Study,
            Catalogue = map.Text("catalogue") ?? usual.Catalogue,
            Settings = map.Words("settings", Settings) ?? usual.Settings,
            Ks = map.Numbers("k", 1, SamplingSpec.LargestK, required: true) ?? [],
            Tuples = map.Number("tuples", 1, 100_000) ?? usual.Tuples,
            Seed = map.Number("seed", int.MinValue, int.MaxValue) ?? usual.Seed,
            Mode = map.Word("mode", Modes) ?? usual.Mode,
            SampleName = map.Text("sample_name") ?? usual.SampleName,
            Without = map.Texts("without") ?? usual.Without,
            Students = map.Texts("students", required: true) ?? [],
            WritePrompt = generation?.Text("write") ?? usual.WritePrompt,
            RevisePrompt =
                generation is null || !generation.Has("revise")
                    ? usual.RevisePrompt
                    : NoneIsNull(generation.Text("revise")),
            Rounds = generation?.Number("rounds", 1, 1000) ?? usual.Rounds,
            Temperature =
                generation is null || !generation.Has("temperature")
                    ? usual.Temperature
                    : generation.Real("temperature", 0, 2),
            MaxTokens =
                generation is null || !generation.Has("max_tokens")
                    ? usual.MaxTokens
                    : generation.Number("max_tokens", 1, 1_000_000),
            SystemPrompt = NoneIsNull(generation?.Text("system")),
            Graders =
            [
                .. map.Maps("graders", ["model", "prompt", "rounds", "temperature", "max_tokens"], required: true)
                    .Select(Grader),
            ],
            Pace = new RunPace(pace?.Number("in_flight", 1, 10_000) ?? RunPace.Default.InFlight),
        };
        return problems.Count == 0
            ? design
            : throw new InvalidDataException(
                string.Join(
                    '\n',
                    problems
                        .OrderBy(problem => problem.Line)
                        .Select(problem => $"{file}, line {problem.Line}: {problem.What}")
                )
            );
    }

    /// <summary>Writes a design so that reading it gives the same design again.</summary>
    public static string Write(RunDesign design)
    {
        var text = new StringBuilder();
        Line("name", Quoted(design.Name));
        Line("study", Quoted(design.Study));
        Line("catalogue", Quoted(design.Catalogue));
        Line("settings", $"[{string.Join(", ", design.Settings.Select(SettingWords.Of))}]");
        Line("k", $"[{string.Join(", ", design.Ks)}]");
        Line("tuples", Invariant(design.Tuples));
        Line("seed", Invariant(design.Seed));
        Line("mode", Modes.First(pair => pair.Value == design.Mode).Key);
        Line("sample_name", Quoted(design.SampleName));
        Line("without", List(design.Without));
        Line("students", List(design.Students));
        text.Append("generation:\n");
        Line("  write", Quoted(design.WritePrompt));
        Line("  revise", design.RevisePrompt is null ? "none" : Quoted(design.RevisePrompt));
        Line("  rounds", Invariant(design.Rounds));
        Line("  temperature", design.Temperature is { } heat ? Invariant(heat) : "none");
        Line("  max_tokens", design.MaxTokens is { } most ? Invariant(most) : "none");
        Line("  system", design.SystemPrompt is null ? "none" : Quoted(design.SystemPrompt));
        text.Append("graders:\n");
        foreach (var grader in design.Graders)
        {
            Line("  - model", Quoted(grader.Model));
            Line("    prompt", Quoted(grader.Prompt));
            Line("    rounds", Invariant(grader.Rounds));
            Line("    temperature", grader.Temperature is { } warmth ? Invariant(warmth) : "none");
            Line("    max_tokens", grader.MaxTokens is { } tokens ? Invariant(tokens) : "none");
        }

        text.Append("pace:\n");
        Line("  in_flight", Invariant(design.Pace.InFlight));
        return text.ToString();

        void Line(string word, string value) => text.Append(word).Append(": ").Append(value).Append('\n');
    }

    private static readonly IReadOnlyDictionary<string, Setting> Settings = Enum.GetValues<Setting>()
        .ToDictionary(SettingWords.Of);

    private static readonly IReadOnlyDictionary<string, SamplingMode> Modes = new Dictionary<string, SamplingMode>
    {
        ["reference"] = SamplingMode.Reference,
        ["balanced"] = SamplingMode.Balanced,
    };

    private static GraderDesign Grader(DesignMap map)
    {
        var usual = new GraderDesign("");
        return new(
            map.Text("model", required: true) ?? "",
            map.Text("prompt") ?? usual.Prompt,
            map.Number("rounds", 1, 1000) ?? usual.Rounds,
            map.Has("temperature") ? map.Real("temperature", 0, 2) : usual.Temperature,
            map.Has("max_tokens") ? map.Number("max_tokens", 1, 1_000_000) : usual.MaxTokens
        );
    }

    private static string? NoneIsNull(string? word) => word is "none" or "null" or "~" or "" ? null : word;

    private static string List(IReadOnlyList<string> words) => $"[{string.Join(", ", words.Select(Quoted))}]";

    // JSON's form of a string is YAML's, too.
    private static string Quoted(string word) => System.Text.Json.JsonSerializer.Serialize(word, JsonForm);

    private static readonly System.Text.Json.JsonSerializerOptions JsonForm = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Invariant<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
