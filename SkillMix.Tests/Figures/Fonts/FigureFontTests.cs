using System.Text;
using SkillMix.Core.Figures.Fonts;

namespace SkillMix.Tests.Figures.Fonts;

public sealed class FigureFontTests
{
    private static TrueTypeFont Font => FigureFont.Regular;

    [Fact]
    public void Regular_FromTheBuild_IsSourceSans3UnderTheOpenFontLicence()
    {
        Assert.Equal(("Source Sans 3", "SourceSans3-Regular"), (Font.FamilyName, Font.PostScriptName));
        Assert.Contains("SIL Open Font License, Version 1.1", FigureFont.Licence, StringComparison.Ordinal);
    }

    [Fact]
    public void Width_OfTwoLetters_IsTheSumOfTheirAdvancesAtThatSize()
    {
        var units = Font.Advance(Font.GlyphOf(new('k'))) + Font.Advance(Font.GlyphOf(new('m')));

        Assert.Equal(8.0 * units / Font.UnitsPerEm, Font.Width("km", 8), 9);
        Assert.Equal(0, Font.Width("", 8));
    }

    [Fact]
    public void Missing_CharactersTheFontLacks_AreNamedOnce()
    {
        Assert.Empty(Font.Missing("κ ≥ 0.6 · “held-out” − é → ×"));
        Assert.Equal([new Rune('技')], Font.Missing("技 a 技"));
    }

    [Fact]
    public void Outline_OfAnO_HasAnOuterAndAnInnerContour()
    {
        Assert.Equal(2, Font.Outline(Font.GlyphOf(new('o'))).Contours.Count);
        Assert.Empty(Font.Outline(Font.GlyphOf(new(' '))).Contours);
    }

    [Fact]
    public void TrueTypeFont_OfSomethingElse_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => new TrueTypeFont("this is no font at all"u8.ToArray()));

    [Fact]
    public void Subset_OfThreeLetters_HasThoseAndTheEmptyBoxAndNoOthers()
    {
        var subset = FontSubset.Of(Font, "abca".EnumerateRunes());

        var font = new TrueTypeFont(subset.File);
        Assert.Equal(4, font.GlyphCount);
        Assert.Equal(4, subset.Glyphs.Count);
        Assert.Equal(0, font.GlyphOf(new('d')));
        Assert.InRange(subset.File.Length, 500, 4000);
    }

    [Fact]
    public void Subset_Letters_KeepTheirWidthsAndOutlines()
    {
        const string Text = "Ratio of full marks é 0.25 κ";

        var subset = new TrueTypeFont(FontSubset.Of(Font, Text.EnumerateRunes()).File);

        Assert.Equal(Font.Width(Text, 8), subset.Width(Text, 8));
        Assert.All(
            Text.EnumerateRunes(),
            letter =>
                Assert.Equal(
                    Font.Outline(Font.GlyphOf(letter)).Contours.SelectMany(contour => contour),
                    subset.Outline(subset.GlyphOf(letter)).Contours.SelectMany(contour => contour)
                )
        );
    }

    [Fact]
    public void Subset_OfOneText_IsTheSameInWhateverOrderItIsAsked() =>
        Assert.Equal(
            FontSubset.Of(Font, "figure".EnumerateRunes()).File,
            FontSubset.Of(Font, "erugif".EnumerateRunes()).File
        );
}
