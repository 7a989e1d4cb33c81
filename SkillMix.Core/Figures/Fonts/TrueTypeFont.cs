using System.Buffers.Binary;
using System.Text;

namespace SkillMix.Core.Figures.Fonts;

/// <summary>A font with TrueType outlines, read from its file: characters, widths, heights and outlines.</summary>
/// <remarks>OpenType specification 1.9. Kerning, ligatures and variations are not read.</remarks>
public sealed class TrueTypeFont
{
    private const int OutlinesMark = 0x00010000;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly Dictionary<string, (int Start, int Length)> _tables = [];
    private readonly Dictionary<int, int> _glyphs = [];

    /// <exception cref="InvalidDataException">It is no font with TrueType outlines.</exception>
    public TrueTypeFont(ReadOnlyMemory<byte> file)
    {
        _file = file;
        if (file.Length < 12 || Int32(0) != OutlinesMark)
        {
            throw new InvalidDataException("This is no font with TrueType outlines.");
        }

        for (var i = 0; i < UInt16(4); i++)
        {
            var entry = 12 + (16 * i);
            _tables[Encoding.ASCII.GetString(file.Span.Slice(entry, 4))] = (Int32(entry + 8), Int32(entry + 12));
        }

        UnitsPerEm = UInt16(Start("head") + 18);
        Ascent = Int16(Start("hhea") + 4);
        Descent = Int16(Start("hhea") + 6);
        GlyphCount = UInt16(Start("maxp") + 4);
        CapHeight = Int16(Start("OS/2") + 88);
        ReadCharacters();
        PostScriptName = Name(6);
        FamilyName = Name(16) is { Length: > 0 } family ? family : Name(1);
    }

    public string PostScriptName { get; }

    public string FamilyName { get; }

    public int UnitsPerEm { get; }

    /// <summary>How far a line reaches above its base line, in units of the font.</summary>
    public int Ascent { get; }

    /// <summary>How far a line reaches below it; negative.</summary>
    public int Descent { get; }

    public int CapHeight { get; }

    public int GlyphCount { get; }

    /// <summary>Left, bottom, right and top of the box that holds every glyph.</summary>
    public (int Left, int Bottom, int Right, int Top) Box
    {
        get
        {
            var head = Start("head");
            return (Int16(head + 36), Int16(head + 38), Int16(head + 40), Int16(head + 42));
        }
    }

    /// <summary>The glyph of a character; 0, an empty box, where the font has none.</summary>
    public int GlyphOf(Rune character) => _glyphs.GetValueOrDefault(character.Value);

    /// <summary>The characters of a text that the font cannot draw, each once.</summary>
    public IReadOnlyList<Rune> Missing(string text) =>
        [.. text.EnumerateRunes().Where(character => GlyphOf(character) == 0).Distinct()];

    /// <summary>How far a glyph moves the pen, in units of the font.</summary>
    public int Advance(int glyph) => UInt16(Start("hmtx") + (4 * Math.Min(glyph, UInt16(Start("hhea") + 34) - 1)));

    /// <summary>Width of a line of text.</summary>
    /// <param name="size">Size of the font; the width is in the same unit.</param>
    public double Width(string text, double size)
    {
        var units = 0;
        foreach (var character in text.EnumerateRunes())
        {
            units += Advance(GlyphOf(character));
        }

        return units * size / UnitsPerEm;
    }

    /// <summary>The outline of a glyph, its parts put together.</summary>
    public GlyphOutline Outline(int glyph)
    {
        var data = Glyph(glyph);
        if (data.Length == 0)
        {
            return GlyphOutline.Empty;
        }

        return Contours(data) < 0 ? Composite(data) : Simple(data);
    }

    /// <summary>The bytes of a table; empty where the font has none of that name.</summary>
    internal ReadOnlySpan<byte> Table(string name) =>
        _tables.TryGetValue(name, out var place) ? _file.Span.Slice(place.Start, place.Length) : [];

    /// <summary>The bytes of a glyph; none for one without an outline.</summary>
    internal ReadOnlySpan<byte> Glyph(int glyph)
    {
        var loca = Start("loca");
        var isLong = Int16(Start("head") + 50) == 1;
        var from = isLong ? Int32(loca + (4 * glyph)) : 2 * UInt16(loca + (2 * glyph));
        var to = isLong ? Int32(loca + (4 * (glyph + 1))) : 2 * UInt16(loca + (2 * (glyph + 1)));
        return _file.Span[(Start("glyf") + from)..(Start("glyf") + to)];
    }

    /// <summary>Left side bearing, which stands beside the advance.</summary>
    internal int Bearing(int glyph)
    {
        var wide = UInt16(Start("hhea") + 34);
        return glyph < wide
            ? Int16(Start("hmtx") + (4 * glyph) + 2)
            : Int16(Start("hmtx") + (4 * wide) + (2 * (glyph - wide)));
    }

    internal static int Contours(ReadOnlySpan<byte> glyph) => BinaryPrimitives.ReadInt16BigEndian(glyph);

    private GlyphOutline Composite(ReadOnlySpan<byte> data)
    {
        var contours = new List<IReadOnlyList<OutlinePoint>>();
        foreach (var part in GlyphPart.Of(data))
        {
            contours.AddRange(
                Outline(part.Glyph)
                    .Contours.Select(contour => (IReadOnlyList<OutlinePoint>)[.. contour.Select(part.Place)])
            );
        }

        return new(contours);
    }

