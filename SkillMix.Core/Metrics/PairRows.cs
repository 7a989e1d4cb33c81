namespace SkillMix.Core.Metrics;

/// <summary>What a model of skill pairs is fitted to: a row per text, or per pair of a text, with what is present in it.</summary>
internal sealed class PairRows
{
    private readonly List<int[]> _rows = [];
    private readonly List<int> _skillCounts = [];
    private readonly List<bool> _successes = [];
    private readonly List<object> _clusters = [];

    private PairRows(IReadOnlyList<string> skills) => Skills = skills;

    /// <summary>Names of the skills, ordinal; the effect of a skill is its place here.</summary>
    public IReadOnlyList<string> Skills { get; }

    /// <summary>Effects present in each row: its skills ascending, then k and student where there are several.</summary>
    public IReadOnlyList<int[]> Rows => _rows;

    /// <summary>How many of a row's effects are skills.</summary>
    public IReadOnlyList<int> SkillCounts => _skillCounts;

    public IReadOnlyList<bool> Successes => _successes;

    /// <summary>Rows of one tuple (and of one pair of it, where a row is a pair) share a cluster, whatever student and generation.</summary>
    public IReadOnlyList<object> Clusters => _clusters;

    /// <summary>How many effects there are.</summary>
    public int Effects { get; private set; }

    /// <summary>Texts that are left out, wholly or in part, because their success stays undecided.</summary>
    public int Undecided { get; private set; }

    /// <summary>Reads the texts of one grader and setting.</summary>
    public static PairRows Of(IReadOnlyList<VotedTexts> groups, PairSuccess success)
    {
        List<string> skills =
        [
            .. groups
                .SelectMany(voted => voted.Texts.Select(text => SkillsOf(voted, text)))
                .SelectMany(names => names)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        var ks = groups.Select(voted => voted.Group.K).Distinct().ToList();
        var students = groups.Select(voted => voted.Group.Student).Distinct(StringComparer.Ordinal).ToList();
        var rows = new PairRows(skills) { Effects = skills.Count + ks.Count + students.Count };
        var places = skills.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        foreach (var voted in groups)
        {
            int[] factors =
            [
                .. ks.Count > 1 ? (int[])[skills.Count + ks.IndexOf(voted.Group.K)] : [],
                .. students.Count > 1 ? (int[])[skills.Count + ks.Count + students.IndexOf(voted.Group.Student)] : [],
            ];
            foreach (var text in voted.Texts)
            {
                int[] present = [.. SkillsOf(voted, text).Select(name => places[name])];
                if (success == PairSuccess.FullMarks)
                {
                    rows.AddText(voted, text, present, factors);
                }
                else
                {
                    rows.AddPairs(voted, text, present, factors);
                }
            }
        }

        return rows;
    }

    private void AddText(VotedTexts voted, VotedText text, int[] present, int[] factors)
    {
        var full = (1 << (voted.Group.K + 3)) - 1;
        if (SuccessOf(text, full) is { } isSuccess)
        {
            Add([.. present.Order()], factors, isSuccess, ClusterOf(voted, text));
        }
        else
        {
            Undecided++;
        }
    }

    private void AddPairs(VotedTexts voted, VotedText text, int[] present, int[] factors)
    {
        var isOpen = false;
        for (var a = 0; a < present.Length; a++)
        {
            for (var b = a + 1; b < present.Length; b++)
            {
                if (SuccessOf(text, (1 << a) | (1 << b)) is { } isSuccess)
                {
                    int[] pair = present[a] < present[b] ? [present[a], present[b]] : [present[b], present[a]];
                    Add(pair, factors, isSuccess, (ClusterOf(voted, text), pair[0], pair[1]));
                }
                else
                {
                    isOpen = true;
                }
            }
        }

        Undecided += isOpen ? 1 : 0;
    }

    private void Add(int[] skills, int[] factors, bool isSuccess, object cluster)
    {
        _rows.Add([.. skills, .. factors]);
        _skillCounts.Add(skills.Length);
        _successes.Add(isSuccess);
        _clusters.Add(cluster);
    }

    /// <summary>Whether a text meets all of some criteria; null when that is undecided.</summary>
    private static bool? SuccessOf(VotedText text, int criteria) =>
        (text.Met & criteria) == criteria ? true
        : ((text.Met | text.Undecided) & criteria) == criteria ? null
        : false;

    private static object ClusterOf(VotedTexts voted, VotedText text) =>
        (voted.TupleSources[text.Tuple].Sample, voted.Group.K, text.TupleIndex);

    private static IReadOnlyList<string> SkillsOf(VotedTexts voted, VotedText text) =>
        voted.TupleSources[text.Tuple].SkillsOf(text.TupleIndex);
}
