using System.Text.Json.Serialization;

namespace SkillMix.Core.Generation;

/// <summary>How texts are asked for: only what changes the outcome.</summary>
/// <param name="WritePrompt">Hash of the template of turn 1.</param>
/// <param name="RevisePrompt">Hash of the template of turn 2; null for one turn only.</param>
/// <param name="Rounds">Texts per tuple and student, ≥ 1. The papers use 3.</param>
/// <param name="Temperature">Null leaves it to the provider.</param>
/// <param name="MaxTokens">Most new tokens of a reply. The papers use 512.</param>
/// <param name="SystemPrompt">Null for none.</param>
/// <param name="TopP">Null leaves it to the provider.</param>
/// <param name="RepetitionPenalty">Null leaves it to the provider; only compatible servers know it. The papers' 1.0 is no penalty.</param>
/// <remarks>Yu et al. 2023, arXiv:2310.17567: temperature .7, 512 new tokens, three generations per tuple.</remarks>
public sealed record GenerationSpec(
    string WritePrompt,
    string? RevisePrompt,
    int Rounds = 3,
    double? Temperature = 0.7,
    int? MaxTokens = 512,
    string? SystemPrompt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? TopP = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? RepetitionPenalty = null
);
