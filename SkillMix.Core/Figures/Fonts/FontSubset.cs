using System.Buffers.Binary;
using System.Text;

namespace SkillMix.Core.Figures.Fonts;

/// <summary>A font that holds only the glyphs that a text needs, numbered anew in their old order.</summary>
/// <param name="File">The font's file; it can be embedded in a PDF and used by a browser.</param>
/// <param name="Glyphs">The old number of each glyph; the first is the box for a missing one.</param>
/// <param name="Characters">The new number of the glyph of each character that was asked for.</param>
public sealed record FontSubset(byte[] File, IReadOnlyList<int> Glyphs, IReadOnlyDictionary<Rune, int> Characters)
{
    private const uint WholeSum = 0xB1B0AFBA;
    private const int WindowsUnicode = 0x00030001;
    private const int WindowsFullUnicode = 0x0003000A;

    /// <summary>Takes the glyphs of some characters, and those they are composed of. Hinting is left out.</summary>
    public static FontSubset Of(TrueTypeFont font, IEnumerable<Rune> characters)
    {
        var wanted = characters.Distinct().OrderBy(character => character.Value).ToList();
        var glyphs = new SortedSet<int> { 0 };
        foreach (var character in wanted)
        {
            Add(font, font.GlyphOf(character), glyphs);
        }

        var numbers = glyphs.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var places = wanted.ToDictionary(character => character, character => numbers[font.GlyphOf(character)]);
        return new(Write(font, [.. glyphs], numbers, places), [.. glyphs], places);
    }

    private static void Add(TrueTypeFont font, int glyph, SortedSet<int> glyphs)
    {
        if (!glyphs.Add(glyph))
        {
            return;
        }

        var data = font.Glyph(glyph);
        if (data.Length > 0 && TrueTypeFont.Contours(data) < 0)
        {
            foreach (var part in GlyphPart.Of(data))
            {
                Add(font, part.Glyph, glyphs);
            }
        }
    }

