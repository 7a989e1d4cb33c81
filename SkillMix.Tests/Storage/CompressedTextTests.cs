using SkillMix.Core.Storage;

namespace SkillMix.Tests.Storage;

public sealed class CompressedTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("The gardener spoke to his roses as a general speaks to his troops.")]
    [InlineData("naïve façade, “curly” — 技能 🌱\r\n\0")]
    public void Unpack_OfPack_IsTheText(string text)
    {
        Assert.Equal(text, CompressedText.Unpack(CompressedText.Pack(text)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5_000)]
    [InlineData(1_000_000)]
    public void Unpack_OfTextsOfAnyLength_IsTheText(int words)
    {
        var chance = new Random(1);
        var text = string.Join(' ', Enumerable.Range(0, words).Select(_ => chance.Next(10_000)));

        Assert.Equal(text, CompressedText.Unpack(CompressedText.Pack(text)));
    }

    [Fact]
    public void Unpack_TextThatPacksAThousandfold_IsTheText()
    {
        var text = new string('x', 3_000_000);

        var packed = CompressedText.Pack(text);

        Assert.InRange(packed.Length, 1, 3_000);
        Assert.Equal(text, CompressedText.Unpack(packed));
    }

    [Fact]
    public void Pack_EmptyText_IsTheOneByteZero()
    {
        Assert.Equal([0], CompressedText.Pack(""));
    }

    [Fact]
    public void Pack_TextTooShortToGain_IsPlainUtf8()
    {
        Assert.Equal([0, (byte)'H', (byte)'i'], CompressedText.Pack("Hi"));
    }

    [Fact]
    public void Pack_EnglishOfSixHundredCharacters_IsWellUnderItsLength()
    {
        const string text = """
            Every spring the old beekeeper said that the hives would tell her when to open them, and every spring her
            grandson laughed, because hives do not talk. Yet when the nights turned warm she would stand by the fence
            with her head to one side, wait until the hum grew lower, and lift the first lid on the very day on which the
            cherry trees came into bloom. "If the trees had waited," the boy asked, "would the bees have waited too?" She
            smiled and said that nobody who had only ever seen the two together could know which of them led the other,
            and that this was why she listened to both before she moved a hand.
            """;

        var packed = CompressedText.Pack(text);

        Assert.Equal(1, packed[0]);
        Assert.InRange(packed.Length, 100, text.Length * 6 / 10);
    }

    [Fact]
    public void Unpack_CutOrForeignBytes_SaysSo()
    {
        var packed = CompressedText.Pack(new string('x', 100) + new string('y', 100));

        Assert.Throws<InvalidDataException>(() => CompressedText.Unpack([]));
        Assert.Throws<InvalidDataException>(() => CompressedText.Unpack([7, 1, 2, 3]));
        Assert.Throws<InvalidDataException>(() => CompressedText.Unpack(packed.AsSpan(0, packed.Length - 1)));
        Assert.Throws<InvalidDataException>(() => CompressedText.Unpack([.. packed, 0]));
    }
}
