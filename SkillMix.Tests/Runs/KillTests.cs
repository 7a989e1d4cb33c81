using Microsoft.Data.Sqlite;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Tests.Dashboard;
using SkillMix.Tests.FakeProvider;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Runs;

/// <summary>The program is killed at its work, again and again, and nothing is lost and nothing asked twice but what was in flight.</summary>
[Collection("console")]
public sealed class KillTests : IDisposable
{
    private const int Kills = 20;
    private const int InFlight = 8;

    // 108 texts, 2 turns and a grading each: 324 requests at most, no two with the same body. A text has one request under way at a time.
    private const string Design = """
        name: killed
        k: [2, 3]
        tuples: 54
        students: [compatible/base]
        generation:
          rounds: 1
        graders:
          - model: compatible/grader-a
        pace:
          in_flight: 8
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_KilledTwentyTimes_LosesNoReplyAsksNoneAgainAndEndsAsIfItHadNotBeen()
    {
        var provider = new RehearsedProvider(isSlow: true);
        await using var server = await FakeProviderServer.StartAsync(provider.Answer);
        var models = Models(server);
        var file = Write("run.yaml", Design);
        var chance = new Random(20);
        IReadOnlySet<string> keys = new HashSet<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            var enough = provider.MoreAsync(chance.Next(1, 16));
            using var process =
                kill == 0
                    ? SkillMixProcess.Start("run", file, "--models", models, "--db", Db("killed.db"))
                    : SkillMixProcess.Start("resume", "killed", "--models", models, "--db", Db("killed.db"));
            var ended = process.EndAsync();
            if (await Task.WhenAny(enough, ended) == ended)
            {
                var answer = await ended;
                Assert.Fail($"It ended before kill {kill}, with {answer.ExitCode}: {answer.Out}{answer.Error}");
            }

            await process.KillAsync();

            var (later, marks) = KeptIn("killed.db");
            Assert.Superset(keys.ToHashSet(), later.ToHashSet());
            // Of every request with a key the reply is there: in the log, or in the text or the grading that was made of it.
            Assert.Equal(later.Count, marks.Count);
            provider.Know(marks);
            keys = later;
        }

        using var last = SkillMixProcess.Start(
            "resume",
            "killed",
            "--models",
            models,
            "--db",
            Db("killed.db"),
            "--json"
        );
        var end = await last.EndAsync();

        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        Assert.Equal(108, end.Json().GetProperty("texts").GetInt32());
        Assert.Empty(provider.AskedThoughKnown);
        // An empty text is given to no grader.
        var requests = 324 - Texts("killed.db").Count(text => text.Split('|')[4] == $"{(int)GenerationState.Empty}");
        Assert.Equal(requests, provider.Asked.Distinct().Count());
        Assert.InRange(provider.Asked.Count - requests, 1, Kills * InFlight);
        Assert.Equal(requests, KeptIn("killed.db").Keys.Count);
        await AssertLikeAnUninterruptedRunAsync(file);
    }

    private async Task AssertLikeAnUninterruptedRunAsync(string file)
    {
        await using var server = await FakeProviderServer.StartAsync(new RehearsedProvider(isSlow: false).Answer);
        var run = await CommandLine.RunAsync("run", file, "--models", Models(server), "--db", Db("whole.db"));
        Assert.Equal(0, run.ExitCode);

        var killed = await CommandLine.RunAsync("metrics", "--json", "--db", Db("killed.db"));
        var whole = await CommandLine.RunAsync("metrics", "--json", "--db", Db("whole.db"));

        Assert.NotEqual(0, whole.Json().GetProperty("rows").GetArrayLength());
        Assert.Equal(whole.Out, killed.Out);
        Assert.Equal(Texts("whole.db"), Texts("killed.db"));
        Assert.Equal(KeptIn("whole.db").Marks.Order(), KeptIn("killed.db").Marks.Order());
    }

    /// <summary>Keys of the logged replies, and the marks of all replies that are kept anywhere.</summary>
    /// <remarks>Looks at a copy: the next process finds the store as the kill left it.</remarks>
    private (IReadOnlySet<string> Keys, IReadOnlySet<string> Marks) KeptIn(string name)
    {
        foreach (var end in new[] { "", "-wal" })
        {
            File.Delete(Db("copy.db" + end));
            if (File.Exists(Db(name + end)))
            {
                File.Copy(Db(name + end), Db("copy.db" + end));
            }
        }

        using var store = StoreFile.Open(Db("copy.db"), StoreAccess.ReadWrite);
        using var connection = store.OpenConnection();
        Assert.Equal("ok", connection.Scalar("PRAGMA integrity_check"));
        var keys = connection.Query("SELECT hex(key) FROM requests WHERE key IS NOT NULL");
        var marks = connection
            .Query("SELECT body FROM replies UNION ALL SELECT body FROM bodies")
            .SelectMany(row => RehearsedProvider.MarksIn(CompressedText.Unpack((byte[])row[0]!)));
        return (keys.Select(row => (string)row[0]!).ToHashSet(), marks.ToHashSet());
    }

    private List<string> Texts(string name)
    {
        using var connection = new SqliteConnection($"Data Source={Db(name)};Pooling=False");
        connection.Open();
        return
        [
            .. connection
                .Query(
                    """
                    SELECT m.name, s.hash, g.tuple_index, g.round, g.state, g.preview, g.full_marks, g.points, d.round, d.points, d.stated_total, d.defects
                    FROM generations g JOIN models m ON m.id = g.student_id JOIN samples s ON s.id = g.sample_id
                    LEFT JOIN gradings d ON d.generation_id = g.id ORDER BY 1, 2, 3, 4
                    """
                )
                .Select(row => string.Join('|', row)),
        ];
    }

    private string Models(FakeProviderServer server) =>
        Write(
            "models.yaml",
            "models:\n"
                + string.Concat(
                    new[] { "base", "grader-a" }.Select(name =>
                        $"  - name: compatible/{name}\n    endpoint: {server.OpenAIAddress}\n"
                    )
                )
        );

    private string Db(string name) => _folder.File(name);

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }
}
