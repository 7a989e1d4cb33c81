namespace SkillMix.Core.Catalogue;

/// <summary>Keeps a spreadsheet from taking the words of a CSV cell for a formula, so that reading the file back gives the same words.</summary>
/// <remarks>
/// What begins with one of <c>= + - @</c>, a tab or a line break gets an apostrophe before it, and so does what begins with
/// apostrophes and then one of these; reading takes one off in the same cases. Every text comes back as it was, and no other changes.
/// </remarks>
public static class FormulaGuard
{
    private const string Starts = "=+-@\t\r\n";

    /// <summary>The words as a cell.</summary>
    public static string Put(string words) => IsFormula(words.AsSpan().TrimStart('\'')) ? "'" + words : words;

    /// <summary>The words of a cell.</summary>
    public static string Take(string words) =>
        words.StartsWith('\'') && IsFormula(words.AsSpan().TrimStart('\'')) ? words[1..] : words;

    private static bool IsFormula(ReadOnlySpan<char> words) =>
        words.Length > 0 && Starts.Contains(words[0], StringComparison.Ordinal);
}
