using System.Text.Json;
using System.Text.Json.Serialization;
using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>On which terms a run is worked on: nothing that changes its outcome, and other terms at every start if one likes.</summary>
/// <param name="Pace">How fast.</param>
/// <param name="Budget">The most it may spend, what it spent before included.</param>
/// <param name="ReusesReplies">Takes replies that other runs of the store kept for the same request and round.</param>
/// <param name="Anchors">Names of frozen sets of texts that every grader of the run grades once when it has finished; null for none.</param>
public sealed record RunTerms(
    RunPace Pace,
    BudgetLimits Budget,
    bool ReusesReplies = false,
    IReadOnlyList<string>? Anchors = null
)
{
    /// <summary>Texts to be begun in this go, for a first look; null for all. It is not remembered.</summary>
    [JsonIgnore]
    public int? MostTexts { get; init; }

    /// <summary>The usual pace and no budget.</summary>
    public static RunTerms Default { get; } = new(RunPace.Default, new());

    /// <summary>As the store keeps them.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>What <see cref="ToJson"/> wrote; null for null.</summary>
    public static RunTerms? Read(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<RunTerms>(json, JsonSerializerOptions.Web);
}
