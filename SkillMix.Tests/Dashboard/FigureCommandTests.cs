using System.Net;
using System.Text;
using SkillMix.Core.Figures;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

[Collection("console")]
public sealed class FigureCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Curve_IntoEachKindOfFile_IsWhatTheEndingSaysAndTheSameTwice()
    {
        await MakeAsync();

        foreach (
            var (ending, start) in new[]
            {
                ("svg", "<svg"),
                ("pdf", "%PDF-1.7"),
                ("png", "\u0089PNG"),
                ("csv", "trace,place"),
                ("json", "{\n  \"skillmix_figure\": 1"),
            }
        )
        {
            var first = await DrawAsync($"first.{ending}");
            var second = await DrawAsync($"second.{ending}");

            Assert.StartsWith(start, Encoding.Latin1.GetString(first), StringComparison.Ordinal);
            Assert.Equal(first, second);
        }

        Assert.Contains(
            "simulated data",
            Encoding.UTF8.GetString(await DrawAsync("badge.svg")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("-o", "curve.doc", "ends in none of .svg, .pdf, .png,")]
    [InlineData("--y", "1:0", "--y: a range is a lower and a higher number, such as 0:1, not '1:0'.")]
    [InlineData("--setting", "sideways", "--setting is all, train or held-out, not 'sideways'.")]
    public async Task Curve_AskedForWrongly_SaysWhatWasExpected(string option, string value, string sentence)
    {
        await MakeAsync();
        string[] file = option == "-o" ? [] : ["-o", _folder.File("curve.svg")];

        var answer = await CommandLine.RunAsync([
            "figure",
            "curve",
            "--db",
            _folder.File("study.db"),
            .. file,
            option,
            option == "-o" ? _folder.File(value) : value,
        ]);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(sentence, answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("curve", "--panel", "majority", "--baseline")]
    [InlineData("paired", "--panel", "majority", "--metric", "skill_fraction", "--width", "5.5")]
    [InlineData("graders", "--against", "difference", "--palette", "grey")]
    [InlineData("grid", "--panel", "all", "--setting", "all", "--setting", "train")]
    [InlineData(
        "criteria",
        "--panel",
        "majority",
        "--k",
        "2",
        "--k",
        "3",
        "--intervals",
        "bootstrap",
        "--errors",
        "bands"
    )]
    [InlineData("skills", "--panel", "majority", "--most", "5")]
    [InlineData("training", "--panel", "majority", "--intervals", "bootstrap")]
    [InlineData("pairs", "--panel", "majority", "--width", "5.5")]
    public async Task File_FromTheBrowser_IsByteForByteThatOfTheCommandLine(string kind, params string[] options)
    {
        await MakeAsync();
        await using var app = DashboardApplication.Build(
            new DashboardOptions(_folder.File("study.db"), "http://127.0.0.1:0") { Protection = _folder.File("keys") }
        );
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };

        foreach (var ending in (string[])["svg", "pdf", "json", "csv", "tex"])
        {
            var own = await DrawAsync($"{kind}.{ending}", kind, options);
            var spec = FigureJson.Read(Encoding.UTF8.GetString(await DrawAsync("spec.json", kind, options)));

            Assert.Equal(own, await client.GetByteArrayAsync(SkillMixUrls.FigureFile(spec, ending)));
            Assert.Equal(own, await DrawAsync($"again.{ending}", "--spec", [_folder.File("spec.json")]));
        }

        await app.StopAsync();
    }

    [Fact]
    public async Task Address_OfAFileThatCannotBeDrawn_SaysWhyInASentence()
    {
        await MakeAsync();
        await using var app = DashboardApplication.Build(
            new DashboardOptions(_folder.File("study.db"), "http://127.0.0.1:0") { Protection = _folder.File("keys") }
        );
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };

        var answer = await client.GetAsync("/figures/figure.svg?student=nobody");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith(
            "There is no student 'nobody' among the gradings; there are rehearsal/base,",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        await app.StopAsync();
    }

    [Fact]
    public async Task Figure_KeptInTheStore_IsListedAndDrawnByItsName()
    {
        await MakeAsync();

        var own = await DrawAsync("own.svg", "curve", ["--panel", "majority", "--save", "main figure"]);
        var list = await CommandLine.RunAsync(["figure", "list", "--db", _folder.File("study.db")]);

        Assert.StartsWith("main figure\tcurve\tkept ", list.Out, StringComparison.Ordinal);
        Assert.Equal(own, await DrawAsync("saved.svg", "--saved", ["main figure"]));
    }

    [Fact]
    public async Task Options_ThatMeanNothingForTheKind_AreNamed()
    {
        await MakeAsync();

        var answer = await CommandLine.RunAsync([
            "figure",
            "skills",
            "--panel",
            "majority",
            "--generations",
            "mean",
            "--intervals",
            "skills",
            "--db",
            _folder.File("study.db"),
            "-o",
            _folder.File("skills.svg"),
        ]);

        Assert.Contains(
            "Chosen, and without a meaning for this kind of figure: best of or mean, the rule of intervals.",
            answer.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Figure_OfNothingInParticular_SaysWhatThereIs()
    {
        var answer = await CommandLine.RunAsync(["figure", "-o", _folder.File("x.svg")]);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("Say what to draw: a kind (curve, criteria, paired,", answer.Error, StringComparison.Ordinal);
    }

    private async Task<byte[]> DrawAsync(string name, string what, string[] options)
    {
        var path = _folder.File(name);
        var answer = await CommandLine.RunAsync([
            "figure",
            what,
            .. options,
            "-o",
            path,
            "--db",
            _folder.File("study.db"),
        ]);
        Assert.Equal(("", 0), (answer.ExitCode == 0 ? "" : answer.Error, answer.ExitCode));
        return await File.ReadAllBytesAsync(path);
    }

    private async Task<byte[]> DrawAsync(string name)
    {
        var path = _folder.File(name);
        var answer = await CommandLine.RunAsync([
            "figure",
            "curve",
            "-o",
            path,
            "--db",
            _folder.File("study.db"),
            "--panel",
            "majority",
            "--setting",
            "all",
        ]);
        Assert.Equal(0, answer.ExitCode);
        return await File.ReadAllBytesAsync(path);
    }

    private async Task MakeAsync()
    {
        using var file = StoreFile.Open(_folder.File("study.db"), StoreAccess.Create);
        await new SampleStudy(Tuples: 2).MakeAsync(
            new SqliteRunStore(file, TimeProvider.System),
            null,
            CancellationToken.None
        );
    }
}
