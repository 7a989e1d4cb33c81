using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SkillMix.Core.Metrics;

/// <summary>One text after the vote.</summary>
/// <param name="Tuple">Running number of its tuple in the group, from 0.</param>
/// <param name="TupleIndex">Index of the tuple in its sample.</param>
/// <param name="Turn">The turn that was graded.</param>
/// <param name="Met">Bit i is set when criterion i is met.</param>
/// <param name="Undecided">Bit i is set when criterion i is undecided.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VotedText(int Tuple, int TupleIndex, short Turn, ushort Met, ushort Undecided);

/// <summary>The texts of one group of series after the vote, tuple by tuple.</summary>
internal sealed class VotedTexts(SeriesGroup group, MetricOptions options)
{
    private readonly TextVoter _voter = new(
        options,
        group.K,
        options.Panel == PanelRule.Each ? 1 : group.Graders.Count
    );
    private readonly HashSet<string> _leaveOut = new(options.LeaveOut, StringComparer.Ordinal);
    private readonly Tally _gradingsPerText = new();
    private readonly int[] _gradingsBy = new int[group.Graders.Count];

    public SeriesGroup Group { get; } = group;

    /// <summary>Texts of the measured turn; those of one tuple stand together.</summary>
    public List<VotedText> Texts { get; } = [];

    /// <summary>The sources of the tuples, by running number.</summary>
    public List<TupleSource> TupleSources { get; } = [];

    /// <summary>Tuples with any row that were not dropped, also those without a text of the measured turn.</summary>
    public int Tuples => TupleSources.Count;

    public int Dropped { get; private set; }

    /// <summary>Gradings that the texts rest on.</summary>
    public int Gradings { get; private set; }

    public int GradingsPerText => _gradingsPerText.MostCommon;

    /// <summary>The turn of all texts; null when they differ or there is none.</summary>
    public int? Turn => Texts.Count > 0 && Texts.TrueForAll(text => text.Turn == Texts[0].Turn) ? Texts[0].Turn : null;

    /// <summary>Reads a table: one list of texts per group, also for groups without rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static IReadOnlyList<VotedTexts> Read(PointTable table, MetricOptions options)
    {
        options.Check();
        var groups = SeriesGroups.Of(table.Series, options);
        var rows = RowOrder.AsSpan(table.Rows);
        var order = RowOrder.Of(groups, rows);
        var byGroup = groups.Groups.ToDictionary(group => group, group => new VotedTexts(group, options));
        for (var at = 0; at < rows.Length; )
        {
            ref readonly var first = ref rows[order.Rows[at]];
            var source = groups.SourceOf[first.Series];
            var end = EndOf(order.Keys, at, order.EndOfTuple(in first));
            byGroup[source.Group].AddTuple(source, first.Tuple, rows, order, at, end, groups.GraderOf);
            at = end;
        }

        return [.. groups.Groups.Select(group => byGroup[group])];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int EndOf(long[] keys, int at, long endKey)
    {
        while (at < keys.Length && keys[at] < endKey)
        {
            at++;
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTuple(
        TupleSource source,
        int tuple,
        ReadOnlySpan<PointRow> rows,
        RowOrder order,
        int at,
        int end,
        int[] graderOf
    )
    {
        if (_leaveOut.Count > 0 && source.SkillsOf(tuple).Any(_leaveOut.Contains))
        {
            Dropped++;
            return;
        }

        var number = TupleSources.Count;
        TupleSources.Add(source);
        while (at < end)
        {
            var next = EndOf(order.Keys, at, order.EndOfGeneration(in rows[order.Rows[at]]));
            var turn = options.Turn ?? rows[order.Rows[next - 1]].Turn;
            if (AddText(rows, order.Rows.AsSpan(at, next - at), turn, graderOf) is var (met, undecided))
            {
                Texts.Add(new(number, tuple, (short)turn, met, undecided));
            }

            at = next;
        }
    }

    /// <summary>Votes on one turn of one generation; null when no row is of that turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (ushort Met, ushort Undecided)? AddText(
        ReadOnlySpan<PointRow> rows,
        ReadOnlySpan<int> generation,
        int turn,
        int[] graderOf
    )
    {
        _voter.Clear();
        Array.Clear(_gradingsBy);
        var any = -1;
        foreach (var index in generation)
        {
            ref readonly var row = ref rows[index];
            if (row.Turn == turn)
            {
                var grader = graderOf[row.Series];
                _voter.Add(grader, row.Verdicts, row.Facts);
                _gradingsBy[grader] += row.Grading > 0 ? 1 : 0;
                any = index;
            }
        }

        if (any < 0)
        {
            return null;
        }

        foreach (var gradings in _gradingsBy)
        {
            if (gradings > 0) // a text too empty to be graded has none
            {
                Gradings += gradings;
                _gradingsPerText.Add(gradings);
            }
        }

        return _voter.Decide(rows[any].Facts);
    }
}

/// <summary>Counts how often each small whole number occurs.</summary>
internal sealed class Tally
{
    private int[] _counts = new int[8];

    /// <summary>The most common number, the larger of equally common ones; 0 when nothing was counted.</summary>
    public int MostCommon
    {
        get
        {
            var best = 0;
            for (var i = 0; i < _counts.Length; i++)
            {
                best = _counts[i] > 0 && _counts[i] >= _counts[best] ? i : best;
            }

            return best;
        }
    }

    public void Add(int number)
    {
        if (number >= _counts.Length)
        {
            Array.Resize(ref _counts, Math.Max(number + 1, 2 * _counts.Length));
        }

        _counts[number]++;
    }
}
