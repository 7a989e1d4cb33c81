using SkillMix.Core.Catalogue;

namespace SkillMix.Tests.Catalogue;

public class ContentHashTests
{
    [Fact]
    public void Of_TheStandardsOwnExample_IsItsPublishedDigest() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ContentHash.Of("abc"));

    [Fact]
    public void Of_LettersBeyondAscii_AreHashedAsUtf8() =>
        // printf 'caf\303\251' | sha256sum
        Assert.Equal("850f7dc43910ff890f8879c0ed26fe697c93a067ad93a7d50f466a7028a9bf4e", ContentHash.Of("café"));

    [Fact]
    public void OfJson_AnObject_IsTheHashOfItsFieldsInOrderOnOneLine() =>
        Assert.Equal(
            ContentHash.Of("""{"name":"é <b>","setting":"HeldOut","rate":0.05,"none":null}"""),
            ContentHash.OfJson(
                new
                {
                    name = "é <b>",
                    setting = Setting.HeldOut,
                    rate = 0.05,
                    none = (string?)null,
                }
            )
        );

    [Theory]
    [InlineData("0123456789abcdef", "0123456789ab")]
    [InlineData("0123", "0123")]
    public void Short_AHash_IsAtMostTwelveCharacters(string hash, string expected) =>
        Assert.Equal(expected, ContentHash.Short(hash));
}
