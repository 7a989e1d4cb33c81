using System.Diagnostics;
using System.Globalization;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Benchmarks;

/// <summary>Stores of rehearsal generations, made once and kept in the temp folder for the next time.</summary>
/// <remarks>A store is named by its size, the program's version and its schema: a change of either makes a new one.</remarks>
public sealed class BenchmarkStores(bool isFresh, TextWriter log)
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "skillmix-benchmarks", Version());

    /// <summary>A store of at least so many generations, three graders each, made by the real pipeline.</summary>
    public async Task<string> OfGenerationsAsync(int generations, CancellationToken cancellationToken)
    {
        var perTuple = new SampleStudy(1).Texts;
        var study = new SampleStudy((generations + perTuple - 1) / perTuple);
        return await KeptAsync(
            string.Create(CultureInfo.InvariantCulture, $"generations-{generations}.db"),
            string.Create(CultureInfo.InvariantCulture, $"{study.Texts:N0} generations"),
            async path =>
            {
                using var file = StoreFile.Open(path, StoreAccess.Create);
                var store = new SqliteRunStore(file, TimeProvider.System);
                await study.MakeAsync(store, null, cancellationToken);
            }
        );
    }

    /// <summary>A store of exactly so many gradings: a smaller one, its gradings repeated as further rounds.</summary>
    public async Task<string> OfGradingsAsync(int gradings, string smaller) =>
        await KeptAsync(
            string.Create(CultureInfo.InvariantCulture, $"gradings-{gradings}.db"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{gradings:N0} gradings (first rounds by the pipeline, further rounds copied by SQL)"
            ),
            path =>
            {
                File.Copy(smaller, path);
                using var file = StoreFile.Open(path, StoreAccess.ReadWrite);
                RepeatGradings(file, gradings);
                return Task.CompletedTask;
            }
        );

    private static void RepeatGradings(StoreFile file, int wanted)
    {
        using var connection = file.OpenConnection();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            "SELECT group_concat(name, ', ') FROM pragma_table_info('gradings') WHERE name NOT IN ('id', 'round')";
        var columns = (string)command.ExecuteScalar()!;
        command.CommandText = "SELECT count(*) FROM gradings";
        var first = (long)command.ExecuteScalar()!;
        for (var (round, left) = (1, wanted - first); left > 0; round++)
        {
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO gradings ({columns}, round) SELECT {columns}, {round + 1} FROM gradings WHERE round = 1 ORDER BY id LIMIT {left}"
            );
            left -= command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private async Task<string> KeptAsync(string name, string what, Func<string, Task> make)
    {
        Directory.CreateDirectory(_folder);
        var path = Path.Combine(_folder, name);
        if (isFresh)
        {
            File.Delete(path);
        }

        if (File.Exists(path))
        {
            await log.WriteLineAsync($"Store of {what}: at hand, {path}");
            return path;
        }

        // Under another name until it is whole, so that a stopped run leaves no half store behind.
        var half = path + ".half";
        foreach (var left in new[] { half, half + "-wal", half + "-shm" })
        {
            File.Delete(left);
        }

        var start = Stopwatch.GetTimestamp();
        await make(half);
        File.Move(half, path);
        await log.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Store of {what}: made in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, {path}"
            )
        );
        return path;
    }

    private static string Version()
    {
        var assembly = typeof(StoreFile).Assembly;
        var schema = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith("Storage/Migrations/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            });
        return $"{ToolVersion.Current.Split('+')[0]}-{ContentHash.Short(ContentHash.Of(string.Concat(schema)))}";
    }
}
