using System.Globalization;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;

namespace SkillMix.Benchmarks;

/// <summary>Size of a store, and metrics over many gradings.</summary>
public static class StoreRows
{
    private const double MostBytes = 5 * 1024;

    /// <summary>Bytes of the file per generation, everything in it counted.</summary>
    public static Measurement Bytes(string path, string size)
    {
        using var file = StoreFile.Open(path, StoreAccess.ReadOnly);
        using var connection = file.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM generations";
        var bytes = new FileInfo(path).Length / (double)(long)command.ExecuteScalar()!;
        return new(
            $"store bytes per generation, three graders, {size}",
            "≤ 5 KB",
            string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024:0.00} KB"),
            bytes <= MostBytes
        );
    }

    /// <summary>From the file to the papers' metrics: reading, computing, and both.</summary>
    public static async Task<IReadOnlyList<Measurement>> MetricsAsync(string path, string size, int runs)
    {
        using var file = StoreFile.Open(path, StoreAccess.ReadOnly);
        var store = new SqliteRunStore(file, TimeProvider.System);
        var table = PointTable.Empty;
        var read = await Timing.OfAsync(runs, async () => table = await store.PointsAsync(default));
        var compute = await Timing.OfAsync(runs, () => Task.Run(() => Compute(table)));
        table = PointTable.Empty;
        var both = await Timing.OfAsync(
            runs,
            async () => await Task.Run(async () => Compute(await store.PointsAsync(default)))
        );
        return
        [
            Measurement.Time($"metrics, read, {size}", null, read),
            Measurement.Time($"metrics, compute, {size}", null, compute),
            Measurement.Time($"metrics, read and compute, {size}", 1, both),
        ];
    }

    private static void Compute(PointTable table) =>
        SkillMixMetrics.Compute(table, MetricOptions.Default, MetricDefinition.Published);
}
