using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using SkillMix.Core.Figures.Fonts;
using static SkillMix.Core.Figures.Paper.Decimals;

namespace SkillMix.Core.Figures.Paper;

/// <summary>
/// Writes a drawing as a PDF of one page of exactly its size, its font embedded with the letters that are used, its text to be selected
/// and searched. No date and no random number is in it: the same drawing gives the same bytes.
/// </summary>
/// <remarks>PDF 1.7, ISO 32000-1:2008; composite fonts: 9.7, ToUnicode: 9.10.3.</remarks>
public static class PdfWriter
{
    public static byte[] Write(Drawing drawing)
    {
        var font = FigureFont.Regular;
        var subset = FontSubset.Of(font, drawing.Texts.SelectMany(text => text.Words.EnumerateRunes()));
        var opacities = drawing
            .Shapes.Select(shape => FillOf(shape)?.Opacity ?? 1)
            .Where(opacity => opacity < 1)
            .Distinct()
            .Order()
            .ToList();
        using var file = new PdfFile();
        var fontName = $"{Tag(subset.File)}+{font.PostScriptName}";
        var outlines = file.Stream(subset.File, $"/Length1 {subset.File.Length}");
        var unicode = file.Stream(Encoding.ASCII.GetBytes(ToUnicode(subset)), "");
        var page = file.Stream(Encoding.ASCII.GetBytes(new PdfPage(drawing, subset, opacities).Write()), "");
        var descriptor = file.Add(Descriptor(font, fontName, outlines));
        var cidFont = file.Add(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{fontName}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                + $"/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/DW 0/W[0[{Widths(font, subset)}]]>>"
        );
        var composite = file.Add(
            $"<</Type/Font/Subtype/Type0/BaseFont/{fontName}/Encoding/Identity-H/DescendantFonts[{cidFont} 0 R]/ToUnicode {unicode} 0 R>>"
        );
        var states = string.Concat(opacities.Select((opacity, i) => $"/G{i}<</ca {Number(opacity)}>>"));
        var pages = file.Next + 1;
        var sheet = file.Add(
            $"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {Number(drawing.Width, 4)} {Number(drawing.Height, 4)}]/Contents {page} 0 R"
                + $"/Resources<</Font<</F {composite} 0 R>>/ExtGState<<{states}>>>>/Group<</S/Transparency/CS/DeviceRGB>>>>"
        );
        file.Add($"<</Type/Pages/Kids[{sheet} 0 R]/Count 1>>");
        var catalogue = file.Add(
            $"<</Type/Catalog/Pages {pages} 0 R/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>>>"
        );
        var information = file.Add($"<</Title {Words(drawing.Title)}/Producer(SkillMix)>>");
        return file.Finish(catalogue, information);
    }

    private static Fill? FillOf(Shape shape) =>
        shape switch
        {
            Shape.Path path => path.Fill,
            Shape.Disc disc => disc.Fill,
            _ => null,
        };

    private static string Descriptor(TrueTypeFont font, string name, int outlines)
    {
        const int Symbolic = 4;
        var box = font.Box;
        return $"<</Type/FontDescriptor/FontName/{name}/Flags {Symbolic}/ItalicAngle 0/StemV 80"
            + $"/FontBBox[{Thousandths(box.Left)} {Thousandths(box.Bottom)} {Thousandths(box.Right)} {Thousandths(box.Top)}]"
            + $"/Ascent {Thousandths(font.Ascent)}/Descent {Thousandths(font.Descent)}/CapHeight {Thousandths(font.CapHeight)}"
            + $"/FontFile2 {outlines} 0 R>>";

        string Thousandths(int units) => Number(1000.0 * units / font.UnitsPerEm, 0);
    }

    private static string Widths(TrueTypeFont font, FontSubset subset) =>
        string.Join(' ', subset.Glyphs.Select(glyph => Number(1000.0 * font.Advance(glyph) / font.UnitsPerEm)));

    /// <summary>Six letters before the name of a font that is not embedded whole, made of its bytes.</summary>
    private static string Tag(byte[] font) =>
        string.Concat(SHA256.HashData(font).Take(6).Select(part => (char)('A' + (part % 26))));

    /// <summary>Which characters the glyphs stand for, so that text can be copied and searched.</summary>
    private static string ToUnicode(FontSubset subset)
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                + "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        );
        var glyphs = subset
            .Characters.Where(pair => pair.Value != 0)
            .GroupBy(pair => pair.Value)
            .OrderBy(group => group.Key)
            .Select(group => (Glyph: group.Key, Character: group.MinBy(pair => pair.Key.Value).Key));
        foreach (var block in glyphs.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, character) in block)
            {
                var text = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()));
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}><{text}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    /// <summary>A text string in UTF-16.</summary>
    private static string Words(string text) =>
        $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
