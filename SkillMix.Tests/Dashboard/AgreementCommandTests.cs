using System.Text.Json;
using SkillMix.Core.Annotation;
using SkillMix.Tests.Storage;
using static SkillMix.Tests.Storage.AnnotatedStudy;

namespace SkillMix.Tests.Dashboard;

[Collection("console")]
public sealed class AgreementCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Agreement_OfAQueue_IsOneDocumentWithEverythingThePageShows()
    {
        await JudgedAsync();

        var answer = await AgreementAsync("--queue", "both", "--json");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        var json = answer.Json();
        Assert.Equal("probability", json.GetProperty("queue").GetProperty("selection").GetString());
        Assert.Equal(
            ["Ana", "Ben", "a", "b", "c"],
            json.GetProperty("raters").EnumerateArray().Select(rater => rater.GetProperty("name").GetString()!)
        );
        Assert.Equal(8, json.GetProperty("criteria").GetInt32()); // two texts of two skills, topic and sense

        // They differ on the second skill of one text, and Ben is unsure of the sense of the other.
        var people = json.GetProperty("all").GetProperty("people").GetProperty("percent");
        Assert.Equal(
            (6 / 7.0, 7, 8, true),
            (
                Number(people, "value"),
                Count(people, "used"),
                Count(people, "total"),
                people.GetProperty("small").GetBoolean()
            )
        );
        Assert.InRange(people.GetProperty("low").GetDouble(), 0, 6 / 7.0);

        Assert.Equal(10, json.GetProperty("pairs").GetArrayLength());
        Assert.Equal(
            ["skill", "topic", "sense"],
            json.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("value").GetString()!)
        );

        // Grader c misses the first skill of the second text, and sees its topic and sense, which people do not.
        var c = json.GetProperty("confusions")[2];
        var all = c.GetProperty("plain").EnumerateArray().Last();
        Assert.Equal((4, 1, 2), (Count(all, "both_met"), Count(all, "missed"), Count(all, "falsely_met")));
        Assert.Equal(0.8, all.GetProperty("sensitivity").GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(4, c.GetProperty("weighted").GetArrayLength());

        var test = json.GetProperty("alternative_annotator_test");
        Assert.Equal(0.15, test.GetProperty("epsilon").GetDouble());
        Assert.Equal(
            "It asks for 3 people or more, and there are 2.",
            test.GetProperty("graders")[0].GetProperty("why_not").GetString()
        );
        Assert.Equal(JsonValueKind.Null, test.GetProperty("graders")[0].GetProperty("passed").ValueKind);
    }

    [Fact]
    public async Task Agreement_AsText_IsTablesWithTheirCautions()
    {
        await JudgedAsync();

        var answer = await AgreementAsync("--by", "k");

        Assert.Equal(0, answer.ExitCode);
        Assert.StartsWith(
            "All texts that people judged: 2 texts, 8 criteria; people: Ana, Ben; graders: a, b, c.",
            answer.Out,
            StringComparison.Ordinal
        );
        Assert.Contains($"\n{"2", -28} people ", answer.Out, StringComparison.Ordinal);
        Assert.Contains($"\n{"pair", -28} Ana – Ben ", answer.Out, StringComparison.Ordinal);
        Assert.Contains("Stand-in a: It asks for 3 people or more", answer.Out, StringComparison.Ordinal);
        Assert.Contains("Mind: Only 8 criteria were judged", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agreement_OfAStoreThatNobodyJudged_SaysSo()
    {
        using (var file = _folder.NewStore())
        {
            await new AnnotatedStudy(file, TimeProvider.System).WriteAsync([
                ["11111"],
            ]);
        }

        var answer = await AgreementAsync();

        Assert.Equal(0, answer.ExitCode);
        Assert.StartsWith("Nobody has judged a text of this store yet", answer.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no queue 'other'; there are 'both'.", "--queue", "other")]
    [InlineData("--epsilon goes from 0 to below 1; .2, .15 and .1 are usual.", "--epsilon", "1")]
    public async Task Agreement_AskedForWhatIsNotThere_EndsWithTwo(string sentence, params string[] args)
    {
        await JudgedAsync();

        var answer = await AgreementAsync(args);

        Assert.Equal((2, sentence), (answer.ExitCode, answer.ErrorLines[0]));
    }

    private async Task JudgedAsync()
    {
        using var file = _folder.NewStore();
        var study = new AnnotatedStudy(file, TimeProvider.System);
        await study.WriteAsync(["11111", "11111", "11111"], ["11111", "11011", "01111"]);
        var items = await study.QueueAsync(
            new()
            {
                Name = "both",
                Labels = 2,
                TwiceShare = 0,
            }
        );
        await study.JudgeAsync(items[0], Ana, "1011");
        await study.JudgeAsync(items[0], Ben, "1111");
        await study.JudgeAsync(items[1], Ana, "1100");
        await study.JudgeAsync(items[1], Ben, "110?");
    }

    private Task<CommandAnswer> AgreementAsync(params string[] args) =>
        CommandLine.RunAsync(["agreement", .. args, "--db", _folder.File()]);

    private static double Number(JsonElement of, string name) => of.GetProperty(name).GetDouble();

    private static int Count(JsonElement of, string name) => of.GetProperty(name).GetInt32();
}
