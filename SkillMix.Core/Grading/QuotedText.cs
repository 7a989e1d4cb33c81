namespace SkillMix.Core.Grading;

/// <summary>Keeps what a reply repeats of the graded text apart from what the grader says: a text must not grade itself.</summary>
internal sealed class QuotedText(string gradedText)
{
    // A shorter text is as likely to stand in the reply by chance as by quotation.
    private const int ShortestQuotation = 20;

    // With a space at each end, so that whole words are found.
    private readonly string _words = Spaced(gradedText);

    /// <summary>The reply with every repetition of the whole graded text blanked out; places of everything else stay.</summary>
    public string BlankedIn(string reply)
    {
        var quotation = new NormalisedText(gradedText.Trim().Trim('"', '“', '”', ' ')).Text;
        if (quotation.Length < ShortestQuotation)
        {
            return reply;
        }

        var searched = new NormalisedText(reply);
        var first = searched.Text.IndexOf(quotation, StringComparison.Ordinal);
        if (first < 0)
        {
            return reply;
        }

        var blanked = reply.ToCharArray();
        for (
            var at = first;
            at >= 0;
            at = searched.Text.IndexOf(quotation, at + quotation.Length, StringComparison.Ordinal)
        )
        {
            var (start, length) = searched.Origin(at, quotation.Length);
            for (var i = start; i < start + length; i++)
            {
                blanked[i] = blanked[i] is '\n' or '\r' ? blanked[i] : ' ';
            }
        }

        return new(blanked);
    }

    /// <summary>Whether the graded text holds the same words and numbers, so that nobody can say whose they are.</summary>
    public bool Holds(string words) =>
        Spaced(words) is { Length: > 2 } sought && _words.Contains(sought, StringComparison.Ordinal);

    private static string Spaced(string text) =>
        $" {Words.Joined(text).Replace("points", "point", StringComparison.Ordinal)} ";
}