    private static byte[] Write(
        TrueTypeFont font,
        List<int> glyphs,
        Dictionary<int, int> numbers,
        Dictionary<Rune, int> places
    )
    {
        var (outlines, locations) = Outlines(font, glyphs, numbers);
        var metrics = new BigEndian();
        foreach (var glyph in glyphs)
        {
            metrics.UInt16(font.Advance(glyph)).UInt16(font.Bearing(glyph));
        }

        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0); // the sum over all, set at the end
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1); // long locations
        var across = font.Table("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(across.AsSpan(34), (ushort)glyphs.Count);
        var limits = font.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(limits.AsSpan(4), (ushort)glyphs.Count);

        (string Name, byte[] Data)[] tables =
        [
            ("OS/2", font.Table("OS/2").ToArray()),
            ("cmap", CharacterTable(places)),
            ("glyf", outlines),
            ("head", head),
            ("hhea", across),
            ("hmtx", metrics.ToArray()),
            ("loca", locations),
            ("maxp", limits),
            ("name", NameTable(font)),
            ("post", new BigEndian().UInt32(0x00030000).Bytes(new byte[28]).ToArray()),
        ];
        return Assemble(tables);
    }

    private static (byte[] Glyphs, byte[] Locations) Outlines(
        TrueTypeFont font,
        List<int> glyphs,
        Dictionary<int, int> numbers
    )
    {
        var data = new BigEndian();
        var locations = new BigEndian().UInt32(0);
        foreach (var glyph in glyphs)
        {
            data.Bytes(WithoutHints(font.Glyph(glyph), numbers)).Pad();
            locations.UInt32((uint)data.Length);
        }

        return (data.ToArray(), locations.ToArray());
    }

    /// <summary>A glyph without instructions, its parts under their new numbers.</summary>
    private static byte[] WithoutHints(ReadOnlySpan<byte> glyph, Dictionary<int, int> numbers)
    {
        if (glyph.Length == 0)
        {
            return [];
        }

        if (TrueTypeFont.Contours(glyph) is >= 0 and var contours)
        {
            var instructions = 10 + (2 * contours);
            var length = BinaryPrimitives.ReadUInt16BigEndian(glyph[instructions..]);
            return [.. glyph[..instructions], 0, 0, .. glyph[(instructions + 2 + length)..]];
        }

        var parts = GlyphPart.Of(glyph, out var end);
        var copy = glyph[..end].ToArray();
        foreach (var part in parts)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(part.FlagsAt));
            BinaryPrimitives.WriteUInt16BigEndian(
                copy.AsSpan(part.FlagsAt),
                (ushort)(flags & ~GlyphPart.HasInstructions)
            );
            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(part.At), (ushort)numbers[part.Glyph]);
        }

        return copy;
    }

    /// <summary>Characters to glyphs: format 4, and format 12 beside it, which knows all of Unicode.</summary>
    private static byte[] CharacterTable(Dictionary<Rune, int> places)
    {
        var known = places.Where(pair => pair.Value != 0).OrderBy(pair => pair.Key.Value).ToList();
        var basic = known.Where(pair => pair.Key.IsBmp && pair.Key.Value != 0xFFFF).ToList();
        var segments = basic.Count + 1;
        var power = (int)Math.Log2(segments);
        var four = new BigEndian()
            .UInt16(4)
            .UInt16(16 + (8 * segments))
            .UInt16(0)
            .UInt16(2 * segments)
            .UInt16(2 << power)
            .UInt16(power)
            .UInt16((2 * segments) - (2 << power));
        basic.ForEach(pair => four.UInt16(pair.Key.Value));
        four.UInt16(0xFFFF).UInt16(0);
        basic.ForEach(pair => four.UInt16(pair.Key.Value));
        four.UInt16(0xFFFF);
        basic.ForEach(pair => four.UInt16(pair.Value - pair.Key.Value));
        four.UInt16(1);
        four.Bytes(new byte[2 * segments]);

        var twelve = new BigEndian()
            .UInt16(12)
            .UInt16(0)
            .UInt32((uint)(16 + (12 * known.Count)))
            .UInt32(0)
            .UInt32((uint)known.Count);
        known.ForEach(pair =>
            twelve.UInt32((uint)pair.Key.Value).UInt32((uint)pair.Key.Value).UInt32((uint)pair.Value)
        );

        const int Header = 20;
        return new BigEndian()
            .UInt16(0)
            .UInt16(2)
            .UInt32(WindowsUnicode)
            .UInt32(Header)
            .UInt32(WindowsFullUnicode)
            .UInt32((uint)(Header + four.Length))
            .Bytes(four.ToArray())
            .Bytes(twelve.ToArray())
            .ToArray();
    }

    /// <summary>Family, style and PostScript name.</summary>
    private static byte[] NameTable(TrueTypeFont font)
    {
        (int Id, string Text)[] names =
        [
            (1, font.FamilyName),
            (2, "Regular"),
            (4, font.FamilyName),
            (6, font.PostScriptName),
        ];
        var table = new BigEndian().UInt16(0).UInt16(names.Length).UInt16(6 + (12 * names.Length));
        var texts = new BigEndian();
        foreach (var (id, text) in names)
        {
            var bytes = Encoding.BigEndianUnicode.GetBytes(text);
            table.UInt32(WindowsUnicode).UInt16(0x409).UInt16(id).UInt16(bytes.Length).UInt16(texts.Length);
            texts.Bytes(bytes);
        }

        return table.Bytes(texts.ToArray()).ToArray();
    }

    private static byte[] Assemble((string Name, byte[] Data)[] tables)
    {
        var power = (int)Math.Log2(tables.Length);
        var directory = new BigEndian()
            .UInt32(0x00010000)
            .UInt16(tables.Length)
            .UInt16(16 << power)
            .UInt16(power)
            .UInt16((16 * tables.Length) - (16 << power));
        var body = new BigEndian();
        var start = 12 + (16 * tables.Length);
        var headAt = 0;
        foreach (var (name, data) in tables)
        {
            headAt = name == "head" ? start + body.Length : headAt;
            directory
                .Bytes(Encoding.ASCII.GetBytes(name))
                .UInt32(BigEndian.Checksum(data))
                .UInt32((uint)(start + body.Length))
                .UInt32((uint)data.Length);
            body.Bytes(data).Pad();
        }

        var file = directory.Bytes(body.ToArray()).ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(headAt + 8), WholeSum - BigEndian.Checksum(file));
        return file;
    }
}
