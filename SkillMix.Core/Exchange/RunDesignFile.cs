using System.Globalization;
using System.Text;
using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Prompts;
using SkillMix.Core.Rehearsal;
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
        "picked",
        "students",
        "generation",
        "graders",
        "early_stop",
        "pace",
        "budget",
        "anchors",
    ];

    private static readonly string[] PickedWords = ["skills", "topic"];

    private static readonly string[] GenerationWords =
    [
        "write",
        "revise",
        "rounds",
        "temperature",
        "top_p",
        "repetition_penalty",
        "max_tokens",
        "system",
    ];

    private static readonly string[] GraderWords = ["model", "prompt", "rounds", "temperature", "max_tokens"];
    private static readonly string[] PaceWords = ["in_flight", "requests_per_minute", "tokens_per_minute", "tries"];
    private static readonly string[] BudgetWords = ["usd", "tokens", "requests"];

    /// <summary>Every word that a run file may hold: under "" those of the file itself, under another word those below it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> KnownWords { get; } =
        new Dictionary<string, IReadOnlyList<string>>
        {
            [""] = Words,
            ["picked"] = PickedWords,
            ["generation"] = GenerationWords,
            ["graders"] = GraderWords,
            ["pace"] = PaceWords,
            ["budget"] = BudgetWords,
        };

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It has mistakes; all of them are named, each with its line and what was expected.</exception>
    public static RunDesign ReadFile(string path) =>
        File.Exists(path)
            ? Read(File.ReadAllText(path), path, Path.GetDirectoryName(Path.GetFullPath(path)))
            : throw new InvalidDataException($"There is no file {path}; a run written down as YAML was expected.");

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="folder">Where the prompts that it names are looked for; null to leave that to whoever prepares the run.</param>
    /// <exception cref="InvalidDataException">It has mistakes; all of them are named, each with its line and what was expected.</exception>
    public static RunDesign Read(string text, string file, string? folder = null)
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
        catch (InvalidOperationException problem)
        {
            // The parser's own word for a text that ends in the middle of a list.
            throw new InvalidDataException(
                $"{file}: this is no YAML; a bracket, a brace or a quotation mark is not closed.",
                problem
            );
        }

        if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
        {
            throw new InvalidDataException(
                $"{file} is empty or is no list of words with values; at least name, k (or picked), students and graders were expected."
            );
        }

        var problems = new List<(long Line, string What)>();
        var map = new DesignMap(root, "", Words, problems);
        var generation = map.Map("generation", GenerationWords);
        var pace = map.Map("pace", PaceWords);
        var budget = map.Map("budget", BudgetWords);
        var picked = map.Maps("picked", PickedWords, required: false).Select(Picked).ToList();
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
            Ks = map.Numbers("k", 1, SamplingSpec.LargestK, required: picked.Count == 0) ?? [],
            Tuples = map.Number("tuples", 1, 100_000) ?? usual.Tuples,
            Seed = map.Number("seed", int.MinValue, int.MaxValue) ?? usual.Seed,
            Mode = map.Word("mode", Modes) ?? usual.Mode,
            SampleName = map.Text("sample_name") ?? usual.SampleName,
            Without = map.Texts("without") ?? usual.Without,
            Picked = picked,
            Students = map.Texts("students", required: true, NameMistake) ?? [],
            WritePrompt =
                generation?.Text("write", mistake: PromptMistake(folder, PromptKind.GenerationWrite))
                ?? usual.WritePrompt,
            RevisePrompt =
                generation is null || !generation.Has("revise")
                    ? usual.RevisePrompt
                    : NoneIsNull(
                        generation.Text("revise", mistake: PromptMistake(folder, PromptKind.GenerationRevise))
                    ),
            Rounds = generation?.Number("rounds", 1, 1000) ?? usual.Rounds,
            Temperature =
                generation is null || !generation.Has("temperature")
                    ? usual.Temperature
                    : generation.Real("temperature", 0, 2),
            MaxTokens =
                generation is null || !generation.Has("max_tokens")
                    ? usual.MaxTokens
                    : generation.Number("max_tokens", 1, 1_000_000, orNone: true),
            TopP = generation?.Real("top_p", 0, 1),
            RepetitionPenalty = generation?.Real("repetition_penalty", 0, 2),
            SystemPrompt = NoneIsNull(generation?.Text("system")),
            Graders = [.. map.Maps("graders", GraderWords, required: true).Select(grader => Grader(grader, folder))],
            EarlyStop = map.Word("early_stop", EarlyStops) ?? usual.EarlyStop,
            Pace = new(
                pace?.Number("in_flight", 1, 10_000) ?? usual.Pace.InFlight,
                pace?.Number("requests_per_minute", 1, 1_000_000, orNone: true),
                pace?.Number("tokens_per_minute", 1, 1_000_000_000, orNone: true),
                pace?.Number("tries", 1, 100) ?? usual.Pace.Tries
            ),
            Budget = new(
                (decimal?)budget?.Real("usd", 0, 1_000_000_000),
                budget?.Long("tokens", 0, 1_000_000_000_000_000),
                budget?.Long("requests", 0, 1_000_000_000_000)
            ),
            Anchors = map.Texts("anchors") ?? usual.Anchors,
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

    /// <summary>
    /// Writes a design so that reading it gives the same run again. Limits that are not set are left out, and so is how to draw
    /// where the tuples are picked.
    /// </summary>
    public static string Write(RunDesign design)
    {
        var text = new StringBuilder();
        Line("name", Quoted(design.Name));
        Line("study", Quoted(design.Study));
        Line("catalogue", Quoted(design.Catalogue));
        if (design.Picked.Count > 0)
        {
            text.Append("picked:\n");
            foreach (var tuple in design.Picked)
            {
                Line("  - skills", List(tuple.Skills));
                Line("    topic", Quoted(tuple.Topic));
            }
        }
        else
        {
            Line("settings", $"[{string.Join(", ", design.Settings.Select(SettingWords.Of))}]");
            Line("k", $"[{string.Join(", ", design.Ks)}]");
            Line("tuples", Invariant(design.Tuples));
            Line("seed", Invariant(design.Seed));
            Line("mode", Modes.First(pair => pair.Value == design.Mode).Key);
            Line("sample_name", Quoted(design.SampleName));
            Line("without", List(design.Without));
        }

        Line("students", List(design.Students));
        text.Append("generation:\n");
        Line("  write", Quoted(design.WritePrompt));
        Line("  revise", design.RevisePrompt is null ? "none" : Quoted(design.RevisePrompt));
        Line("  rounds", Invariant(design.Rounds));
        Line("  temperature", design.Temperature is { } heat ? Invariant(heat) : "none");
        Given("  top_p", design.TopP);
        Given("  repetition_penalty", design.RepetitionPenalty);
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

        if (design.EarlyStop != EarlyStop.None)
        {
            Line("early_stop", EarlyStops.First(pair => pair.Value == design.EarlyStop).Key);
        }

        text.Append("pace:\n");
        Line("  in_flight", Invariant(design.Pace.InFlight));
        Given("  requests_per_minute", design.Pace.RequestsPerMinute);
        Given("  tokens_per_minute", design.Pace.TokensPerMinute);
        if (design.Pace.Tries != RunPace.Default.Tries)
        {
            Line("  tries", Invariant(design.Pace.Tries));
        }

        if (design.Budget is not { Usd: null, Tokens: null, Requests: null })
        {
            text.Append("budget:\n");
            Given("  usd", design.Budget.Usd);
            Given("  tokens", design.Budget.Tokens);
            Given("  requests", design.Budget.Requests);
        }

        if (design.Anchors.Count > 0)
        {
            Line("anchors", List(design.Anchors));
        }

        return text.ToString();

        void Line(string word, string value) => text.Append(word).Append(": ").Append(value).Append('\n');

        void Given<T>(string word, T? number)
            where T : struct, IFormattable
        {
            if (number is { } given)
            {
                Line(word, Invariant(given));
            }
        }
    }

    private static readonly IReadOnlyDictionary<string, Setting> Settings = Enum.GetValues<Setting>()
        .ToDictionary(SettingWords.Of);

    private static readonly IReadOnlyDictionary<string, SamplingMode> Modes = new Dictionary<string, SamplingMode>
    {
        ["reference"] = SamplingMode.Reference,
        ["balanced"] = SamplingMode.Balanced,
    };

    private static readonly IReadOnlyDictionary<string, EarlyStop> EarlyStops = new Dictionary<string, EarlyStop>
    {
        ["none"] = EarlyStop.None,
        ["reference"] = EarlyStop.Reference,
        ["upper-limit"] = EarlyStop.UpperLimit,
    };

    private static PickedTuple Picked(DesignMap map) =>
        new(map.Texts("skills", required: true) ?? [], map.Text("topic", required: true) ?? "");

    /// <summary>What is wrong with the name of a model; null for nothing.</summary>
    private static string? NameMistake(string name)
    {
        if (name.StartsWith("rehearsal/", StringComparison.Ordinal))
        {
            return RehearsalModels.Names.Contains(name)
                ? null
                : $"there is no rehearsal model '{name}'; there are {string.Join(", ", RehearsalModels.Names)}";
        }

        try
        {
            ModelSpec.FromName(name);
            return null;
        }
        catch (FormatException problem)
        {
            return problem.Message.TrimEnd('.');
        }
    }

    /// <summary>Says what is wrong with the name of a prompt. Those of a store are looked for when the run is prepared.</summary>
    /// <param name="kind">What it is for; null for grading.</param>
    private static Func<string, string?>? PromptMistake(string? folder, PromptKind? kind) =>
        folder is null
            ? null
            : named =>
            {
                if (NoneIsNull(named) is null || named.StartsWith(RunDesign.StoredPrompt, StringComparison.Ordinal))
                {
                    return null;
                }

                try
                {
                    var prompts = new NamedPrompts(folder, []);
                    _ = kind is { } one ? prompts.Find(named, one) : prompts.FindGrading(named);
                    return null;
                }
                catch (InvalidDataException problem)
                {
                    return problem.Message.TrimEnd('.');
                }
            };

    private static GraderDesign Grader(DesignMap map, string? folder)
    {
        var usual = new GraderDesign("");
        return new(
            map.Text("model", required: true, NameMistake) ?? "",
            map.Text("prompt", mistake: PromptMistake(folder, null)) ?? usual.Prompt,
            map.Number("rounds", 1, 1000) ?? usual.Rounds,
            map.Has("temperature") ? map.Real("temperature", 0, 2) : usual.Temperature,
            map.Has("max_tokens") ? map.Number("max_tokens", 1, 1_000_000, orNone: true) : usual.MaxTokens
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
