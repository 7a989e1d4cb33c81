using System.Globalization;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard;

/// <content>The figure studio: its address is a figure's spec.</content>
public static partial class SkillMixUrls
{
    public const string FiguresPath = "/figures";

    private static readonly string[] FigureKeys =
    [
        "kind",
        "student",
        "grader",
        "setting",
        "k",
        "sample",
        "panel",
        "generations",
        "of",
        "named",
        "length",
        "turn",
        "unreadable",
        "without",
        "pool",
        "intervals",
        "metric",
        "queue",
        "published",
        "with",
        "baseline",
        "band",
        "colour",
        "loss",
        "against",
        "most",
        "title",
        "width",
        "height",
        "font",
        "palette",
        "legend",
        "errors",
        "heading",
        "grid",
        "x",
        "y",
        "dpi",
        "corpus",
        "topic-rate",
        "skill-rate",
        "confidence",
        "repeats",
        "seed",
    ];

    private static readonly FigureSpec UsualFigure = new();

    private static readonly string[] RepeatedKeys = ["student", "grader", "setting", "k", "sample", "without", "with"];

    /// <summary>Rules that an address may also say where they are the usual ones.</summary>
    private static readonly Dictionary<string, string> UsualRules = new()
    {
        ["panel"] = "each",
        ["generations"] = "max",
        ["named"] = "off",
        ["length"] = "reference",
        ["turn"] = "last",
        ["unreadable"] = "bounds",
        ["pool"] = "off",
        ["intervals"] = "catalogue",
        ["of"] = "usual",
        ["confidence"] = "0.95",
        ["repeats"] = "10000",
        ["seed"] = "0",
    };

    /// <summary>The studio with a figure.</summary>
    public static string Figure(FigureSpec spec) => WithQuery(FiguresPath, FigurePairs(spec));

    /// <summary>A file of a figure: the same address as the studio's, with the ending of the file.</summary>
    /// <param name="ending">svg, pdf, png, tex, csv or json.</param>
    /// <param name="dpi">Dots per inch of a PNG.</param>
    public static string FigureFile(FigureSpec spec, string ending, int? dpi = null) =>
        WithQuery($"{FiguresPath}/figure.{ending}", [.. FigurePairs(spec), ("dpi", Number(dpi))]);

    /// <summary>The papers' table of the same choices.</summary>
    /// <param name="ending">tex, md or csv.</param>
    public static string TableFile(FigureSpec spec, string ending) =>
        WithQuery($"{FiguresPath}/table.{ending}", FigurePairs(new FigureSpec { Choices = spec.Choices }));

    /// <summary>A spec as query pairs; what is left at its default does not appear.</summary>
    public static IEnumerable<(string Key, string? Value)> FigurePairs(FigureSpec spec)
    {
        var style = spec.Style;
        return
        [
            ("kind", spec.Kind == FigureKind.Curve ? null : FigureKindWords.Name(spec.Kind)),
            .. MeasurePairs(spec.Choices),
            .. spec.Choices.Samples.Select(sample => ("sample", (string?)sample)),
            ("metric", spec.Metric == Metric.FullMarks ? null : MetricDefinition.JsonName(spec.Metric)),
            ("queue", spec.Queue?.ToString("N")),
            ("published", spec.ShowsPublished ? "on" : null),
            .. spec.PublishedStudents.Select(student => ("with", (string?)student)),
            ("baseline", spec.ShowsBaseline ? "on" : null),
            ("band", spec.ShowsUnscored ? null : "off"),
            ("colour", spec.ColourByStudent ? "student" : null),
            ("loss", spec.Loss == default ? null : StyleWords.Of(spec.Loss)),
            ("against", spec.Against == default ? null : StyleWords.Of(spec.Against)),
            ("most", Number(spec.Most)),
            ("corpus", spec.Corpus.Equals(UsualFigure.Corpus) ? null : Decimal(spec.Corpus)),
            ("topic-rate", spec.TopicRate.Equals(UsualFigure.TopicRate) ? null : Decimal(spec.TopicRate)),
            ("skill-rate", spec.SkillRate.Equals(UsualFigure.SkillRate) ? null : Decimal(spec.SkillRate)),
            ("title", spec.Title),
            ("width", style.Width.Equals(FigureStyle.Column.Width) ? null : Decimal(style.Width)),
            ("height", style.Height is { } height ? Decimal(height) : null),
            ("font", style.FontSize.Equals(FigureStyle.Column.FontSize) ? null : Decimal(style.FontSize)),
            ("palette", style.Palette == default ? null : StyleWords.Of(style.Palette)),
            ("legend", style.Legend == default ? null : StyleWords.Of(style.Legend)),
            ("errors", style.Errors == default ? null : StyleWords.Of(style.Errors)),
            ("heading", style.ShowsTitle ? "on" : null),
            ("grid", style.ShowsGrid ? null : "off"),
            ("x", StyleWords.Of(style.X)),
            ("y", StyleWords.Of(style.Y)),
        ];
    }

