using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Dashboard.Pages.Curves;
using SkillMix.Dashboard.Pages.Failures;

namespace SkillMix.Dashboard;

/// <summary>Addresses of the figures.</summary>
public static partial class SkillMixUrls
{
    /// <summary>The success curves as somebody chose them; what is left at its default does not appear.</summary>
    public static string Curves(CurvesView view) =>
        WithQuery(
            CurvesPath,
            [
                ("metric", view.Metric == Metric.FullMarks ? null : MetricDefinition.JsonName(view.Metric)),
                .. MeasurePairs(view.Choices),
                ("people", view.People?.ToString("N")),
                ("published", view.ShowsPublished ? "on" : null),
                .. view.PublishedStudents.Select(student => ("with", (string?)student)),
                ("band", view.ShowsUnscored ? null : "off"),
                ("colour", view.ColourByStudent ? null : "family"),
            ]
        );

    /// <summary>The success curves that an address asks for. Words it does not know are passed over.</summary>
    public static CurvesView ReadCurves(string uri)
    {
        var query = Query(uri);
        return new CurvesView
        {
            Choices = ReadMeasure(query),
            Metric = MetricDefinition.All.FirstOrDefault(
                metric => MetricDefinition.JsonName(metric) == One(query, "metric"),
                Metric.FullMarks
            ),
            People = ReadGuid(One(query, "people")),
            ShowsPublished = One(query, "published") == "on",
            PublishedStudents = [.. All(query, "with").Distinct()],
            ShowsUnscored = One(query, "band") != "off",
            ColourByStudent = One(query, "colour") != "family",
        };
    }

    /// <summary>The failures as somebody chose them.</summary>
    public static string Failures(FailuresView view) =>
        WithQuery(
            FailuresPath,
            [
                .. MeasurePairs(view.Choices),
                ("order", view.Order == SkillOrder.SurelyMissed ? "surely" : null),
                ("rows", view.ShowsAllSkills ? "all" : null),
            ]
        );

    /// <summary>The failures that an address asks for.</summary>
    public static FailuresView ReadFailures(string uri)
    {
        var query = Query(uri);
        return new FailuresView
        {
            Choices = ReadMeasure(query),
            Order = One(query, "order") == "surely" ? SkillOrder.SurelyMissed : SkillOrder.MissRate,
            ShowsAllSkills = One(query, "rows") == "all",
        };
    }

    private static IEnumerable<(string Key, string? Value)> MeasurePairs(MeasureChoices choices) =>
        [
            .. choices.Students.Select(student => ("student", (string?)student)),
            .. choices.Graders.Select(grader => ("grader", (string?)grader)),
            .. choices.Settings.Select(setting => ("setting", (string?)SettingWords.Of(setting))),
            .. choices.Ks.Select(k => ("k", Number(k))),
            ("panel", Word(choices.Options.Panel, PanelRule.Each)),
            ("generations", Word(choices.Options.Generations, GenerationRule.Max)),
            ("of", Number(choices.Options.PerTuple)),
            ("named", Word(choices.Options.NamedSkill, NamedSkillRule.Off)),
            (
                "length",
                choices.Options.Length switch
                {
                    LengthRule.StrictCounter => "strict",
                    LengthRule.AsGraded => "graded",
                    _ => null,
                }
            ),
            (
                "turn",
                choices.Options.Turn switch
                {
                    null => null,
                    0 => "draft",
                    1 => "revision",
                    { } other => Number(other),
                }
            ),
            ("unreadable", Word(choices.Options.Unreadable, UnreadableRule.Bounds)),
            .. choices.Options.LeaveOut.Select(skill => ("without", (string?)skill)),
            ("pool", choices.Options.PoolSamples ? "on" : null),
            (
                "confidence",
                choices.Options.Confidence.Equals(MetricOptions.Default.Confidence)
                    ? null
                    : choices.Options.Confidence.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ),
            (
                "repeats",
                choices.Options.Bootstrap.Repeats == MetricOptions.Default.Bootstrap.Repeats
                    ? null
                    : Number(choices.Options.Bootstrap.Repeats)
            ),
            (
                "seed",
                choices.Options.Bootstrap.Seed == MetricOptions.Default.Bootstrap.Seed
                    ? null
                    : choices.Options.Bootstrap.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ),
            (
                "intervals",
                choices.Options.Intervals == IntervalRule.ThisCatalogue
                    ? null
                    : MetricWords.Name(choices.Options.Intervals)
            ),
        ];

    private static MeasureChoices ReadMeasure(IReadOnlyDictionary<string, IReadOnlyList<string>> query) =>
        new()
        {
            Students = [.. All(query, "student").Distinct()],
            Graders = [.. All(query, "grader").Distinct()],
            Settings = [.. All(query, "setting").Select(SettingWords.Read).OfType<Setting>().Distinct()],
            Ks = [.. All(query, "k").Select(ReadNumber).OfType<int>().Distinct()],
            Options = new MetricOptions
            {
                Panel = ReadWord(One(query, "panel"), PanelRule.Each),
                Generations = ReadWord(One(query, "generations"), GenerationRule.Max),
                PerTuple = ReadNumber(One(query, "of")) is > 0 and var r ? r : null,
                NamedSkill = ReadWord(One(query, "named"), NamedSkillRule.Off),
                Length = One(query, "length") switch
                {
                    "strict" => LengthRule.StrictCounter,
                    "graded" => LengthRule.AsGraded,
                    _ => LengthRule.ReferenceCounter,
                },
                Turn = One(query, "turn") switch
                {
                    "draft" => 0,
                    "revision" => 1,
                    var word => ReadNumber(word) is >= 0 and var turn ? turn : null,
                },
                Unreadable = ReadWord(One(query, "unreadable"), UnreadableRule.Bounds),
                LeaveOut = [.. All(query, "without").Distinct()],
                PoolSamples = One(query, "pool") == "on",
                Intervals = MetricWords.ReadIntervals(One(query, "intervals")),
                Confidence =
                    double.TryParse(
                        One(query, "confidence"),
                        System.Globalization.CultureInfo.InvariantCulture,
                        out var confidence
                    ) && confidence is > 0 and < 1
                        ? confidence
                        : MetricOptions.Default.Confidence,
                Bootstrap = MetricOptions.Default.Bootstrap with
                {
                    Repeats = ReadNumber(One(query, "repeats")) is >= 1 and <= BootstrapSpec.MostRepeats and var repeats
                        ? repeats
                        : MetricOptions.Default.Bootstrap.Repeats,
                    Seed = ulong.TryParse(One(query, "seed"), out var seed)
                        ? seed
                        : MetricOptions.Default.Bootstrap.Seed,
                },
            },
        };

    /// <summary>A rule in small letters; null for the default, which an address leaves out.</summary>
    private static string? Word<T>(T value, T byDefault)
        where T : struct, Enum => value.Equals(byDefault) ? null : value.ToString().ToLowerInvariant();

    private static T ReadWord<T>(string? word, T byDefault)
        where T : struct, Enum =>
        word is not null && char.IsAsciiLetterLower(word[0]) && Enum.TryParse<T>(word, ignoreCase: true, out var value)
            ? value
            : byDefault;
}
