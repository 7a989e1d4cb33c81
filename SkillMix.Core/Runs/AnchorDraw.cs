using System.Numerics;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>A text that could be drawn.</summary>
/// <param name="Row">Names it to whoever asks for the draw.</param>
/// <param name="K">Skills of its tuple.</param>
/// <param name="FullMarks">The present verdict of its graders; null where it is undecided, or nobody has graded it.</param>
internal sealed record AnchorCandidate(long Row, int K, bool? FullMarks);

/// <summary>Chance behind a frozen set: which texts become its members.</summary>
internal static class AnchorDraw
{
    /// <summary>Draws, as evenly over k as there are texts.</summary>
    /// <param name="candidates">In an order that stays, or the same seed would draw others.</param>
    /// <returns>The drawn ones, by k.</returns>
    /// <exception cref="ArgumentException">There are too few.</exception>
    public static IReadOnlyList<AnchorCandidate> Choose(IReadOnlyList<AnchorCandidate> candidates, AnchorSpec spec)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Count, 1);
        var random = new PythonRandom(new BigInteger(spec.Seed));
        if (!spec.IsBalanced)
        {
            return candidates.Count >= spec.Count
                ? InOrder(Evenly(candidates, spec.Count, random))
                : throw new ArgumentException(
                    $"The store holds {candidates.Count} written texts that fit, and {spec.Count} were asked for; ask for fewer, or for more k."
                );
        }

        // Of an odd number the one more has full marks.
        var full = candidates.Where(text => text.FullMarks == true).ToList();
        var less = candidates.Where(text => text.FullMarks == false).ToList();
        var wanted = (Full: (spec.Count + 1) / 2, Less: spec.Count / 2);
        return full.Count >= wanted.Full && less.Count >= wanted.Less
            ? InOrder([.. Evenly(full, wanted.Full, random), .. Evenly(less, wanted.Less, random)])
            : throw new ArgumentException(
                $"Of the texts that fit {full.Count} have full marks and {less.Count} have not; half and half there are {2 * Math.Min(full.Count, less.Count)}, and {spec.Count} were asked for."
            );
    }

    /// <summary>One text of each k in turn; a k that has no more leaves its turn to the others.</summary>
    private static List<AnchorCandidate> Evenly(
        IReadOnlyList<AnchorCandidate> candidates,
        int count,
        PythonRandom random
    )
    {
        var heaps = candidates
            .GroupBy(text => text.K)
            .OrderBy(heap => heap.Key)
            .Select(heap =>
            {
                var shuffled = heap.ToList();
                random.Shuffle(shuffled);
                return shuffled;
            })
            .ToList();
        return
        [
            .. Enumerable
                .Range(0, heaps.Count == 0 ? 0 : heaps.Max(heap => heap.Count))
                .SelectMany(turn => heaps.Where(heap => turn < heap.Count).Select(heap => heap[turn]))
                .Take(count),
        ];
    }

    private static IReadOnlyList<AnchorCandidate> InOrder(List<AnchorCandidate> drawn) =>
        [.. drawn.OrderBy(text => text.K)];
}
