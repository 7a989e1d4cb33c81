namespace SkillMix.Core.Exchange;

/// <summary>How a table is written down; both forms say the same.</summary>
public enum TableForm
{
    /// <summary>RFC 4180: commas, a header, lines ending in CR LF.</summary>
    Csv,

    /// <summary>One JSON object a line, lines ending in LF.</summary>
    JsonLines,
}
