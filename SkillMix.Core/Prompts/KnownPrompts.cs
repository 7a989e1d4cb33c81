namespace SkillMix.Core.Prompts;

/// <summary>A published prompt, known by the hash of its template text.</summary>
/// <param name="Hash">SHA-256 of the template text (UTF-8), in the reference implementation's own spelling of slots.</param>
/// <param name="Title">What it is, in words.</param>
/// <param name="Kind">What it asks for; the kind also says which reader understands its replies.</param>
public sealed record KnownPrompt(string Hash, string Title, PromptKind Kind);

/// <summary>The prompts under which published results were obtained (Yu et al. 2023, arXiv:2310.17567, released code).</summary>
/// <remarks>Their text is not part of this project; a text is recognised when its hash is listed here.</remarks>
public static class KnownPrompts
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<KnownPrompt> All { get; } =
    [
        new(
            "48dcc5638bc077d5172bedeca86e669f06094cce9142896e3f3acfe2802028b9",
            "reference generation, turn 1",
            PromptKind.GenerationWrite
        ),
        new(
            "26802aaeddbcd1dece46b110b0217ab20a869309a6cee82f85e3b962dac76aee",
            "reference generation, turn 2",
            PromptKind.GenerationRevise
        ),
        new(
            "e7936e9294e29e7f6a481bab90b4568d7c7f72c5c305861631cdb4c014d9fa11",
            "reference generation, turn 2 for LLaMA students at k > 2",
            PromptKind.GenerationRevise
        ),
        new(
            "202902c481e2a9ba3c6b00dfb542e3cb809f9098a359cdf9460259320209cbcf",
            "reference grading, table style",
            PromptKind.GradingTable
        ),
        new(
            "ea86042ab7b6129f3863f57d745c53fe45b0b76ec0b3416ae6756ad59048078f",
            "reference grading, prose style",
            PromptKind.GradingProse
        ),
    ];

    /// <summary>The published prompt with this hash; null when there is none.</summary>
    /// <param name="hash">64 hexadecimal digits, in either case.</param>
    public static KnownPrompt? Find(string hash) =>
        All.FirstOrDefault(known => known.Hash.Equals(hash, StringComparison.OrdinalIgnoreCase));
}
