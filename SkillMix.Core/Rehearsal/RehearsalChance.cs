namespace SkillMix.Core.Rehearsal;

/// <summary>Chance that is the same for the same request on every machine: SplitMix64 seeded with a hash of the request.</summary>
/// <remarks>Not for cryptography, nor for drawing samples of tuples.</remarks>
public sealed class RehearsalChance
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private ulong _state;

    /// <param name="seed">The seed of the request's options; 0 where there is none.</param>
    /// <param name="model">Name of the model: two models asked the same have different luck.</param>
    /// <param name="prompt">The messages of the conversation.</param>
    public RehearsalChance(long seed, string model, params ReadOnlySpan<string> prompt)
    {
        var hash = Hash(model, FnvOffset ^ Scramble((ulong)seed));
        foreach (var message in prompt)
        {
            // The step between messages keeps "a", "bc" apart from "ab", "c".
            hash = Hash(message, Scramble(hash));
        }

        _state = hash;
    }

    /// <summary>A number drawn evenly from [0, 1).</summary>
    public double Next() => ToUnit(Scramble(_state += 0x9E3779B97F4A7C15));

    /// <summary>True with this probability; never for 0, always for 1.</summary>
    public bool Happens(double probability) => Next() < probability;

    /// <summary>A whole number drawn evenly from 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)(Next() * count);
    }

    /// <summary>One of these, drawn evenly.</summary>
    public T OneOf<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>A fixed number in [0, 1) for a text, as good as drawn evenly.</summary>
    public static double UnitOf(string text) => ToUnit(Scramble(Hash(text, FnvOffset)));

    private static ulong Hash(string text, ulong hash)
    {
        foreach (var c in text)
        {
            hash = (hash ^ c) * FnvPrime;
        }

        return hash;
    }

    private static double ToUnit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    private static ulong Scramble(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
