using System.Globalization;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;

namespace SkillMix.Dashboard;

/// <content>Runs, one run, and the design of a new one.</content>
public static partial class SkillMixUrls
{
    /// <summary>The page of a run.</summary>
    public static string Run(Guid id) => $"{RunsPath}/{id:N}";

    /// <summary>The page of a new run, filled in with a design. What is as usual is left out.</summary>
    public static string NewRun(RunDesign design)
    {
        var usual = UsualDesign;
        return WithQuery(
            NewRunPath,
            [
                ("name", design.Name),
                ("study", Other(design.Study, usual.Study)),
                .. design.Settings.Select(setting => ("setting", (string?)SettingWords.Of(setting))),
                .. design.Ks.Select(k => ("k", Number(k))),
                ("tuples", Number(design.Tuples)),
                ("seed", design.Seed == usual.Seed ? null : Number(design.Seed)),
                ("mode", design.Mode == SamplingMode.Reference ? "reference" : null),
                ("sample", Other(design.SampleName, usual.SampleName)),
                .. design.Without.Select(skill => ("without", (string?)skill)),
                .. design.Picked.Select(tuple => ("picked", (string?)string.Join('|', [tuple.Topic, .. tuple.Skills]))),
                .. design.Students.Select(student => ("student", (string?)student)),
                .. design.Graders.Select(grader => ("grader", (string?)GraderWord(grader))),
                ("write", Other(design.WritePrompt, usual.WritePrompt)),
                ("revise", design.RevisePrompt is null ? "none" : Other(design.RevisePrompt, usual.RevisePrompt)),
                ("rounds", Number(design.Rounds)),
                ("temperature", design.Temperature == usual.Temperature ? null : Real(design.Temperature)),
                ("max-tokens", design.MaxTokens == usual.MaxTokens ? null : Number(design.MaxTokens) ?? "none"),
                ("system", design.SystemPrompt),
                ("top-p", design.TopP is null ? null : Real(design.TopP)),
                ("penalty", design.RepetitionPenalty is null ? null : Real(design.RepetitionPenalty)),
                ("stop", design.EarlyStop == EarlyStop.None ? null : EarlyStopWord(design.EarlyStop)),
                ("in-flight", design.Pace.InFlight == usual.Pace.InFlight ? null : Number(design.Pace.InFlight)),
                ("rpm", Number(design.Pace.RequestsPerMinute)),
                ("tpm", Number(design.Pace.TokensPerMinute)),
                ("usd", design.Budget.Usd?.ToString(CultureInfo.InvariantCulture)),
                ("budget-tokens", Number(design.Budget.Tokens)),
                ("budget-requests", Number(design.Budget.Requests)),
                .. design.Anchors.Select(anchors => ("anchors", (string?)anchors)),
            ]
        );
    }

    /// <summary>The design that an address of a new run asks for. What it does not say is as usual.</summary>
    public static RunDesign ReadNewRun(string uri)
    {
        var query = Query(uri);
        var usual = UsualDesign;
        string? Word(string key) => One(query, key);
        return usual with
        {
            Name = Word("name") ?? "",
            Study = Word("study") ?? usual.Study,
            Settings = All(query, "setting").Select(SettingWords.Read).OfType<Setting>().ToList()
                is { Count: > 0 } settings
                ? settings
                : usual.Settings,
            Ks = All(query, "k").Select(ReadNumber).OfType<int>().ToList() is { Count: > 0 } ks ? ks : usual.Ks,
            Tuples = ReadNumber(Word("tuples")) ?? usual.Tuples,
            Seed = long.TryParse(Word("seed"), CultureInfo.InvariantCulture, out var seed) ? seed : usual.Seed,
            Mode = Word("mode") == "reference" ? SamplingMode.Reference : usual.Mode,
            SampleName = Word("sample") ?? usual.SampleName,
            Without = All(query, "without"),
            Picked = [.. All(query, "picked").Select(word => word.Split('|')).Select(ReadPicked)],
            Students = All(query, "student"),
            Graders = [.. All(query, "grader").Select(ReadGrader)],
            WritePrompt = Word("write") ?? usual.WritePrompt,
            RevisePrompt = Word("revise") is { } revise ? (revise == "none" ? null : revise) : usual.RevisePrompt,
            Rounds = ReadNumber(Word("rounds")) ?? usual.Rounds,
            Temperature = Word("temperature") is { } heat ? ReadReal(heat) : usual.Temperature,
            MaxTokens = Word("max-tokens") is { } most ? ReadNumber(most) : usual.MaxTokens,
            SystemPrompt = Word("system"),
            TopP = ReadReal(Word("top-p")),
            RepetitionPenalty = ReadReal(Word("penalty")),
            EarlyStop = Enum.GetValues<EarlyStop>().FirstOrDefault(stop => EarlyStopWord(stop) == Word("stop")),
            Pace = new(
                ReadNumber(Word("in-flight")) ?? usual.Pace.InFlight,
                ReadNumber(Word("rpm")),
                ReadNumber(Word("tpm"))
            ),
            Budget = new(
                decimal.TryParse(Word("usd"), CultureInfo.InvariantCulture, out var usd) ? usd : null,
                ReadNumber(Word("budget-tokens")),
                ReadNumber(Word("budget-requests"))
            ),
            Anchors = All(query, "anchors"),
        };
    }

    /// <summary>How an early stop is written in addresses and in run files.</summary>
    public static string EarlyStopWord(EarlyStop stop) =>
        stop switch
        {
            EarlyStop.Reference => "reference",
            EarlyStop.UpperLimit => "upper-limit",
            _ => "none",
        };

    /// <summary>What a new run asks where nothing is said: small enough for a first try.</summary>
    private static RunDesign UsualDesign { get; } =
        new()
        {
            Name = "",
            Ks = [2, 3],
            Tuples = 20,
            Mode = SamplingMode.Balanced,
            Students = [],
            Rounds = 1,
            Graders = [],
        };

    // A grader with everything that is not as usual: model|prompt|rounds|temperature|most tokens.
    private static string GraderWord(GraderDesign grader) =>
        string.Join(
                '|',
                grader.Model,
                Other(grader.Prompt, new GraderDesign("").Prompt),
                grader.Rounds == 1 ? "" : Number(grader.Rounds),
                grader.Temperature is null ? "" : Real(grader.Temperature),
                Number(grader.MaxTokens)
            )
            .TrimEnd('|');

    private static GraderDesign ReadGrader(string word)
    {
        var parts = word.Split('|');
        var usual = new GraderDesign("");
        string? Part(int place) => place < parts.Length && parts[place].Length > 0 ? parts[place] : null;
        return new(
            parts[0],
            Part(1) ?? usual.Prompt,
            ReadNumber(Part(2)) ?? usual.Rounds,
            ReadReal(Part(3)),
            ReadNumber(Part(4))
        );
    }

    // A picked tuple: topic|skill|skill…
    private static PickedTuple ReadPicked(string[] parts) => new(parts[1..], parts[0]);

    private static string? Other(string? value, string? usual) => value == usual ? null : value;

    private static string Real(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "none";

    private static double? ReadReal(string? value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
