using SkillMix.Core.Storage;

namespace SkillMix.Tests.Storage;

public sealed class StoredSpanTests
{
    [Theory]
    [InlineData("the moon")]
    [InlineData("| a | the moon 🌒 | 1 |")]
    [InlineData("The moon")]
    [InlineData("")]
    [InlineData(null)]
    public void Words_KeptBesideAReply_ComeBackExactly(string? words)
    {
        const string Reply = "| a | the moon 🌒 | 1 |";

        Assert.Equal(words, StoredSpan.Of(words, Reply).In(Reply));
    }

    [Fact]
    public void Words_ThatStandInTheReply_AreKeptAsTheirFirstPlace() =>
        Assert.Equal(new StoredSpan(2, 3, null), StoredSpan.Of("sea", "a sea is a sea"));

    [Fact]
    public void Words_ThatDoNotStandInTheReply_AreKeptInFull() =>
        Assert.Equal(new StoredSpan(null, null, "lake"), StoredSpan.Of("lake", "a sea is a sea"));

    [Fact]
    public void Place_BeyondTheReply_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => new StoredSpan(4, 3, null).In("a sea"));
}
