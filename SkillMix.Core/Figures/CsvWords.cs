using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Figures;

/// <summary>Words as a cell of CSV (RFC 4180) that no spreadsheet takes for a formula, see <see cref="FormulaGuard"/>.</summary>
public static class CsvWords
{
    public static string Cell(string words)
    {
        var safe = FormulaGuard.Put(words);
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? safe
            : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
