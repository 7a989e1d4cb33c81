using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
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

    public long Seed { get; init; } = 10;

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

    public required IReadOnlyList<string> Students { get; init; }

    /// <summary>Name of a built-in template, "stored:…" for one that the store holds, or the path of one's own.</summary>
    public string WritePrompt { get; init; } = PromptLibrary.Write;

    /// <summary>The same for turn 2; null for one turn only.</summary>
    public string? RevisePrompt { get; init; } = PromptLibrary.Revise;

    /// <summary>Texts per tuple and student, ≥ 1.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>0 to 2; null leaves it to the provider.</summary>
    public double? Temperature { get; init; } = 0.7;

    /// <summary>Most new tokens of a reply, ≥ 1; null for no limit.</summary>
    public int? MaxTokens { get; init; } = 512;

    /// <summary>Null for none.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>0 to 1; null leaves it to the provider.</summary>
    public double? TopP { get; init; }

    /// <summary>0 to 2, 1 being no penalty; null leaves it to the provider. Only compatible servers know it.</summary>
    public double? RepetitionPenalty { get; init; }

    public required IReadOnlyList<GraderDesign> Graders { get; init; }

    /// <summary>Which k are left out where smaller ones already fail.</summary>
    public EarlyStop EarlyStop { get; init; }

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

/// <summary>A grader as a person writes it down.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Prompt">Name of a built-in grading template, "stored:…" for one that the store holds, or the path of one's own.</param>
/// <param name="Rounds">Gradings per text, ≥ 1.</param>
public sealed record GraderDesign(
    string Model,
    string Prompt = PromptLibrary.GradeTable,
    int Rounds = 1,
    double? Temperature = null,
    int? MaxTokens = null
)
{
    /// <summary>Looks its prompt up.</summary>
    /// <param name="folder">Where a relative path starts.</param>
    /// <param name="stored">The templates of the store.</param>
    /// <exception cref="InvalidDataException">There is no such prompt, or there are several, or it is for something else.</exception>
    public (GradingSpec Spec, PromptTemplate Prompt) Prepare(string folder, IReadOnlyList<PromptTemplate> stored)
    {
        var template = new NamedPrompts(folder, stored).FindGrading(Prompt);
        return (SpecWith(template), template);
    }

    /// <summary>What it asks, with its prompt looked up.</summary>
    internal GradingSpec SpecWith(PromptTemplate template) =>
        new(Model, template.Hash, template.ReaderKey, template.ReaderKey, Rounds, Temperature, MaxTokens);
}

/// <summary>A design with everything looked up: what a pipeline needs.</summary>
/// <param name="Design">As it was written.</param>
/// <param name="Catalogue">The catalogue it draws from.</param>
/// <param name="Split">The sides it draws from; null where only all skills are asked.</param>
/// <param name="Samples">The tuples, one sample for each setting and k.</param>
/// <param name="Prompts">A library that holds its templates.</param>
/// <param name="Spec">What is asked, hashed.</param>
public sealed record PreparedRun(
    RunDesign Design,
    SkillCatalogue Catalogue,
    Split? Split,
    IReadOnlyList<TupleSample> Samples,
    PromptLibrary Prompts,
    RunSpec Spec
)
{
    /// <summary>The terms that the design writes down.</summary>
    public RunTerms Terms =>
        new(Design.Pace, Design.Budget, Anchors: Design.Anchors.Count == 0 ? null : Design.Anchors);

    /// <summary>Texts asked for.</summary>
    public int Texts => RunPlan.Count(Spec, Samples);

    /// <summary>Requests to students: one per text and turn.</summary>
    public int GenerationRequests => Texts * (Spec.Generation.RevisePrompt is null ? 1 : 2);

    /// <summary>Requests to graders, if no text is empty.</summary>
    public int GradingRequests => Texts * Spec.Gradings.Sum(grading => grading.Rounds);

    /// <summary>Looks everything up that a design names.</summary>
    /// <param name="design">The design.</param>
    /// <param name="folder">Where relative paths in it start.</param>
    /// <param name="stored">The templates of the store, for prompts named "stored:…"; null where there is no store.</param>
    /// <exception cref="ArgumentException">A sample cannot be drawn as asked.</exception>
    /// <exception cref="InvalidDataException">
    /// A file it names is missing, or is no catalogue or template; or the store holds no such prompt, or several.
    /// </exception>
    public static PreparedRun From(RunDesign design, string folder, IReadOnlyList<PromptTemplate>? stored = null)
    {
        var catalogue =
            design.Catalogue == OpenCatalogue.Name
                ? OpenCatalogue.Load()
                : CatalogueReader.ReadFolder(Path.Combine(folder, design.Catalogue));
        var split =
            design.Picked.Count > 0 || design.Settings.All(setting => setting == Setting.All)
                ? null
                : DefaultSplit.Of(catalogue);
        var samples =
            design.Picked.Count > 0 ? TupleSample.Picked(catalogue, design.Picked) : Draw(design, catalogue, split);
        var prompts = new NamedPrompts(folder, stored ?? []);
        var write = prompts.Find(design.WritePrompt, PromptKind.GenerationWrite);
        var revise = design.RevisePrompt is { } named ? prompts.Find(named, PromptKind.GenerationRevise) : null;
        var graders = design.Graders.Select(grader => grader.Prepare(folder, stored ?? [])).ToList();
        var spec = new RunSpec(
            design.Name,
            [.. samples.Select(sample => sample.Spec)],
            design.Students,
            new GenerationSpec(
                write.Hash,
                revise?.Hash,
                design.Rounds,
                design.Temperature,
                design.MaxTokens,
                design.SystemPrompt,
                design.TopP,
                design.RepetitionPenalty
            ),
            [.. graders.Select(grader => grader.Spec)]
        )
        {
            EarlyStop = design.EarlyStop,
        };
        var own = new[] { write, revise }.OfType<PromptTemplate>().Concat(graders.Select(grader => grader.Prompt));
        return new(design, catalogue, split, samples, new PromptLibrary(own), spec);
    }

    /// <summary>The same under another name, which makes it another run.</summary>
    public PreparedRun Named(string name) =>
        this with
        {
            Design = Design with { Name = name },
            Spec = Spec with { Name = name },
        };

    private static List<TupleSample> Draw(RunDesign design, SkillCatalogue catalogue, Split? split) =>
        [
            .. from setting in design.Settings
            from k in design.Ks
            let sampling = SamplingSpec.For(
                catalogue,
                split,
                setting,
                k,
                design.Tuples,
                design.Seed,
                design.Mode,
                design.SampleName
            ) with
            {
                Without = design.Without,
            }
            select TupleSampler.Draw(sampling, catalogue, setting == Setting.All ? null : split),
        ];
}
