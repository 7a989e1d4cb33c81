namespace SkillMix.Core.Figures;

/// <summary>Words as a cell of CSV (RFC 4180) that no spreadsheet takes for a formula.</summary>
/// <remarks>The guard is that of all the project's tables: what begins with one of <c>= + - @</c>, a tab or a line break, behind any apostrophes, gets an apostrophe before it.</remarks>
internal static class CsvWords
{
    private const string Starts = "=+-@\t\r\n";

    public static string Cell(string words)
    {
        var bare = words.AsSpan().TrimStart('\'');
        var safe = bare.Length > 0 && Starts.Contains(bare[0], StringComparison.Ordinal) ? "'" + words : words;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? safe
            : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
