using System.Buffers.Binary;

namespace SkillMix.Core.Figures.Fonts;

/// <summary>Writes the tables of a TrueType font, which have their highest byte first.</summary>
internal sealed class BigEndian
{
    private readonly List<byte> _bytes = [];

    /// <summary>Bytes written so far.</summary>
    public int Length => _bytes.Count;

    public BigEndian UInt16(int value)
    {
        _bytes.Add((byte)(value >> 8));
        _bytes.Add((byte)value);
        return this;
    }

    public BigEndian UInt32(uint value) => UInt16((int)(value >> 16)).UInt16((int)(value & 0xFFFF));

    public BigEndian Bytes(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>Zeros up to the next multiple of four bytes.</summary>
    public BigEndian Pad()
    {
        while (_bytes.Count % 4 != 0)
        {
            _bytes.Add(0);
        }

        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    /// <summary>The sum of the bytes as whole numbers of 32 bits, zeros behind the end.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (var i = 0; i < bytes.Length; i += 4)
        {
            Span<byte> word = [0, 0, 0, 0];
            bytes[i..Math.Min(i + 4, bytes.Length)].CopyTo(word);
            sum += BinaryPrimitives.ReadUInt32BigEndian(word);
        }

        return sum;
    }
}
