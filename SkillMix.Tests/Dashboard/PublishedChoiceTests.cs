using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;
using SkillMix.Dashboard.Pages.Curves;

namespace SkillMix.Tests.Dashboard;

public sealed class PublishedChoiceTests
{
    private static readonly IReadOnlyList<PublishedPoint> BuiltIn = PublishedPointsReader.BuiltIn();

    [Fact]
    public void Students_ShownUnderAnotherSpelling_AreTheirPublishedNames() =>
        Assert.Equal(
            ["GPT-4", "LLaMA-2-7B-Chat", "Mistral-7B-Instruct-v0.1"],
            PublishedChoice.Students(BuiltIn, ["gpt-4", "llama2-7b-chat", "mistral-7b-chat"]).Order()
        );

    [Fact]
    public void Students_OfOnesOwnTable_AreAllOfThem()
    {
        PublishedPoint[] own = [Own("mine"), Own("also mine")];

        Assert.Equal(["mine", "also mine"], PublishedChoice.Students([.. BuiltIn, .. own], ["somebody"]));
    }

    [Fact]
    public void Students_NobodyAlike_AreTheThreeWithTheMostK()
    {
        var chosen = PublishedChoice.Students(BuiltIn, ["somebody"]);

        Assert.Equal(3, chosen.Count);
        Assert.Contains("GPT-4", chosen);
    }

    private static PublishedPoint Own(string student) =>
        new("my-table.csv", "", student, "judge", "", "", 2, 0.5, null, null);
}
