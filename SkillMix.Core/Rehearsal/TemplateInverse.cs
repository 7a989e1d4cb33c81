using SkillMix.Core.Prompts;

namespace SkillMix.Core.Rehearsal;

/// <summary>Reads out of a filled prompt what was put into its template: the inverse of filling.</summary>
/// <remarks>
/// Literal pieces are matched from the front up to the graded answer and from the end back to it, so that an answer that
/// repeats pieces of the prompt is still read whole.
/// </remarks>
internal sealed class TemplateInverse
{
    private const string Answer = "answer";

    // literal 0, slot 0, literal 1, slot 1, … literal n
    private readonly string[] _literals;
    private readonly string[] _slots;

    public TemplateInverse(PromptTemplate template)
    {
        Template = template;
        var literals = new List<string>();
        var slots = new List<string>();
        var from = 0;
        foreach (System.Text.RegularExpressions.Match match in PromptSlots.Slot().Matches(template.Text))
        {
            var name = match.Groups["name"].Value;
            literals.Add(template.Text[from..match.Index]);
            slots.Add(PromptSlots.Find(name)?.Name ?? name);
            from = match.Index + match.Length;
        }

        literals.Add(template.Text[from..]);
        _literals = [.. literals];
        _slots = [.. slots];
    }

    public PromptTemplate Template { get; }

    /// <summary>What was filled in, by the slots' names; null when the prompt was not made from this template.</summary>
    public SlotValues? Read(string prompt)
    {
        if (
            !prompt.StartsWith(_literals[0], StringComparison.Ordinal)
            || !prompt.EndsWith(_literals[^1], StringComparison.Ordinal)
            || prompt.Length < _literals[0].Length + _literals[^1].Length
        )
        {
            return null;
        }

        var starts = new int[_slots.Length];
        var ends = new int[_slots.Length];
        var answerAt = Array.IndexOf(_slots, Answer);
        var lastForward = answerAt < 0 ? _slots.Length - 1 : answerAt;

        var front = _literals[0].Length;
        var back = prompt.Length - _literals[^1].Length;
        for (var i = 0; i < lastForward; i++)
        {
            starts[i] = front;
            ends[i] =
                front <= back ? prompt.IndexOf(_literals[i + 1], front, back - front, StringComparison.Ordinal) : -1;
            if (ends[i] < 0)
            {
                return null;
            }

            front = ends[i] + _literals[i + 1].Length;
        }

        for (var i = _slots.Length - 1; i > lastForward; i--)
        {
            ends[i] = back;
            var literal = front <= back ? prompt.AsSpan(front, back - front).LastIndexOf(_literals[i]) : -1;
            if (literal < 0)
            {
                return null;
            }

            starts[i] = front + literal + _literals[i].Length;
            back = front + literal;
        }

        if (_slots.Length > 0)
        {
            (starts[lastForward], ends[lastForward]) = (front, back);
        }

        return front <= back ? new(prompt, _slots, starts, ends) : null;
    }
}

/// <summary>What was filled into the slots of a template.</summary>
internal sealed class SlotValues(string prompt, string[] slots, int[] starts, int[] ends)
{
    /// <summary>The value of a slot by its name in our spelling; null when the template has no such slot.</summary>
    public string? this[string slot] =>
        Array.IndexOf(slots, slot) is >= 0 and var i ? prompt[starts[i]..ends[i]] : null;
}
