using System.Text.Json;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Commands;
using SkillMix.Tests.Catalogue;
using SkillMix.Tests.Exchange;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

[Collection("console")]
public sealed class CommandLineTests : IDisposable
{
    private static readonly string[] MetricKeys =
    [
        "student",
        "grader",
        "sample",
        "setting",
        "k",
        "metric",
        "value",
        "standard_error",
        "low",
        "high",
        "n",
        "generations",
        "gradings",
        "turn",
        "unscored",
        "bound_low",
        "bound_high",
        "simulated",
        "fingerprint",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        2,
        "spatial reasoning; complex question",
        "complex question; red herring",
        "accident; emotional self regulation",
        "red herring; self serving bias",
        "emotional self regulation; statistical syllogism"
    )]
    [InlineData(
        3,
        "spatial reasoning; complex question; statistical syllogism",
        "complex question; red herring; metaphor",
        "accident; complex question; emotional self regulation",
        "self serving bias; red herring; emotional self regulation",
        "statistical syllogism; folk physics; emotional self regulation"
    )]
    public async Task Sample_OfThePublicNamesAtSeed10_IsTheReleasedSample(int k, params string[] skills)
    {
        ReferenceTree.WriteCatalogue(PublicCatalogue.Create(), _folder.Path);

        var answer = await CommandLine.RunAsync("sample", "--catalogue", _folder.Path, "--k", $"{k}", "--json");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        var tuples = answer.Json().GetProperty("tuples").EnumerateArray().ToList();
        Assert.Equal([0, 1, 2, 3, 4], tuples.Select(tuple => tuple.GetProperty("index").GetInt32()));
        Assert.Equal(
            ["Sewing", "Beekeeping", "Gardening", "Triathlons", "Urbanism"],
            tuples.Select(tuple => tuple.GetProperty("topic").GetString())
        );
        Assert.Equal(
            skills,
            tuples.Select(tuple =>
                string.Join(
                    "; ",
                    tuple.GetProperty("skills").EnumerateArray().Select(skill => skill.GetString()!.Split(" (")[0])
                )
            )
        );
    }

    [ReferenceFact]
    public async Task Sample_OfTheReleasedCatalogue_IsTheReleasedSample()
    {
        var answer = await CommandLine.RunAsync("sample", "--catalogue", ReferenceData.Folder!, "--k", "3", "--json");

        Assert.Equal(
            "statistical syllogism",
            answer.Json().GetProperty("tuples")[4].GetProperty("skills")[0].GetString()
        );
    }

    [Fact]
    public async Task Sample_WithoutJson_PrintsWhatWasDrawnFromAndALineATuple()
    {
        var answer = await CommandLine.RunAsync("sample", "--k", "4", "--count", "3");

        Assert.Equal(0, answer.ExitCode);
        var lines = answer.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("# catalogue open (", lines[0], StringComparison.Ordinal);
        Assert.Contains("mode reference, setting all, k 4, count 3, seed 10", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sample_List_PrintsEverySkillOfTheCatalogue()
    {
        var answer = await CommandLine.RunAsync("sample", "--list", "--json");

        var names = answer.Json().GetProperty("skills").EnumerateArray().Select(skill => skill.GetProperty("name"));
        Assert.Equal(OpenCatalogue.Load().Skills.Select(skill => skill.Name), names.Select(name => name.GetString()));
    }

    [Theory]
    [InlineData("max", null, 5, ".60 .245", ".60 .245", ".867 .082")]
    [InlineData("mean", null, 5, ".30 .122", ".30 .122", ".767 .041")]
    [InlineData("max", "metaphor", 4, ".50 .289", ".50 .289", ".833 .096")]
    [InlineData("mean", "metaphor", 4, ".25 .144", ".25 .144", ".75 .048")]
    public async Task Metrics_OfThePointsOfTheReleasedRuns_AreThePublishedOnes(
        string generations,
        string? leaveOut,
        int n,
        params string[] expected
    )
    {
        await BuildGoldenStoreAsync();
        string[] leaving = leaveOut is null ? [] : ["--leave-out", leaveOut];

        foreach (var named in new[] { "off", "substring", "word" })
        {
            var answer = await MetricsAsync(["--generations", generations, "--named-skill", named, .. leaving]);
            AssertGolden(answer, "gpt-4", n, expected);
        }
    }

    [ReferenceFact]
    public async Task Metrics_OfTheReleasedRuns_AreThePublishedOnes()
    {
        var imported = await CommandLine.RunAsync("import", ReferenceData.Folder!, "--db", _folder.File(), "--json");
        Assert.Equal(0, imported.ExitCode);

        AssertGolden(await MetricsAsync(["--student", "gpt-4"]), "gpt-4", 5, ".60 .245", ".60 .245", ".867 .082");
        AssertGolden(
            await MetricsAsync(["--student", "gpt-4", "--generations", "mean"]),
            "gpt-4",
            5,
            ".30 .122",
            ".30 .122",
            ".767 .041"
        );
        AssertGolden(
            await MetricsAsync(["--student", "gpt-4", "--leave-out", "metaphor"]),
            "gpt-4",
            4,
            ".50 .289",
            ".50 .289",
            ".833 .096"
        );
        AssertGolden(
            await MetricsAsync(["--student", "gpt-4", "--leave-out", "metaphor", "--generations", "mean"]),
            "gpt-4",
            4,
            ".25 .144",
            ".25 .144",
            ".75 .048"
        );
    }

    [ReferenceFact]
    public async Task Import_OfTheReleasedRuns_AnswersItsReport()
    {
        var answer = await CommandLine.RunAsync("import", ReferenceData.Folder!, "--db", _folder.File(), "--json");

        var report = answer.Json();
        Assert.Equal(
            [3, 30, 23, 46, 75],
            new[] { "runs", "generations", "gradings", "duplicate_gradings", "unreadable_criteria" }.Select(key =>
                report.GetProperty(key).GetInt32()
            )
        );
    }

    [Fact]
    public async Task Metrics_AsJson_HaveTheKeysThatOthersRelyOn()
    {
        await BuildGoldenStoreAsync();

        var row = (await MetricsAsync([])).Json().GetProperty("rows")[0];

        Assert.Empty(MetricKeys.Except(row.EnumerateObject().Select(property => property.Name)));
        Assert.Equal("judge", row.GetProperty("grader").GetString());
        Assert.Equal("all", row.GetProperty("setting").GetString());
        Assert.Equal("full_marks", row.GetProperty("metric").GetString());
        Assert.Equal(
            [3, 2, 1, 1, 0],
            new[] { "k", "generations", "gradings", "turn", "unscored" }.Select(key => row.GetProperty(key).GetInt32())
        );
        Assert.Equal(0.6, row.GetProperty("bound_low").GetDouble(), 12);
        Assert.Equal(0.6, row.GetProperty("bound_high").GetDouble(), 12);
        Assert.False(row.GetProperty("simulated").GetBoolean());
        Assert.Matches("^[0-9a-f]+$", row.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public async Task Metrics_WithAnUnreadableCriterion_BoundsItOrTakesItAsZero()
    {
        await BuildStoreAsync(["11?111", "111111"]);

        var bounded = (await MetricsAsync([])).Json().GetProperty("rows")[0];
        var zeroed = (await MetricsAsync(["--unreadable", "zero"])).Json().GetProperty("rows")[0];

        Assert.Equal(
            [1.0, 0.5, 1.0],
            new[] { "value", "bound_low", "bound_high" }.Select(key => bounded.GetProperty(key).GetDouble())
        );
        Assert.Equal(1, bounded.GetProperty("unscored").GetInt32());
        Assert.Equal(JsonValueKind.Null, bounded.GetProperty("standard_error").ValueKind);
        Assert.Equal(0.5, zeroed.GetProperty("value").GetDouble());
    }

    [Theory]
    [InlineData("catalogue", "wilson")]
    [InlineData("skills", "shared-skills")]
    [InlineData("bootstrap", "tuple-bootstrap")]
    public async Task Metrics_WithIntervals_AreOfThatRuleAndNumbersStayAsTheyAre(string word, string method)
    {
        await BuildGoldenStoreAsync();

        var plain = (await MetricsAsync([])).Json().GetProperty("rows")[0];
        var answer = await MetricsAsync(["--intervals", word]);
        var row = answer.Json().GetProperty("rows")[0];

        Assert.Equal(method, row.GetProperty("interval").GetString());
        Assert.Equal(plain.GetProperty("value").GetDouble(), row.GetProperty("value").GetDouble());
        Assert.Equal(plain.GetProperty("fingerprint").GetString(), row.GetProperty("fingerprint").GetString());
        Assert.Equal(word == "skills", answer.Error.Contains("rest on fewer than 40 skills", StringComparison.Ordinal));
        Assert.Equal(word == "skills" ? JsonValueKind.Number : JsonValueKind.Null, row.GetProperty("skills").ValueKind);
    }

    [Fact]
    public async Task Metrics_OfAStoreWithoutGradings_AreNoRows()
    {
        using (_folder.NewStore()) { }

        Assert.Equal(0, (await MetricsAsync([])).Json().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task Import_AFolder_AnswersItsReportAndNothingElse()
    {
        var tree = new ReferenceTree(_folder.File("tree"))
            .WithCatalogue()
            .WithTexts(1)
            .WithTexts(2)
            .WithGrades(1, 1, ["1?111", "11111", "11111"])
            .WithGrades(1, 2, ["1?111", "11111", "11111"]);
        await File.WriteAllTextAsync(tree.TextsFile(2), "not a table");

        var answer = await CommandLine.RunAsync("import", tree.Root, "--db", _folder.File(), "--json");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        var report = answer.Json();
        Assert.Equal(
            [1, 3, 3, 3, 1],
            new[] { "runs", "generations", "gradings", "duplicate_gradings", "unreadable_criteria" }.Select(key =>
                report.GetProperty(key).GetInt32()
            )
        );
        var skipped = Assert.Single(report.GetProperty("skipped").EnumerateArray());
        Assert.Equal("test/k2_s10_vdefault_r2/a-student/records.csv", skipped.GetProperty("path").GetString());
        Assert.NotEqual("", skipped.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Import_ACsvOfPublishedResults_CountsItsPoints()
    {
        var csv = _folder.File("table.csv");
        await File.WriteAllTextAsync(
            csv,
            "student,grader,k,ratio_of_full_marks,ratio_of_all_skills,skill_fraction\na,b,2,0.5,-,0.75\n"
        );

        var answer = await CommandLine.RunAsync("import", csv, "--db", _folder.File(), "--json");

        Assert.Equal(1, answer.Json().GetProperty("published_points").GetInt32());
    }

    [Theory]
    [InlineData("sample", "--k", "two")]
    [InlineData("sample")]
    [InlineData("sample", "--k", "2", "--mode", "random")]
    [InlineData("metrics", "--no-such-option")]
    [InlineData("metrics", "--generations", "median")]
    [InlineData("metrics", "--intervals", "wide")]
    [InlineData("import")]
    [InlineData("no-such-verb")]
    public async Task AnyVerb_UsedWrongly_SaysWhatOnStandardErrorAndExitsWith2(params string[] args)
    {
        var answer = await CommandLine.RunAsync(args);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.InRange(answer.ErrorLines.Count, 2, 3);
        Assert.Contains("--help", answer.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("k = 102", "sample", "--k", "102")]
    [InlineData("k = 14", "sample", "--k", "14")]
    [InlineData("k = 0", "sample", "--k", "0")]
    [InlineData("at least one tuple", "sample", "--k", "2", "--count", "0")]
    [InlineData("did you mean 'metaphor'", "sample", "--k", "2", "--without", "metaphore")]
    [InlineData("did you mean 'metaphor'", "sample", "--k", "2", "--drop", "metaphore")]
    [InlineData("--setting all leaves 2 of the 2 skills", "sample", "--k", "3", "--catalogue", "{folder}/small")]
    [InlineData("no file", "sample", "--k", "2", "--catalogue", "{folder}/nowhere")]
    [InlineData("{folder}/none.db", "metrics", "--db", "{folder}/none.db")]
    [InlineData("{folder}/nowhere", "import", "{folder}/nowhere", "--db", "{folder}/store.db")]
    [InlineData("or a store (.db)", "import", "{folder}/nowhere.db", "--db", "{folder}/store.db")]
    [InlineData("No run was found", "import", "{folder}/empty", "--db", "{folder}/store.db")]
    [InlineData("column 'student' is missing", "import", "{folder}/wrong.csv", "--db", "{folder}/store.db")]
    [InlineData("is a file, but no CSV", "import", "{folder}/text.txt", "--db", "{folder}/store.db")]
    [InlineData("{folder}/wrong.csv", "metrics", "--db", "{folder}/wrong.csv")]
    [InlineData(
        "{folder}/text.txt",
        "serve",
        "--no-browser",
        "--url",
        "http://127.0.0.1:0",
        "--db",
        "{folder}/text.txt"
    )]
    [InlineData("--url wants an address", "serve", "--url", "nonsense")]
    [InlineData("skillmix account add NAME --role owner", "serve", "--url", "http://0.0.0.0:5310")]
    [InlineData("listens on this machine only", "serve", "--url", "http://*:5310")]
    public async Task AnyVerb_WithWrongInput_SaysOneSentenceOnStandardErrorAndExitsWith2(
        string sentence,
        params string[] args
    )
    {
        Directory.CreateDirectory(_folder.File("empty"));
        await File.WriteAllTextAsync(_folder.File("wrong.csv"), "a,b\n1,2\n");
        await File.WriteAllTextAsync(
            _folder.File("text.txt"),
            "This is no store, and no table of published results.\n"
        );
        Directory.CreateDirectory(_folder.File("small"));
        await File.WriteAllTextAsync(
            _folder.File("small/skills.csv"),
            "skill,category,definition,example\nirony,literary,d,e\nmetaphor,literary,d,e\n"
        );
        await File.WriteAllTextAsync(_folder.File("small/topics.txt"), "Chess\n");
        string Placed(string text) => text.Replace("{folder}", _folder.Path, StringComparison.Ordinal);

        var answer = await CommandLine.RunAsync([.. args.Select(Placed)]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains(Placed(sentence), Assert.Single(answer.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metrics", "--per-tuple", "0")]
    [InlineData("metrics", "--turn", "-1")]
    [InlineData("metrics", "--leave-out", "metaphore")]
    public async Task Metrics_WithAnOptionOutOfRange_SaysOneSentenceAndExitsWith2(params string[] args)
    {
        await BuildGoldenStoreAsync();

        var answer = await CommandLine.RunAsync([.. args, "--db", _folder.File(), "--json"]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Single(answer.ErrorLines);
    }

    [Theory]
    [InlineData("--k wants a whole number, not 'abc'.", "sample", "--k", "abc")]
    [InlineData("--per-tuple wants a whole number, not 'two'.", "metrics", "--per-tuple", "two")]
    [InlineData("There is no verb 'metrix'; did you mean 'metrics'?", "metrix")]
    [InlineData("There is no option '--studnet'; did you mean '--student'?", "metrics", "--studnet")]
    [InlineData("There is no verb 'zzzzzzzzz'; there are serve, import,", "zzzzzzzzz")]
    [InlineData("There is no option '--k'.", "--k", "3")]
    [InlineData("sample wants --k", "sample")]
    public async Task AnyVerb_UsedWrongly_SaysItInTheUsersWords(string sentence, params string[] args)
    {
        var answer = await CommandLine.RunAsync(args);

        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith(sentence, answer.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(2, answer.ErrorLines.Count); // and where help is
        Assert.Contains(answer.ErrorLines[0][^1], ".?");
        Assert.DoesNotContain("?.", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WhereThePortIsInUse_SaysOneSentenceAndNothingElse()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://{other.LocalEndpoint}";

        var answer = await CommandLine.RunAsync("serve", "--no-browser", "--url", url, "--db", _folder.File());

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.StartsWith($"{url} is in use", Assert.Single(answer.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("student 'nobody'", "gpt-4", "--student", "nobody")]
    [InlineData("grader 'nobody'", "judge", "--student", "gpt-4", "--grader", "nobody")]
    [InlineData("sample 'zz'", "there is ", "--sample", "zz")]
    public async Task Metrics_OfSomebodyUnknown_SaysWhoThereIsAndExitsWith2(
        string unknown,
        string known,
        params string[] options
    )
    {
        await BuildGoldenStoreAsync();

        var answer = await MetricsAsync(options);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains(unknown, Assert.Single(answer.ErrorLines), StringComparison.Ordinal);
        Assert.Contains(known, answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("best of", "--generations", "max")]
    [InlineData("per tuple", "--generations", "mean")]
    public async Task Metrics_AsATable_HeadItsColumnsByTheRule(string heading, params string[] options)
    {
        await BuildGoldenStoreAsync();

        var answer = await CommandLine.RunAsync([
            "metrics",
            "--db",
            _folder.File(),
            "--leave-out",
            "metaphor",
            .. options,
        ]);

        var lines = answer.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches($@"  n +{heading} unscored left out dropped\s*$", lines[0]);
        Assert.Matches(@" 4 +2 +0 +0 +1\s*$", lines[1]); // n, generations, unscored, left out, dropped
    }

    [Fact]
    public async Task Import_TheSameTableOfPublishedResultsAgain_SaysWhatIsNewAndChanged()
    {
        const string Header = "student,grader,k,ratio_of_full_marks,ratio_of_all_skills,skill_fraction\n";
        var csv = _folder.File("table.csv");
        async Task<string> ImportAsync(string rows)
        {
            await File.WriteAllTextAsync(csv, Header + rows);
            return (await CommandLine.RunAsync("import", csv, "--db", _folder.File())).Out;
        }

        Assert.StartsWith("1 published point, 1 new. ", await ImportAsync("a,b,2,0.5,-,0.75\n"));
        Assert.StartsWith("1 published point, already there. ", await ImportAsync("a,b,2,0.5,-,0.75\n"));
        var last = await ImportAsync("a,b,2,0.6,-,0.75\na,b,3,0.5,-,0.75\n");
        Assert.StartsWith("2 published points, 1 new, 1 changed. ", last);
        Assert.Contains("\"Published points\"", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfWhatIsNotThere_MakesNoStore()
    {
        await CommandLine.RunAsync("import", _folder.File("nowhere"), "--db", _folder.File());

        Assert.False(File.Exists(_folder.File()));
    }

    [Fact]
    public async Task Metrics_OfAStoreThatIsNotThere_MakesNone()
    {
        await CommandLine.RunAsync("metrics", "--db", _folder.File());

        Assert.False(File.Exists(_folder.File()));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("sample", "--help")]
    [InlineData("metrics", "--help")]
    [InlineData("import", "--help")]
    public async Task Help_OfAnyVerb_IsOnStandardOutput(params string[] args)
    {
        var answer = await CommandLine.RunAsync(args);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.NotEqual("", answer.Out);
    }

    [Fact]
    public async Task Doctor_OfASoundStoreAndOfADamagedOne_ExitsWith0And1()
    {
        await BuildGoldenStoreAsync();

        var sound = await CommandLine.RunAsync("doctor", "--db", _folder.File(), "--json");

        Assert.Equal((0, ""), (sound.ExitCode, sound.Error));
        Assert.All(
            sound.Json().GetProperty("checks").EnumerateArray(),
            check => Assert.True(check.GetProperty("ok").GetBoolean())
        );

        DamageStore();
        var damaged = await CommandLine.RunAsync("doctor", "--db", _folder.File(), "--json");

        Assert.Equal((1, ""), (damaged.ExitCode, damaged.Error));
        Assert.Contains(
            damaged.Json().GetProperty("checks").EnumerateArray(),
            check => !check.GetProperty("ok").GetBoolean()
        );
    }

    [Fact]
    public void Doctor_WhereTheScriptOfFiguresIsMissing_SaysSo()
    {
        Assert.True(DoctorCommand.Charts(AppContext.BaseDirectory).Ok);
        Assert.False(DoctorCommand.Charts(_folder.Path).Ok);

        File.WriteAllText(_folder.File("skillmix.staticwebassets.endpoints.json"), "\"lib/plotly.min.js\"");
        Assert.False(DoctorCommand.Charts(_folder.Path).Ok);

        Directory.CreateDirectory(_folder.File("wwwroot/lib"));
        File.WriteAllText(_folder.File("wwwroot/lib/plotly.min.js"), "");
        Assert.True(DoctorCommand.Charts(_folder.Path).Ok);
    }

    [Fact]
    public async Task Metrics_OfADamagedStore_SaysOneSentenceAndExitsWith2()
    {
        await BuildGoldenStoreAsync();
        DamageStore();

        var answer = await MetricsAsync([]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("damaged", Assert.Single(answer.ErrorLines), StringComparison.Ordinal);
    }

    private Task<CommandAnswer> MetricsAsync(string[] options) =>
        CommandLine.RunAsync(["metrics", "--db", _folder.File(), "--json", .. options]);

    private static void AssertGolden(CommandAnswer answer, string student, int n, params string[] expected)
    {
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        var rows = answer.Json().GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(
            ["full_marks", "all_skills", "skill_fraction"],
            rows.Select(row => row.GetProperty("metric").GetString())
        );
        foreach (var (row, numbers) in rows.Zip(expected))
        {
            var pair = numbers.Split(' ').Select(number => double.Parse("0" + number)).ToList();
            Assert.Equal(student, row.GetProperty("student").GetString());
            Assert.Equal(n, row.GetProperty("n").GetInt32());
            Assert.Equal(pair[0], row.GetProperty("value").GetDouble(), 0.0005);
            Assert.Equal(pair[1], row.GetProperty("standard_error").GetDouble(), 0.0005);
        }
    }

    /// <summary>The points of the released GPT-4 runs: skills, topic, sense, length; rounds r2 and r3 as two generations.</summary>
    private Task BuildGoldenStoreAsync() =>
        BuildStoreAsync(
            ["110111", "111111", "011111", "111111", "101111"],
            ["011111", "101111", "111111", "110111", "101111"]
        );

    private async Task BuildStoreAsync(params string[][] rounds)
    {
        using var file = _folder.NewStore();
        var store = new SqliteRunStore(file, TimeProvider.System);
        var sample = StudyWriter.Sample(k: 3, count: rounds[0].Length);
        var run = await StudyWriter.OpenAsync(store, sample, [new("gpt-4")]);
        var texts = new List<WrittenGeneration>();
        var gradings = new List<GivenGrading>();
        for (var round = 0; round < rounds.Length; round++)
        {
            for (var tuple = 0; tuple < rounds[round].Length; tuple++)
            {
                texts.Add(StudyWriter.Text(sample, tuple, round + 1, student: "gpt-4"));
                gradings.Add(StudyWriter.Grade(texts[^1], rounds[round][tuple]));
            }
        }

        await store.CommitAsync(run, texts, gradings, default);
    }

    /// <summary>Overwrites every page but the first few, which hold the schema.</summary>
    private void DamageStore()
    {
        long page;
        using (var file = StoreFile.Open(_folder.File(), StoreAccess.Create))
        {
            using var connection = file.OpenConnection();
            page = (long)connection.Scalar("PRAGMA page_size")!;
            var root = (long)connection.Scalar("SELECT rootpage FROM sqlite_master WHERE name = 'generations'")!;
            page *= root - 1;
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        using var bytes = File.OpenWrite(_folder.File());
        bytes.Position = page;
        bytes.Write([.. Enumerable.Repeat((byte)0xEE, 512)]);
    }
}
