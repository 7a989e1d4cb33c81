using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SkillMix.Core.Metrics;

/// <summary>The rows of a table in the order group, sample, tuple, generation, turn, found without moving the rows.</summary>
/// <remarks>
/// Each row gets a whole number that grows in that order. Indices are dense as a rule, so counting them orders a million
/// rows in a few passes; where they are not, an ordinary sort does it. Methods of the hot path, here and in the classes that
/// follow, are compiled in full at their first call: on the command line that call is the only one.
/// </remarks>
internal sealed class RowOrder
{
    private readonly Cell[] _cells;

    private RowOrder(Cell[] cells, long[] keys, int[] rows)
    {
        _cells = cells;
        Keys = keys;
        Rows = rows;
    }

    /// <summary>The rows' numbers, ascending.</summary>
    public long[] Keys { get; }

    /// <summary>Row indices in order.</summary>
    public int[] Rows { get; }

    public static ReadOnlySpan<PointRow> AsSpan(IReadOnlyList<PointRow> rows) =>
        rows switch
        {
            PointRow[] array => array,
            List<PointRow> list => CollectionsMarshal.AsSpan(list),
            _ => rows.ToArray(),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RowOrder Of(SeriesGroups groups, ReadOnlySpan<PointRow> rows)
    {
        var (cells, total) = Layout(groups, rows);
        var keys = GC.AllocateUninitializedArray<long>(rows.Length);
        var isOrdered = true;
        var last = 0L;
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            var key = cells[row.Series].KeyOf(in row);
            isOrdered &= key >= last;
            keys[i] = last = key;
        }

        if (isOrdered) // as a store reads them
        {
            return new(cells, keys, InPlace(keys.Length));
        }

        var isDense = total <= Math.Max(4L * rows.Length, 1 << 16);
        var (sorted, order) = isDense ? Count(keys, (int)total) : Sort(keys);
        return new(cells, sorted, order);
    }

    /// <summary>The first number after those of the row's tuple.</summary>
    public long EndOfTuple(in PointRow row) => _cells[row.Series].EndOfTuple(in row);

    /// <summary>The first number after those of the row's generation.</summary>
    public long EndOfGeneration(in PointRow row) => _cells[row.Series].EndOfGeneration(in row);

    /// <summary>Gives every source as many numbers as its largest tuple, generation and turn ask for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Cell[] Cells, long Total) Layout(SeriesGroups groups, ReadOnlySpan<PointRow> rows)
    {
        var largest = new Extent[groups.SourceOf.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            if ((uint)row.Series >= (uint)largest.Length || row.Tuple < 0 || row.Generation < 0 || row.Turn < 0)
            {
                throw Misplaced(i, row, largest.Length);
            }

            largest[row.Series].Include(in row);
        }

        var bySource = new Dictionary<TupleSource, Extent>();
        for (var i = 0; i < largest.Length; i++)
        {
            bySource[groups.SourceOf[i]] = bySource.GetValueOrDefault(groups.SourceOf[i]).Join(largest[i]);
        }

        var total = 0L;
        var bySourceCells = new Dictionary<TupleSource, Cell>();
        foreach (var source in groups.Groups.SelectMany(group => group.Sources))
        {
            var extent = bySource[source];
            bySourceCells[source] = new(total, extent.Generation + 1L, extent.Turn + 1L);
            total = checked(total + ((extent.Tuple + 1L) * (extent.Generation + 1L) * (extent.Turn + 1L)));
        }

        return ([.. groups.SourceOf.Select(source => bySourceCells[source])], total);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (long[] Keys, int[] Rows) Count(long[] keys, int total)
    {
        var starts = new int[total + 1];
        foreach (var key in keys)
        {
            starts[key + 1]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var sorted = GC.AllocateUninitializedArray<long>(keys.Length);
        var order = GC.AllocateUninitializedArray<int>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            var place = starts[keys[i]]++;
            sorted[place] = keys[i];
            order[place] = i;
        }

        return (sorted, order);
    }

    private static (long[] Keys, int[] Rows) Sort(long[] keys)
    {
        var order = InPlace(keys.Length);
        Array.Sort(keys, order);
        return (keys, order);
    }

    private static int[] InPlace(int length)
    {
        var order = GC.AllocateUninitializedArray<int>(length);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        return order;
    }

    private static ArgumentException Misplaced(int index, in PointRow row, int series) =>
        new(
            $"Row {index} is of series {row.Series}, tuple {row.Tuple}, generation {row.Generation}, turn {row.Turn}; "
                + $"the table has {series} series, and none of the others may be negative."
        );

    /// <summary>Where the numbers of one source begin, and how many generations and turns a tuple has room for.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Cell(long Offset, long Generations, long Turns)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public long KeyOf(in PointRow row) =>
            Offset + (((row.Tuple * Generations) + row.Generation) * Turns) + row.Turn;

        public long EndOfTuple(in PointRow row) => Offset + ((row.Tuple + 1L) * Generations * Turns);

        public long EndOfGeneration(in PointRow row) =>
            Offset + (((row.Tuple * Generations) + row.Generation + 1L) * Turns);
    }

    [StructLayout(LayoutKind.Auto)]
    private record struct Extent(int Tuple, short Generation, short Turn)
    {
        public void Include(in PointRow row)
        {
            Tuple = Math.Max(Tuple, row.Tuple);
            Generation = Math.Max(Generation, row.Generation);
            Turn = Math.Max(Turn, row.Turn);
        }

        public readonly Extent Join(Extent other) =>
            new(Math.Max(Tuple, other.Tuple), Math.Max(Generation, other.Generation), Math.Max(Turn, other.Turn));
    }
}
