using System.Text;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
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
                ("csv", "trace,x"),
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
    [InlineData("-o", "curve.doc", "ends in none of .svg, .pdf, .png and .csv")]
    [InlineData("--y", "1:0", "--y is a lower and a higher number, such as 0:1, not '1:0'.")]
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
