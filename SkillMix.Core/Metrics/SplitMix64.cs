using System.Runtime.CompilerServices;

namespace SkillMix.Core.Metrics;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): the same numbers from the same seed on any machine.</summary>
/// <param name="seed">The state to start from.</param>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A place in [0, <paramref name="n"/>): the upper half of a product, even to within n / 2⁶⁴.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int n) => (int)Math.BigMul(Next(), (ulong)n, out _);
}
