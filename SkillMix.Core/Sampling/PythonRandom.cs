using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace SkillMix.Core.Sampling;

/// <summary>Draws the very numbers that Python's <c>random.Random</c> draws from the same seed.</summary>
/// <remarks>
/// MT19937 (Matsumoto and Nishimura 1998), seeded as CPython 3 does it, so that a sample of the reference implementation can
/// be drawn again. Not thread-safe; not for secrets.
/// </remarks>
public sealed class PythonRandom
{
    private const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    /// <summary>Seeded by an integer of any size; as in Python its sign is ignored.</summary>
    public PythonRandom(BigInteger seed) => SeedBy(WordsOf(BigInteger.Abs(seed)));

    /// <summary>Seeded by a string (Python's version 2): its UTF-8 bytes and their SHA-512 as one big-endian integer.</summary>
    public PythonRandom(string seed)
        : this(IntegerOf(seed)) { }

    /// <summary>A multiple of 2⁻⁵³ in [0, 1): Python's <c>random()</c>.</summary>
    public double Random()
    {
        var high = NextWord() >> 5;
        var low = NextWord() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>An integer in [0, 2^bits): Python's <c>getrandbits</c>.</summary>
    /// <param name="bits">0 to 64; nothing is drawn for 0.</param>
    public ulong GetRandBits(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 64);
        var value = 0UL;
        for (var shift = 0; shift < bits; shift += 32)
        {
            var unused = Math.Max(0, 32 - (bits - shift));
            value |= (ulong)(NextWord() >> unused) << shift;
        }

        return value;
    }

    /// <summary>An integer in [0, limit), each equally likely: draws of as many bits as the limit has, until one is below it.</summary>
    /// <param name="limit">1 or more.</param>
    public int RandBelow(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var bits = BitOperations.Log2((uint)limit) + 1;
        ulong value;
        do
        {
            value = GetRandBits(bits);
        } while (value >= (ulong)limit);

        return (int)value;
    }

    /// <summary>Puts the items in random order, in place: Python's <c>shuffle</c>.</summary>
    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i >= 1; i--)
        {
            var j = RandBelow(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static BigInteger IntegerOf(string seed)
    {
        var bytes = Encoding.UTF8.GetBytes(seed);
        return new([.. bytes, .. SHA512.HashData(bytes)], isUnsigned: true, isBigEndian: true);
    }

    /// <summary>32-bit words, the lowest first; zero is one word.</summary>
    private static uint[] WordsOf(BigInteger magnitude)
    {
        var bytes = magnitude.ToByteArray(isUnsigned: true);
        Array.Resize(ref bytes, (bytes.Length + 3) / 4 * 4);
        return [.. bytes.Chunk(4).Select(word => BinaryPrimitives.ReadUInt32LittleEndian(word))];
    }

    private void SeedBy(uint[] key)
    {
        _state[0] = 19650218;
        for (var n = 1u; n < Size; n++)
        {
            _state[n] = (1812433253 * Folded(n - 1)) + n;
        }

        var i = 1u;
        var j = 0u;
        for (var step = Math.Max(Size, key.Length); step > 0; step--)
        {
            _state[i] = (_state[i] ^ (Folded(i - 1) * 1664525)) + key[j] + j;
            i = Advance(i);
            j = j + 1 < key.Length ? j + 1 : 0;
        }

        for (var step = Size - 1; step > 0; step--)
        {
            _state[i] = (_state[i] ^ (Folded(i - 1) * 1566083941)) - i;
            i = Advance(i);
        }

        _state[0] = 0x80000000;
    }

    private uint Folded(uint place) => _state[place] ^ (_state[place] >> 30);

    private uint Advance(uint place)
    {
        if (place + 1 < Size)
        {
            return place + 1;
        }

        _state[0] = _state[Size - 1];
        return 1;
    }

    private uint NextWord()
    {
        if (_next == Size)
        {
            Twist();
        }

        var word = _state[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c5680;
        word ^= (word << 15) & 0xefc60000;
        return word ^ (word >> 18);
    }

    private void Twist()
    {
        for (var i = 0; i < Size; i++)
        {
            var mixed = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7fffffff);
            _state[i] = _state[(i + Middle) % Size] ^ (mixed >> 1) ^ ((mixed & 1) == 0 ? 0 : 0x9908b0df);
        }

        _next = 0;
    }
}
