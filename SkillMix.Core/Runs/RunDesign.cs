using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>A run as a person writes it down: models, prompts and catalogue by name, samples by setting and k.</summary>
public sealed record RunDesign
{
    /// <summary>What the run is called.</summary>
    public required string Name { get; init; }

    /// <summary>The study it joins.</summary>
    public string Study { get; init; } = "main";

    /// <summary>"open" for the built-in catalogue, or a folder with skills.csv and topics.txt.</summary>
    public string Catalogue { get; init; } = OpenCatalogue.Name;

    /// <summary>Which sides of the default split tuples are drawn from; one sample for each setting and k.</summary>
    public IReadOnlyList<Setting> Settings { get; init; } = [Setting.All];

    /// <summary>Skills per tuple.</summary>
    public required IReadOnlyList<int> Ks { get; init; }

    /// <summary>Tuples per setting and k, ≥ 1.</summary>
    public int Tuples { get; init; } = 100;

    /// <summary>Seed of skills and topics; the reference's is 10.</summary>
    public long Seed { get; init; } = 10;

    /// <summary>How tuples are drawn.</summary>
    public SamplingMode Mode { get; init; } = SamplingMode.Reference;

    /// <summary>Name of the experiment, which seeds the order of the skills in the prompt.</summary>
    public string SampleName { get; init; } = "test";

    /// <summary>Skills left out before anything is drawn.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>
    /// Tuples that are picked by name instead of drawn; none to draw them. Where there are some, settings, k, tuples, seed,
    /// mode, sample name and skills left out play no part.
    /// </summary>
    public IReadOnlyList<PickedTuple> Picked { get; init; } = [];

    /// <summary>Names of the models that write, "provider/model".</summary>
    public required IReadOnlyList<string> Students { get; init; }

    /// <summary>Name of a built-in template, "stored:…" for one that the store holds, or the path of one's own.</summary>
    public string WritePrompt { get; init; } = PromptLibrary.Write;

    /// <summary>The same for turn 2; null for one turn only.</summary>
    public string? RevisePrompt { get; init; } = PromptLibrary.Revise;

    /// <summary>Texts per tuple and student, ≥ 1.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>0 to 2; null leaves it to the provider.</summary>
    /// <summary>In [0, 2]; null leaves it to the provider. The papers use .7.</summary>
    public double? Temperature { get; init; } = 0.7;

    /// <summary>Most new tokens of a reply, ≥ 1; null for no limit.</summary>
    /// <summary>Most new tokens of a reply, ≥ 1; null leaves it to the provider. The papers use 512.</summary>
    public int? MaxTokens { get; init; } = 512;

    /// <summary>Null for none.</summary>
    /// <summary>Null for none.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>0 to 1; null leaves it to the provider.</summary>
    /// <summary>In [0, 1]; null leaves it to the provider.</summary>
    public double? TopP { get; init; }

    /// <summary>0 to 2, 1 being no penalty; null leaves it to the provider. Only compatible servers know it.</summary>
    /// <summary>In [0, 2], 1 for none; null leaves it to the provider. Only compatible servers know it.</summary>
    public double? RepetitionPenalty { get; init; }

    /// <summary>Who grades, and how; none for a run whose texts are graded later.</summary>
    public required IReadOnlyList<GraderDesign> Graders { get; init; }

    /// <summary>Which k are left out where smaller ones already fail.</summary>
    public EarlyStop EarlyStop { get; init; }

    /// <summary>How fast it may go; no part of its identity.</summary>
    public RunPace Pace { get; init; } = RunPace.Default;

    /// <summary>The most that the run may spend; no part of its identity.</summary>
    public BudgetLimits Budget { get; init; } = new();

    /// <summary>Names of frozen sets of texts that every grader grades once when the run has finished; no part of its identity.</summary>
    public IReadOnlyList<string> Anchors { get; init; } = [];

    /// <summary>Whether a prompt of it is one that the store holds.</summary>
    public bool NamesStoredPrompts =>
        new[] { WritePrompt, RevisePrompt }
            .Concat(Graders.Select(grader => grader.Prompt))
            .Any(prompt => prompt?.StartsWith(StoredPrompt, StringComparison.Ordinal) == true);

    /// <summary>How the name of a prompt begins that the store holds; then comes the start of its hash, or its name.</summary>
    public const string StoredPrompt = "stored:";
}
