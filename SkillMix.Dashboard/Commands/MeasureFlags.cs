using System.CommandLine;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Commands;

/// <summary>The options that say what is measured and how; metrics, tables and figures share them.</summary>
public sealed class MeasureFlags
{
    private readonly Option<string> _generations = CommonOptions.Words(
        "--generations",
        "Best of r generations of a tuple, or the mean of its generations.",
        "max",
        "mean"
    );
    private readonly Option<string> _panel = CommonOptions.Words(
        "--panel",
        "Each grader by itself, or how several make one verdict.",
        "each",
        "majority",
        "all",
        "any"
    );
    private readonly Option<string> _named = CommonOptions.Words(
        "--named-skill",
        "Whether a skill that the text names loses its point.",
        "off",
        "substring",
        "word"
    );
    private readonly Option<string> _length = CommonOptions.Words(
        "--length",
        "Who gives the length point.",
        "reference",
        "strict",
        "graded"
    );
    private readonly Option<string> _unreadable = CommonOptions.Words(
        "--unreadable",
        "Keep unreadable points apart, with bounds, or count them as zero.",
        "bounds",
        "zero"
    );
    private readonly Option<string> _intervals = CommonOptions.Words(
        "--intervals",
        "What intervals and standard errors speak of: this catalogue, skills like these, or this catalogue by drawing tuples anew.",
        "catalogue",
        "skills",
        "bootstrap"
    );
    private readonly Option<string?> _leaveOut = new("--leave-out")
    {
        Description = "Drop tuples with these skills: \"skill;skill\".",
    };
    private readonly Option<string[]> _student = new("--student")
    {
        Description = "Only this student (may be repeated).",
    };
    private readonly Option<string[]> _grader = new("--grader") { Description = "Only this grader (may be repeated)." };
    private readonly Option<string[]> _sample = new("--sample")
    {
        Description = "Only this sample, by the first characters of its identity (may be repeated).",
    };
    private readonly Option<string[]> _setting = new("--setting")
    {
        Description = "Only this side of the split: all, train or held-out (may be repeated).",
    };
    private readonly Option<int[]> _k = new("--k") { Description = "Only this k (may be repeated)." };
    private readonly Option<bool> _pool = new("--pool")
    {
        Description = "Join different samples, seeds and prompts of a student.",
    };
    private readonly Option<int?> _turn = new("--turn")
    {
        Description = "0 measures the draft, 1 the revision (default: the last turn).",
    };
    private readonly Option<int?> _perTuple = new("--per-tuple")
    {
        Description =
            "r, generations per tuple (default: the most common number). Tuples with fewer are left out; of tuples with more, "
            + "best-of averages over all subsets of r generations, and the mean is over all generations.",
    };

    /// <summary>Gives a command the options.</summary>
    /// <param name="isPart">Also those that narrow the settings and k, which only figures take.</param>
    public void AddTo(Command command, bool isPart = false)
    {
        Option[] all =
        [
            .. isPart ? (Option[])[_setting, _k] : [],
            _generations,
            _panel,
            _named,
            _length,
            _unreadable,
            _intervals,
            _leaveOut,
            _student,
            _grader,
            _sample,
            _pool,
            _turn,
            _perTuple,
        ];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>How it is measured.</summary>
    public MetricOptions OptionsOf(ParseResult parsed) =>
        new()
        {
            Generations = parsed.GetValue(_generations) == "mean" ? GenerationRule.Mean : GenerationRule.Max,
            Panel = Enum.Parse<PanelRule>(parsed.GetValue(_panel)!, ignoreCase: true),
            NamedSkill = Enum.Parse<NamedSkillRule>(parsed.GetValue(_named)!, ignoreCase: true),
            Length = parsed.GetValue(_length) switch
            {
                "strict" => LengthRule.StrictCounter,
                "graded" => LengthRule.AsGraded,
                _ => LengthRule.ReferenceCounter,
            },
            Unreadable = parsed.GetValue(_unreadable) == "zero" ? UnreadableRule.Zero : UnreadableRule.Bounds,
            Intervals = MetricWords.ReadIntervals(parsed.GetValue(_intervals)),
            LeaveOut = SkillList.Parse(parsed.GetValue(_leaveOut)),
            PoolSamples = parsed.GetValue(_pool),
            Turn = parsed.GetValue(_turn),
            PerTuple = parsed.GetValue(_perTuple),
        };

    /// <summary>Everything that is asked to be measured, for a figure.</summary>
    /// <exception cref="ArgumentException">A setting is none.</exception>
    public MeasureChoices ChoicesOf(ParseResult parsed) =>
        new()
        {
            Students = StudentsOf(parsed),
            Graders = parsed.GetValue(_grader) ?? [],
            Samples = parsed.GetValue(_sample) ?? [],
            Settings = [.. (parsed.GetValue(_setting) ?? []).Select(SettingOf)],
            Ks = parsed.GetValue(_k) ?? [],
            Options = OptionsOf(parsed),
        };

    /// <summary>The students that are asked for; none for all.</summary>
    public string[] StudentsOf(ParseResult parsed) => parsed.GetValue(_student) ?? [];

    /// <summary>The gradings of a store, all and those that are asked for.</summary>
    /// <exception cref="ArgumentException">A student, grader, sample or skill that is named is not there.</exception>
    public async Task<(PointTable All, PointTable Points)> PointsOfAsync(
        ParseResult parsed,
        OpenedStore store,
        CancellationToken cancellationToken
    )
    {
        var graders = parsed.GetValue(_grader) ?? [];
        var samples = parsed.GetValue(_sample) ?? [];
        var all = await store.Runs.PointsAsync(cancellationToken);
        RequireOneOf("student", StudentsOf(parsed), all.Series.Select(series => series.Student));
        RequireOneOf("grader", graders, all.Series.Select(series => series.Grader));
        RequireOneOf("sample", samples, all.Series.Select(series => series.Sample), mayBeBeginning: true);
        var points = all.Only(StudentsOf(parsed), graders, samples);
        RequireKnown(points, OptionsOf(parsed).LeaveOut);
        return (all, points);
    }

    private static Setting SettingOf(string word) =>
        SettingWords.Read(word) ?? throw new ArgumentException($"--setting is all, train or held-out, not '{word}'.");

    private static void RequireOneOf(
        string what,
        IReadOnlyList<string> asked,
        IEnumerable<string> all,
        bool mayBeBeginning = false
    )
    {
        List<string> known = [.. all.Distinct().Order(StringComparer.Ordinal)];
        var unknown = asked.FirstOrDefault(name =>
            mayBeBeginning
                ? !known.Exists(one => one.StartsWith(name, StringComparison.Ordinal))
                : !known.Contains(name)
        );
        if (unknown is not null)
        {
            throw new ArgumentException(
                $"There is no {what} '{unknown}' among the gradings; there {(known.Count == 1 ? "is" : "are")} {(known.Count == 0 ? "none" : string.Join(", ", known))}."
            );
        }
    }

    private static void RequireKnown(PointTable points, IReadOnlyList<string> leaveOut)
    {
        var known = points.Series.SelectMany(series => series.Skills.Values).SelectMany(skills => skills).ToHashSet();
        if (known.Count > 0 && leaveOut.FirstOrDefault(skill => !known.Contains(skill)) is { } unknown)
        {
            throw new ArgumentException(
                $"--leave-out names '{unknown}', which no tuple measured here asks for; names are written as in the catalogue."
            );
        }
    }
}
