namespace SkillMix.Core.Generation;

/// <summary>What is odd about a student's reply. Several can hold at once.</summary>
[Flags]
public enum AnswerDefect
{
    None = 0,

    /// <summary>There is no text: nothing stands where the answer should be.</summary>
    Empty = 1,

    /// <summary>The reply has no "Answer:"; what was taken for the text may be chatter.</summary>
    NoMarker = 2,

    /// <summary>The text stands in quotation marks of its own, which are kept.</summary>
    OwnQuotes = 4,
}

/// <summary>A student's reply, read.</summary>
/// <param name="Text">The text to be graded, trimmed; may be empty.</param>
/// <param name="Explanation">What the student says about the text, trimmed; null where the reply says nothing.</param>
/// <param name="Defect">What is odd about the reply.</param>
public sealed record ReadAnswer(string Text, string? Explanation, AnswerDefect Defect);

/// <summary>Takes the text out of a student's reply.</summary>
/// <remarks>
/// The reference's rule (Yu et al. 2023, released code): what follows the last "Answer:", cut at the first "Explanation", both
/// case-sensitive. Formatting around the markers is part of the text, as it is there.
/// </remarks>
public static class AnswerReader
{
    /// <summary>The key by which templates name this reader.</summary>
    public const string Key = "answer";

    /// <summary>Raised whenever the same reply may be read differently.</summary>
    public const int Version = 1;

    private const string AnswerMarker = "Answer:";
    private const string ExplanationMarker = "Explanation";

    /// <summary>Reads a reply; every reply can be read, an empty one gives an empty text.</summary>
    public static ReadAnswer Read(string reply)
    {
        var marker = reply.LastIndexOf(AnswerMarker, StringComparison.Ordinal);
        var answer = marker < 0 ? reply : reply[(marker + AnswerMarker.Length)..];
        var cut = answer.IndexOf(ExplanationMarker, StringComparison.Ordinal);
        var text = (cut < 0 ? answer : answer[..cut]).Trim();
        var explanation = cut < 0 ? "" : answer[(cut + ExplanationMarker.Length)..].TrimStart(':', '*', ' ').Trim();

        var defect = AnswerDefect.None;
        defect |= text.Length == 0 ? AnswerDefect.Empty : AnswerDefect.None;
        defect |= marker < 0 ? AnswerDefect.NoMarker : AnswerDefect.None;
        defect |= IsQuoted(text) ? AnswerDefect.OwnQuotes : AnswerDefect.None;
        return new(text, explanation.Length == 0 ? null : explanation, defect);
    }

    // "Yes," she said, "no" begins and ends with a quotation mark too, but is not quoted as a whole.
    private static bool IsQuoted(string text) =>
        text.Length >= 2
        && (text[0], text[^1]) is ('"', '"') or ('“', '”') or ('„', '“') or ('«', '»')
        && !text[1..^1].Contains(text[^1])
        && !text[1..^1].Contains(text[0]);
}