    private static GlyphOutline Simple(ReadOnlySpan<byte> data)
    {
        const int OnCurve = 1,
            ShortX = 2,
            ShortY = 4,
            Repeats = 8,
            SameX = 16,
            SameY = 32;
        var count = Contours(data);
        var ends = new int[count];
        for (var i = 0; i < count; i++)
        {
            ends[i] = BinaryPrimitives.ReadUInt16BigEndian(data[(10 + (2 * i))..]);
        }

        var at = 10 + (2 * count);
        at += 2 + BinaryPrimitives.ReadUInt16BigEndian(data[at..]);
        var flags = new byte[count == 0 ? 0 : ends[^1] + 1];
        for (var i = 0; i < flags.Length; i++)
        {
            flags[i] = data[at++];
            if ((flags[i] & Repeats) != 0)
            {
                var times = data[at++];
                Array.Fill(flags, flags[i], i + 1, times);
                i += times;
            }
        }

        var xs = Coordinates(data, ref at, flags, ShortX, SameX);
        var ys = Coordinates(data, ref at, flags, ShortY, SameY);
        var start = 0;
        var contours = new List<IReadOnlyList<OutlinePoint>>();
        foreach (var end in ends)
        {
            contours.Add([
                .. Enumerable
                    .Range(start, end + 1 - start)
                    .Select(i => new OutlinePoint(xs[i], ys[i], (flags[i] & OnCurve) != 0)),
            ]);
            start = end + 1;
        }

        return new(contours);
    }

    private static int[] Coordinates(ReadOnlySpan<byte> data, ref int at, byte[] flags, int isShort, int isSame)
    {
        var values = new int[flags.Length];
        var value = 0;
        for (var i = 0; i < flags.Length; i++)
        {
            if ((flags[i] & isShort) != 0)
            {
                value += (flags[i] & isSame) != 0 ? data[at] : -data[at];
                at++;
            }
            else if ((flags[i] & isSame) == 0)
            {
                value += BinaryPrimitives.ReadInt16BigEndian(data[at..]);
                at += 2;
            }

            values[i] = value;
        }

        return values;
    }

    /// <summary>Reads the fullest Unicode sub-table: format 12 has all that format 4 has, and several entries may name the same one.</summary>
    private void ReadCharacters()
    {
        var cmap = Start("cmap");
        var (format, fullest) = (0, 0);
        for (var i = 0; i < UInt16(cmap + 2); i++)
        {
            var entry = cmap + 4 + (8 * i);
            var isUnicode = UInt16(entry) is 0 || (UInt16(entry) is 3 && UInt16(entry + 2) is 1 or 10);
            var start = cmap + Int32(entry + 4);
            if (isUnicode && UInt16(start) is (4 or 12) && UInt16(start) > format)
            {
                (format, fullest) = (UInt16(start), start);
            }
        }

        switch (format)
        {
            case 4:
                ReadSegments(fullest);
                break;
            case 12:
                ReadGroups(fullest);
                break;
        }
    }

    private void ReadSegments(int start)
    {
        var segments = UInt16(start + 6) / 2;
        for (var i = 0; i < segments; i++)
        {
            var last = UInt16(start + 14 + (2 * i));
            var first = UInt16(start + 16 + (2 * (segments + i)));
            var delta = Int16(start + 16 + (2 * ((2 * segments) + i)));
            var offsetAt = start + 16 + (2 * ((3 * segments) + i));
            var offset = UInt16(offsetAt);
            for (var character = first; character <= last && character != 0xFFFF; character++)
            {
                var glyph = offset == 0 ? character : UInt16(offsetAt + offset + (2 * (character - first)));
                if (offset == 0 || glyph != 0)
                {
                    _glyphs[character] = (glyph + delta) & 0xFFFF;
                }
            }
        }
    }

    private void ReadGroups(int start)
    {
        for (var i = 0; i < Int32(start + 12); i++)
        {
            var group = start + 16 + (12 * i);
            for (var character = Int32(group); character <= Int32(group + 4); character++)
            {
                _glyphs[character] = Int32(group + 8) + character - Int32(group);
            }
        }
    }

    /// <summary>A name as Windows reads it (platform 3); empty where there is none.</summary>
    private string Name(int id)
    {
        var table = Start("name");
        for (var i = 0; i < UInt16(table + 2); i++)
        {
            var entry = table + 6 + (12 * i);
            if (UInt16(entry) == 3 && UInt16(entry + 6) == id)
            {
                var text = table + UInt16(table + 4) + UInt16(entry + 10);
                return Encoding.BigEndianUnicode.GetString(_file.Span.Slice(text, UInt16(entry + 8)));
            }
        }

        return "";
    }

    private int Start(string table) =>
        _tables.TryGetValue(table, out var place)
            ? place.Start
            : throw new InvalidDataException($"The font has no table '{table}'.");

    private int UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.Span[at..]);

    private int Int16(int at) => BinaryPrimitives.ReadInt16BigEndian(_file.Span[at..]);

    private int Int32(int at) => BinaryPrimitives.ReadInt32BigEndian(_file.Span[at..]);
}
