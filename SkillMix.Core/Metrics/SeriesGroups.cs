namespace SkillMix.Core.Metrics;

/// <summary>The series that one row of metrics is about.</summary>
internal sealed class SeriesGroup(string student, Catalogue.Setting setting, int k, bool isSimulated)
{
    private readonly SortedSet<string> _fingerprints = new(StringComparer.Ordinal);
    private readonly List<string> _samples = [];
    private readonly List<string> _prompts = [];

    public string Student { get; } = student;

    public Catalogue.Setting Setting { get; } = setting;

    public int K { get; } = k;

    public bool IsSimulated { get; } = isSimulated;

    /// <summary>The configured panel, in order of appearance; one name when every grader stands for itself.</summary>
    public List<string> Graders { get; } = [];

    public List<TupleSource> Sources { get; } = [];

    public string Sample => string.Join(" + ", _samples);

    public string Prompts => string.Join(" + ", _prompts);

    public string Grader(PanelRule rule)
    {
        var names = string.Join(", ", Graders.Order(StringComparer.Ordinal));
        return rule switch
        {
            PanelRule.Majority => $"majority of {names}",
            PanelRule.All => $"all of {names}",
            PanelRule.Any => $"any of {names}",
            _ => names,
        };
    }

    public MetricRecipe Recipe(MetricOptions options) => MetricRecipe.Of(_fingerprints, options);

    /// <summary>Takes a series in; answers the grader's place in the panel.</summary>
    public int Add(PointSeries series)
    {
        _fingerprints.Add(series.Fingerprint);
        AddOnce(_samples, series.Sample);
        AddOnce(_prompts, series.Prompts);
        AddOnce(Graders, series.Grader);
        return Graders.IndexOf(series.Grader);
    }

    private static void AddOnce(List<string> names, string name)
    {
        if (!names.Contains(name, StringComparer.Ordinal))
        {
            names.Add(name);
        }
    }
}

/// <summary>The tuples of one sample inside a group; tuple indices are unique here.</summary>
internal sealed class TupleSource(SeriesGroup group, string sample)
{
    private readonly List<PointSeries> _series = [];

    public SeriesGroup Group { get; } = group;

    public string Sample { get; } = sample;

    public void Add(PointSeries series) => _series.Add(series);

    /// <summary>The skill names of a tuple, in prompt order.</summary>
    /// <exception cref="ArgumentException">No series names them, or the number of names is not k.</exception>
    public IReadOnlyList<string> SkillsOf(int tuple)
    {
        if (NamesOf(tuple) is not { } skills)
        {
            throw new ArgumentException(
                $"Tuple {tuple} of sample {Sample} has gradings but no skill names; list its skills in the table's series."
            );
        }

        return skills.Count == Group.K
            ? skills
            : throw new ArgumentException(
                $"Tuple {tuple} of sample {Sample} names {skills.Count} skills where k = {Group.K}; list each of its skills once."
            );
    }

    /// <summary>The skill names of a tuple as the first series that has any lists them; null where none does.</summary>
    public IReadOnlyList<string>? NamesOf(int tuple)
    {
        foreach (var series in _series)
        {
            if (series.Skills.TryGetValue(tuple, out var skills))
            {
                return skills;
            }
        }

        return null;
    }
}

/// <summary>Which group, sample and grader each series of a table belongs to.</summary>
internal sealed class SeriesGroups
{
    private SeriesGroups(IReadOnlyList<SeriesGroup> groups, TupleSource[] sourceOf, int[] graderOf)
    {
        Groups = groups;
        SourceOf = sourceOf;
        GraderOf = graderOf;
    }

    /// <summary>The groups, in order of their first series.</summary>
    public IReadOnlyList<SeriesGroup> Groups { get; }

    /// <summary>The source of tuples, by series.</summary>
    public TupleSource[] SourceOf { get; }

    /// <summary>The place in the group's panel, by series.</summary>
    public int[] GraderOf { get; }

    public static SeriesGroups Of(IReadOnlyList<PointSeries> series, MetricOptions options)
    {
        var groups = new List<SeriesGroup>();
        var byKey = new Dictionary<object, SeriesGroup>();
        var sources = new Dictionary<object, TupleSource>();
        var sourceOf = new TupleSource[series.Count];
        var graderOf = new int[series.Count];
        for (var i = 0; i < series.Count; i++)
        {
            var one = series[i];
            CheckK(one);
            var isPanel = options.Panel != PanelRule.Each;
            var prompts = isPanel ? one.GenerationPrompts ?? one.Prompts : one.Prompts;
            object key = (
                one.Student,
                Grader: isPanel ? null : one.Grader,
                one.Setting,
                one.K,
                one.IsSimulated, // never joined with measurement, whatever is pooled
                Sample: options.PoolSamples ? null : one.Sample,
                Prompts: options.PoolSamples ? null : prompts
            );
            if (!byKey.TryGetValue(key, out var group))
            {
                byKey[key] = group = new(one.Student, one.Setting, one.K, one.IsSimulated);
                groups.Add(group);
            }

            object sourceKey = (group, one.Sample, prompts);
            if (!sources.TryGetValue(sourceKey, out var source))
            {
                sources[sourceKey] = source = new(group, one.Sample);
                group.Sources.Add(source);
            }

            source.Add(one);
            sourceOf[i] = source;
            graderOf[i] = group.Add(one);
        }

        return new(groups, sourceOf, graderOf);
    }

    private static void CheckK(PointSeries series)
    {
        const int Largest = Grading.PackedVerdicts.Capacity - 3;
        if (series.K is < 1 or > Largest)
        {
            throw new ArgumentException(
                $"A series must have from 1 to {Largest} skills per tuple, but that of {series.Student} has {series.K}."
            );
        }
    }
}
