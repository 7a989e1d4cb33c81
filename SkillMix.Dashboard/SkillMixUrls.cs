using Microsoft.AspNetCore.WebUtilities;
using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;

namespace SkillMix.Dashboard;

/// <summary>Every address of the dashboard is made, and read, here: the address is the state of the screen.</summary>
public static partial class SkillMixUrls
{
    public const string Home = "/";
    public const string GenerationsPath = "/generations";
    public const string ComparePath = "/compare";
    public const string RunsPath = "/runs";
    public const string NewRunPath = "/runs/new";
    public const string ComposePath = "/compose";
    public const string CurvesPath = "/curves";
    public const string FailuresPath = "/failures";
    public const string AnchorsPath = "/anchors";
    public const string ModelsPath = "/models";
    public const string CataloguePath = "/catalogue";
    public const string About = "/about";

    /// <summary>The permalink of one generation.</summary>
    public static string Generation(Guid id) => $"/g/{id:N}";

    /// <summary>The filter as query pairs; only what narrows the list.</summary>
    public static IEnumerable<(string Key, string? Value)> FilterPairs(GenerationFilter filter) =>
        [
            .. filter.Students.Select(student => ("student", (string?)student)),
            .. filter.Graders.Select(grader => ("grader", (string?)grader)),
            .. filter.Ks.Select(k => ("k", Number(k))),
            .. filter.Settings.Select(setting => ("setting", (string?)SettingWords.Of(setting))),
            .. filter.Skills.Select(skill => ("skill", (string?)skill)),
            ("topic", filter.Topic),
            ("run", filter.Run?.ToString("N")),
            ("sample", filter.Sample),
            ("tuple", Number(filter.Tuple)),
            .. filter.Outcomes.Select(outcome => ("is", (string?)OutcomeWord(outcome))),
            ("tag", filter.Tag),
            ("q", string.IsNullOrWhiteSpace(filter.Search) ? null : filter.Search),
            ("in", filter.SearchIn == SearchScope.Explanations ? "explanations" : null),
            ("order", filter.Order == GenerationOrder.Newest ? "newest" : null),
        ];

    /// <summary>The filter that an address asks for. Words it does not know are passed over.</summary>
    public static GenerationFilter ReadFilter(string uri)
    {
        var query = Query(uri);
        return new GenerationFilter
        {
            Students = All(query, "student"),
            Graders = All(query, "grader"),
            Ks = [.. All(query, "k").Select(ReadNumber).OfType<int>()],
            Settings = [.. All(query, "setting").Select(SettingWords.Read).OfType<Setting>()],
            Skills = All(query, "skill"),
            Topic = One(query, "topic"),
            Run = ReadGuid(One(query, "run")),
            Sample = One(query, "sample"),
            Tuple = ReadNumber(One(query, "tuple")),
            Outcomes = [.. All(query, "is").Select(ReadOutcome).OfType<Outcome>()],
            Tag = One(query, "tag"),
            Search = One(query, "q"),
            SearchIn = One(query, "in") == "explanations" ? SearchScope.Explanations : SearchScope.Texts,
            Order = One(query, "order") == "newest" ? GenerationOrder.Newest : GenerationOrder.Oldest,
        };
    }

    /// <summary>An address of a path and the pairs that have a value.</summary>
    public static string WithQuery(string path, IEnumerable<(string Key, string? Value)> pairs)
    {
        var query = string.Join(
            '&',
            pairs
                .Where(pair => !string.IsNullOrEmpty(pair.Value))
                .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value!)}")
        );
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    /// <summary>The query of an address, by key.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Query(string uri)
    {
        var mark = uri.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0)
        {
            return new Dictionary<string, IReadOnlyList<string>>();
        }

        var end = uri.IndexOf('#', mark);
        var query = end < 0 ? uri[mark..] : uri[mark..end];
        return QueryHelpers
            .ParseQuery(query)
            .ToDictionary(
                pair => pair.Key,
                pair =>
                    (IReadOnlyList<string>)
                        [.. pair.Value.Where(value => !string.IsNullOrEmpty(value)).Select(value => value!)]
            );
    }

    /// <summary>All values of a key.</summary>
    public static IReadOnlyList<string> All(IReadOnlyDictionary<string, IReadOnlyList<string>> query, string key) =>
        query.TryGetValue(key, out var values) ? values : [];

    /// <summary>The first value of a key; null where there is none.</summary>
    public static string? One(IReadOnlyDictionary<string, IReadOnlyList<string>> query, string key) =>
        All(query, key) is [var first, ..] ? first : null;

    /// <summary>A whole number of an address; null where it is none.</summary>
    public static int? ReadNumber(string? value) => int.TryParse(value, out var number) ? number : null;

    /// <summary>A public id of an address; null where it is none.</summary>
    public static Guid? ReadGuid(string? value) => Guid.TryParse(value, out var id) ? id : null;

    /// <summary>How an outcome is written in addresses.</summary>
    public static string OutcomeWord(Outcome outcome) =>
        outcome switch
        {
            Outcome.GradersDisagree => "split",
            Outcome.Unreadable => "unreadable",
            Outcome.HumanDiffers => "human-differs",
            Outcome.FullMarks => "full-marks",
            Outcome.NotFullMarks => "not-full-marks",
            Outcome.DiffersFromBase => "differs-from-base",
            Outcome.Empty => "empty",
            _ => "ungraded",
        };

    /// <summary>What an outcome means, where its name does not say all.</summary>
    public static string? OutcomeMeaning(Outcome outcome) =>
        outcome switch
        {
            Outcome.GradersDisagree =>
                "Two gradings give a criterion different points; the length criterion apart, which the sentence counter decides",
            Outcome.Unreadable => "Some criterion of some grading could not be read, was refused or failed",
            Outcome.DiffersFromBase =>
                "Full marks here and not for the model it was tuned from, on the same tuple, or the other way round",
            _ => null,
        };

    private static Outcome? ReadOutcome(string word)
    {
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            if (OutcomeWord(outcome) == word)
            {
                return outcome;
            }
        }

        return null;
    }

    private static string? Number(long? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
