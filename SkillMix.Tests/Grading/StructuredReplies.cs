using System.Text.Json;

namespace SkillMix.Tests.Grading;

/// <summary>Structured replies about <see cref="GradeReplies.Rubric"/>.</summary>
internal static class StructuredReplies
{
    public static IReadOnlyList<string> Labels { get; } =
    [
        "Correctly illustrates analogy (likeness )",
        "Correctly illustrates irony",
        "Correctly illustrates logical deduction",
        "Pertains to Chess",
        "Text makes sense",
        "At most two sentences",
    ];

    /// <summary>A whole reply with these verdicts, 1 or 0 a criterion.</summary>
    public static string Reply(string signs, string? end = null) => Object(end ?? signs, Elements(signs));

    public static string[] Elements(string signs) =>
        [.. signs.Select((sign, i) => Element(i + 1, sign == '1' ? "met" : "not met"))];

    public static string Element(
        int n,
        string verdict,
        string? rationale = null,
        string[]? evidence = null,
        string? label = null
    ) =>
        $$"""{"n":{{n}},"criterion":{{Json(label ?? Labels[n - 1])}},"rationale":{{Json(
            rationale ?? $"Reason {n} says \"so\"."
        )}},"evidence":{{Json(evidence ?? ["a tired tower"])}},"verdict":{{Json(verdict)}}}""";

    public static string Object(string? end, params string[] elements) =>
        "{\"criteria\":[" + string.Join(",\n", elements) + "]" + (end is null ? "}" : $",\"end\":{Json(end)}}}");

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
