using System.Text.Json;
using System.Text.Json.Serialization;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>What was asked of a run: everything that changes its outcome and nothing else.</summary>
/// <param name="Name">What the run is called. It is part of the identity, so that a repetition can be a run of its own.</param>
/// <param name="Samples">Which tuples.</param>
/// <param name="Students">Names of the students.</param>
/// <param name="Generation">How texts are asked for.</param>
/// <param name="Gradings">How they are graded; none for a run whose texts are graded later.</param>
public sealed record RunSpec(
    string Name,
    IReadOnlyList<SamplingSpec> Samples,
    IReadOnlyList<string> Students,
    GenerationSpec Generation,
    IReadOnlyList<GradingSpec> Gradings
)
{
    /// <summary>Which k are left out where smaller ones already fail.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public EarlyStop EarlyStop { get; init; }

    /// <summary>Version of this form; part of the hash.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Every model that is asked: students, then graders.</summary>
    [JsonIgnore]
    public IEnumerable<string> Models => Students.Concat(Gradings.Select(grading => grading.Grader)).Distinct();

    /// <summary>The same with the longest reply that each is asked for.</summary>
    [JsonIgnore]
    public IEnumerable<(string Model, int? MostTokens)> ModelsWithTokens =>
        Students
            .Select(student => (student, Generation.MaxTokens))
            .Concat(Gradings.Select(grading => (grading.Grader, grading.MaxTokens)));

    /// <summary>The spec as JSON, the same for the same spec on every machine.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Identity: SHA-256 of <see cref="ToJson"/>.</summary>
    [JsonIgnore]
    public string Hash => ContentHash.Of(ToJson());
}
