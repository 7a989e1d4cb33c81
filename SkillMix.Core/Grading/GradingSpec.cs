using System.Globalization;
using System.Text.Json.Serialization;
using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Grading;

/// <summary>How texts are graded: only what changes the outcome.</summary>
/// <param name="Grader">Name of the grader.</param>
/// <param name="Prompt">Hash of the grading template.</param>
/// <param name="Style">"table", "prose", "structured" or the name an imported run gives its grading prompt.</param>
/// <param name="Reader">Key of the reader of the replies.</param>
/// <param name="Rounds">Gradings per text, ≥ 1. The papers use 3. It is no part of <see cref="Canonical"/>: a round more is the same grading, once more.</param>
/// <param name="Temperature">Null leaves it to the provider.</param>
/// <param name="MaxTokens">Most new tokens of a reply; null leaves it to the provider.</param>
public sealed record GradingSpec(
    string Grader,
    string Prompt,
    string Style = "table",
    string Reader = "table",
    int Rounds = 3,
    double? Temperature = null,
    int? MaxTokens = null
)
{
    /// <summary>The text that its identity is hashed from.</summary>
    [JsonIgnore]
    public string Canonical =>
        FormattableString.Invariant(
            $"grading v1\ngrader={Grader}\nprompt={Prompt}\nstyle={Style}\nreader={Reader}\ntemperature={Temperature}\nmax_tokens={MaxTokens}\n"
        );

    /// <summary>The options that a canonical text names, in words: what beside grader, prompt, style and reader keeps gradings apart.</summary>
    /// <param name="canonical">A <see cref="Canonical"/>.</param>
    public static string OptionsIn(string canonical)
    {
        return $"temperature {Value("temperature")}, most tokens {Value("max_tokens")}";

        string Value(string name) => ValueIn(canonical, name) ?? "the provider's";
    }

    /// <summary>The temperature that a canonical text names; null where it is left to the provider.</summary>
    /// <param name="canonical">A <see cref="Canonical"/>.</param>
    public static double? TemperatureIn(string canonical) =>
        double.TryParse(ValueIn(canonical, "temperature"), CultureInfo.InvariantCulture, out var heat) ? heat : null;

    private static string? ValueIn(string canonical, string name) =>
        canonical.Split('\n').LastOrDefault(line => line.StartsWith(name + "=", StringComparison.Ordinal)) is { } line
        && line[(name.Length + 1)..] is { Length: > 0 } value
            ? value
            : null;

    /// <summary>Identity: SHA-256 of <see cref="Canonical"/>.</summary>
    [JsonIgnore]
    public string Id => ContentHash.Of(Canonical);
}
