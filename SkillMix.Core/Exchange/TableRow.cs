namespace SkillMix.Core.Exchange;

/// <summary>A row as it stands in a file.</summary>
/// <param name="Line">The line on which it starts, from 1.</param>
internal abstract record TableRow(int Line)
{
    /// <summary>Its cells by column; empty ones are left out.</summary>
    public sealed record Filled(int Line, IReadOnlyDictionary<string, string> Cells) : TableRow(Line);

    /// <summary>It cannot be read; says why in one sentence.</summary>
    public sealed record Broken(int Line, string Sentence) : TableRow(Line);
}