    /// <summary>The spec that an address asks for.</summary>
    /// <exception cref="FormatException">It holds something that is not known, or a number out of its range; nothing is passed over in silence.</exception>
    public static FigureSpec ReadFigure(string uri)
    {
        var query = Query(uri);
        if (query.Keys.FirstOrDefault(key => !FigureKeys.Contains(key)) is { } unknown)
        {
            throw new FormatException($"The address says '{unknown}', which no figure knows.");
        }

        if (query.FirstOrDefault(pair => pair.Value.Count > 1 && !RepeatedKeys.Contains(pair.Key)).Key is { } twice)
        {
            throw new FormatException($"The address says '{twice}' more than once, and it can be but one.");
        }

        try
        {
            var choices = ReadMeasure(query) with { Samples = [.. All(query, "sample").Distinct()] };
            RequireRules(query, choices);
            RequireRead(query, "setting", choices.Settings.Count, "all, train or held-out");
            RequireRead(query, "k", choices.Ks.Count, "a whole number");
            return new FigureSpec
            {
                Kind = Choice(query, "kind", FigureKindWords.Read, FigureKindWords.All.Select(FigureKindWords.Name)),
                Choices = choices,
                Metric = Choice(
                    query,
                    "metric",
                    word =>
                        MetricDefinition
                            .All.Select(one => (Metric?)one)
                            .FirstOrDefault(one => MetricDefinition.JsonName(one!.Value) == word),
                    MetricDefinition.All.Select(MetricDefinition.JsonName)
                ),
                Queue = One(query, "queue") is { } queue
                    ? ReadGuid(queue)
                        ?? throw new FormatException($"The address says queue '{queue}', which is no id of a queue.")
                    : null,
                ShowsPublished = Switch(query, "published", false),
                PublishedStudents = [.. All(query, "with").Distinct()],
                ShowsBaseline = Switch(query, "baseline", false),
                ShowsUnscored = Switch(query, "band", true),
                ColourByStudent = OneOf(query, "colour", "family", "student") == "student",
                Loss = Style<LossForm>(query, "loss"),
                Against = Style<GraderForm>(query, "against"),
                Most = Whole(query, "most"),
                Corpus = Real(query, "corpus") ?? UsualFigure.Corpus,
                TopicRate = Real(query, "topic-rate") ?? UsualFigure.TopicRate,
                SkillRate = Real(query, "skill-rate") ?? UsualFigure.SkillRate,
                Title = One(query, "title"),
                Style = ReadStyle(query),
            };
        }
        catch (ArgumentOutOfRangeException problem)
        {
            throw new FormatException(problem.Message.Split(" (Parameter")[0], problem);
        }
    }

    private static FigureStyle ReadStyle(IReadOnlyDictionary<string, IReadOnlyList<string>> query)
    {
        var usual = FigureStyle.Column;
        return new()
        {
            Width = Real(query, "width") ?? usual.Width,
            Height = Real(query, "height"),
            FontSize = Real(query, "font") ?? usual.FontSize,
            Palette = Style<PaletteChoice>(query, "palette"),
            Legend = Style<LegendPlace>(query, "legend"),
            Errors = Style<ErrorStyle>(query, "errors"),
            ShowsTitle = Switch(query, "heading", false),
            ShowsGrid = Switch(query, "grid", true),
            X = One(query, "x") is { } x ? StyleWords.ReadRange(x) : null,
            Y = One(query, "y") is { } y ? StyleWords.ReadRange(y) : null,
        };
    }

    private static T Style<T>(IReadOnlyDictionary<string, IReadOnlyList<string>> query, string key)
        where T : struct, Enum => Choice(query, key, StyleWords.Read<T>, StyleWords.All<T>());

    private static T Choice<T>(
        IReadOnlyDictionary<string, IReadOnlyList<string>> query,
        string key,
        Func<string?, T?> read,
        IEnumerable<string> words
    )
        where T : struct =>
        One(query, key) is not { } word
            ? default
            : read(word)
                ?? throw new FormatException(
                    $"The address says {key} '{word}', and there is {string.Join(", ", words)}."
                );

    private static string? OneOf(
        IReadOnlyDictionary<string, IReadOnlyList<string>> query,
        string key,
        params string[] words
    ) =>
        One(query, key) is { } word && !words.Contains(word)
            ? throw new FormatException($"The address says {key} '{word}', and there is {string.Join(", ", words)}.")
            : One(query, key);

    private static bool Switch(IReadOnlyDictionary<string, IReadOnlyList<string>> query, string key, bool usual) =>
        OneOf(query, key, "on", "off") is { } word ? word == "on" : usual;

    /// <summary>A whole number of a figure's address; null where it is not said.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static int? Whole(IReadOnlyDictionary<string, IReadOnlyList<string>> query, string key) =>
        One(query, key) is not { } word ? null
        : int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"The address says {key} '{word}', which is no whole number.");

    private static double? Real(IReadOnlyDictionary<string, IReadOnlyList<string>> query, string key) =>
        One(query, key) is not { } word ? null
        : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"The address says {key} '{word}', which is no number.");

    /// <summary>A rule that is not known is read as the usual one, and would be missing from the address that is made of it.</summary>
    private static void RequireRules(IReadOnlyDictionary<string, IReadOnlyList<string>> query, MeasureChoices choices)
    {
        var read = MeasurePairs(choices).ToLookup(pair => pair.Key, pair => pair.Value);
        foreach (var (key, usual) in UsualRules)
        {
            if (All(query, key).FirstOrDefault(word => word != usual && !read[key].Contains(word)) is { } unknown)
            {
                throw new FormatException(
                    $"The address says {key} '{unknown}', which is none of its choices; the usual one is '{usual}'."
                );
            }
        }
    }

    private static void RequireRead(
        IReadOnlyDictionary<string, IReadOnlyList<string>> query,
        string key,
        int read,
        string expected
    )
    {
        if (All(query, key).Distinct().Count() != read)
        {
            throw new FormatException(
                $"The address says {key} '{string.Join("', '", All(query, key))}', and expected is {expected}."
            );
        }
    }

    private static string Decimal(double number) => number.ToString(CultureInfo.InvariantCulture);
}
