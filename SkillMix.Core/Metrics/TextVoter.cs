using System.Numerics;
using System.Runtime.CompilerServices;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Metrics;

/// <summary>From the gradings of one text to one verdict per criterion: met, not met or undecided.</summary>
/// <remarks>
/// Order: read the points → override the length point → take the point of named skills → vote over each grader's
/// gradings → vote of the panel. What the program computed is known, so it is decided even where a grader is unreadable or silent.
/// An empty text has no skill, topic or sense point by definition, whatever a grader says: there is nothing there.
/// One voter serves one group of series; it keeps its sums between texts and is not for several threads.
/// </remarks>
internal sealed class TextVoter
{
    private const long Unreadable = 1L << 32;
    private const ulong MetCode = 1;
    private const ulong NotMetCode = 2;

    private readonly MetricOptions _options;
    private readonly int _k;
    private readonly int _graders;
    private readonly bool _isPanel;
    private readonly ulong _judged; // the codes of skills, topic and sense
    private readonly int _lengthShift;
    private readonly long[] _worth; // by code: tenths of a point, plus 2³² when unreadable
    private readonly long[] _sums; // [grader][criterion], in the same form
    private readonly int[] _gradings;

    public TextVoter(MetricOptions options, int k, int graders)
    {
        _options = options;
        _k = k;
        _graders = graders;
        _isPanel = options.Panel != PanelRule.Each;
        _lengthShift = 4 * (k + 2);
        _judged = (1UL << _lengthShift) - 1;
        _worth = Worth(options);
        _sums = new long[graders * PackedVerdicts.Capacity];
        _gradings = new int[graders];
    }

    /// <summary>Forgets the last text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Clear()
    {
        Array.Clear(_sums);
        Array.Clear(_gradings);
    }

    /// <summary>Takes in one grading of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int grader, PackedVerdicts verdicts, in TextFacts facts)
    {
        var bits = Computed((ulong)verdicts.Bits, in facts);
        var sums = _sums.AsSpan(grader * PackedVerdicts.Capacity, _k + 3);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += _worth[bits & 0xF];
            bits >>= 4;
        }

        _gradings[grader]++;
    }

    /// <summary>Holds the vote: which criteria are met, and which undecided, first criterion lowest.</summary>
    /// <param name="facts">Facts of the text, for graders that gave no grading.</param>
    public (ushort Met, ushort Undecided) Decide(in TextFacts facts)
    {
        return _isPanel ? DecidePanel(in facts) : DecideAlone();
    }

    /// <summary>The vote of a single grader: <see cref="Vote.OfGradings(long, int, int)"/> for all criteria in one loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (ushort Met, ushort Undecided) DecideAlone()
    {
        var sums = _sums.AsSpan(0, _k + 3);
        var gradings = _gradings[0];
        var worst = 0;
        var best = 0;
        for (var i = 0; i < sums.Length; i++)
        {
            var tenths = sums[i] & (Unreadable - 1);
            worst |= (Vote.IsMet(tenths, gradings) ? 1 : 0) << i;
            best |= (Vote.IsMet(tenths + (10 * (sums[i] >> 32)), gradings) ? 1 : 0) << i;
        }

        return ((ushort)worst, (ushort)(best & ~worst));
    }

    private (ushort Met, ushort Undecided) DecidePanel(in TextFacts facts)
    {
        for (var grader = 0; grader < _graders; grader++)
        {
            if (_gradings[grader] == 0)
            {
                Add(grader, default, in facts);
            }
        }

        uint met = 0;
        uint undecided = 0;
        for (var i = 0; i < _k + 3; i++)
        {
            var vote = VoteOfPanel(i);
            met |= vote is true ? 1u << i : 0;
            undecided |= vote is null ? 1u << i : 0;
        }

        return ((ushort)met, (ushort)undecided);
    }

    private bool? VoteOfPanel(int criterion)
    {
        var met = 0;
        var undecided = 0;
        for (var grader = 0; grader < _graders; grader++)
        {
            var vote = VoteOf(grader, criterion);
            met += vote is true ? 1 : 0;
            undecided += vote is null ? 1 : 0;
        }

        return Vote.OfPanel(_options.Panel, met, undecided, _graders);
    }

    private bool? VoteOf(int grader, int criterion)
    {
        var sum = _sums[(grader * PackedVerdicts.Capacity) + criterion];
        return Vote.OfGradings(sum & (Unreadable - 1), (int)(sum >> 32), _gradings[grader]);
    }

    /// <summary>Bit i is set where skill i loses its point because the text names it.</summary>
    internal static uint Taken(NamedSkillRule rule, int k, in TextFacts facts) =>
        ((1u << k) - 1)
        & rule switch
        {
            NamedSkillRule.Word => (uint)facts.NamedByWord,
            NamedSkillRule.Substring => (uint)facts.NamedBySubstring,
            _ => 0u,
        };

    /// <summary>The grader's codes with what the program knows put in their place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong Computed(ulong bits, in TextFacts facts)
    {
        if (facts.IsEmpty)
        {
            bits = (bits & ~_judged) | (0x2222_2222_2222_2222 & _judged);
        }

        var sentences = _options.Length == LengthRule.StrictCounter ? facts.StrictSentences : facts.ReferenceSentences;
        if (_options.Length != LengthRule.AsGraded)
        {
            bits = WithCode(bits, _lengthShift, sentences <= Rubric.SentenceLimitFor(_k) ? MetCode : NotMetCode);
        }
        else if (facts.IsEmpty && (bits >> _lengthShift & 0xF) == 0)
        {
            bits = WithCode(bits, _lengthShift, MetCode); // nobody graded it, and nothing is never too long
        }

        for (var left = Taken(_options.NamedSkill, _k, in facts); left != 0; left &= left - 1)
        {
            bits = WithCode(bits, 4 * BitOperations.TrailingZeroCount(left), NotMetCode);
        }

        return bits;
    }

    private static ulong WithCode(ulong bits, int shift, ulong code) => (bits & ~(0xFUL << shift)) | (code << shift);

    private static long[] Worth(MetricOptions options)
    {
        var worth = new long[16];
        for (var code = 0; code < worth.Length; code++)
        {
            worth[code] = code switch
            {
                1 => 10,
                2 => 0,
                >= 6 and <= 14 => options.Panel == PanelRule.Each ? code - 5 : 0, // a partial point is not met for a panel
                _ => options.Unreadable == UnreadableRule.Zero ? 0 : Unreadable,
            };
        }

        return worth;
    }
}
