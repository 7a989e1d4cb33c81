using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>Reads the whole store into a point table: narrow columns only, one pass over each table, on all cores.</summary>
/// <remarks>
/// The readers have connections of their own, and a writer may commit between them. Gradings are never changed, so a bound
/// on their ids gives all readers the same state of the store.
/// </remarks>
internal static class PointReader
{
    // Ranges of generations per grading spec: enough to keep some cores busy, few enough to start quickly.
    private const int Ranges = 4;

    /// <param name="file">The store.</param>
    /// <param name="connection">An open connection to it, for everything but the gradings.</param>
    public static PointTable Read(StoreFile file, SqliteConnection connection, CancellationToken cancellationToken)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        var lastGrading = NumberRows.First(connection, "SELECT max(id) FROM gradings");
        var lastGeneration = NumberRows.First(connection, "SELECT max(id) FROM generations");
        if (lastGeneration == 0)
        {
            return PointTable.Empty;
        }

        Generations? generations = null;
        var parts = Parts(NumbersOf("SELECT id FROM grading_specs ORDER BY id"), lastGeneration);
        List<Action> readings =
        [
            () => generations = Generations.Read(connection, lastGeneration),
            .. parts.Select(part => (Action)(() => part.Read(file, lastGrading))),
        ];
        Parallel.ForEach(
            Partitioner.Create(readings, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { CancellationToken = cancellationToken },
            read => read()
        );

        var series = new SeriesBook(connection, snapshot);
        foreach (var part in parts)
        {
            part.Place(generations!, series);
        }

        var empty = EmptyTexts(generations!, series);
        var all = GC.AllocateUninitializedArray<PointRow>(parts.Sum(part => part.Count) + empty.Count);
        var start = 0;
        foreach (var part in parts)
        {
            part.Start = start;
            start += part.Count;
        }

        Parallel.ForEach(parts, part => part.Fill(all, generations!));
        empty.CopyTo(all, start);
        return new(series.All, all);

        List<long> NumbersOf(string sql)
        {
            var numbers = new List<long>();
            using var reader = new NumberRows(connection, sql);
            while (reader.Read())
            {
                numbers.Add(reader[0]);
            }

            return numbers;
        }
    }

    private static List<Part> Parts(List<long> specs, long lastGeneration)
    {
        var width = (lastGeneration / Ranges) + 1;
        return
        [
            .. from spec in specs
            from range in Enumerable.Range(0, Ranges)
            select new Part(spec, range * width, (range + 1) * width),
        ];
    }

    /// <summary>An empty text is given to no grader, and yet it is known what it is worth: it counts in every series of its kind.</summary>
    /// <remarks>A student that wrote nothing at all about a sample counts as the rest of its run is graded.</remarks>
    private static List<PointRow> EmptyTexts(Generations generations, SeriesBook series)
    {
        var rows = new List<PointRow>();
        for (var id = 0L; id <= generations.Last; id++)
        {
            ref readonly var head = ref generations[id];
            if (!head.IsThere || head.State != GenerationState.Empty)
            {
                continue;
            }

            foreach (var one in series.Like(generations.Kinds[head.Kind]))
            {
                rows.Add(
                    new(one, head.Tuple, head.Round, head.LastTurn, 0, default, generations.Facts(id, head.LastTurn))
                );
            }
        }

        return rows;
    }

    private readonly record struct RawGrading(long Generation, long Points, short Turn, short Round);

    /// <summary>The gradings of one spec and a range of generations, in the order of generation, turn and round.</summary>
    private sealed class Part(long spec, long from, long before)
    {
        private RawGrading[] _gradings = [];
        private int[] _series = [];

        public int Count => _gradings.Length;

        /// <summary>Place of the first row in the table.</summary>
        public int Start { get; set; }

        public void Read(StoreFile file, long lastGrading)
        {
            // The columns of gradings_by_points, so that the wide table is not touched.
            const string Where =
                "FROM gradings INDEXED BY gradings_by_points WHERE grading_spec_id = ?1 AND generation_id >= ?2 AND generation_id < ?3 AND id <= ?4";
            using var connection = file.OpenConnection();
            var count = NumberRows.First(connection, $"SELECT count(*) {Where}", spec, from, before, lastGrading);
            var gradings = GC.AllocateUninitializedArray<RawGrading>(checked((int)count));
            using var rows = new NumberRows(
                connection,
                $"SELECT generation_id, points, turn, round {Where} ORDER BY generation_id, turn, round",
                spec,
                from,
                before,
                lastGrading
            );
            for (var i = 0; i < gradings.Length && rows.Read(); i++)
            {
                gradings[i] = new(rows[0], rows[1], (short)rows[2], (short)rows[3]);
            }

            _gradings = gradings;
        }

        /// <summary>Finds the series of every kind of generation that occurs, in the order of their first rows.</summary>
        public void Place(Generations generations, SeriesBook series)
        {
            _series = new int[generations.Kinds.Count];
            Array.Fill(_series, -1);
            foreach (ref readonly var grading in _gradings.AsSpan())
            {
                var kind = generations[grading.Generation].Kind;
                if (_series[kind] < 0)
                {
                    _series[kind] = series.Of(generations.Kinds[kind], spec);
                }
            }
        }

        public void Fill(PointRow[] rows, Generations generations)
        {
            for (var i = 0; i < _gradings.Length; i++)
            {
                ref readonly var grading = ref _gradings[i];
                ref readonly var head = ref generations[grading.Generation];
                rows[Start + i] = new(
                    _series[head.Kind],
                    head.Tuple,
                    head.Round,
                    grading.Turn,
                    grading.Round,
                    new(grading.Points),
                    generations.Facts(grading.Generation, grading.Turn)
                );
            }
        }
    }
}
