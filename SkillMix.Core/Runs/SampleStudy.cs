using SkillMix.Core.Catalogue;
using SkillMix.Core.Rehearsal;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>A whole study made by rehearsal models: simulated, and named so wherever it appears.</summary>
/// <remarks>
/// A base model, its null twin (the same rates, other luck) and three tuned ones, on training, held-out and all skills,
/// k = 2 … 5, three texts per tuple, three graders of different strictness. It goes through the real prompts, pipeline and readers.
/// </remarks>
/// <param name="Tuples">Tuples per setting and k.</param>
/// <param name="GradingRounds">Gradings per text and grader.</param>
public sealed record SampleStudy(int Tuples = 32, int GradingRounds = 1)
{
    /// <summary>Name of the study and of its run.</summary>
    public const string Name = "Sample study (simulated)";

    /// <summary>Raised whenever the study comes out differently: a store made by an older one is left alone.</summary>
    public const int Version = 6;

    private static readonly Setting[] Settings = [Setting.Train, Setting.HeldOut, Setting.All];
    private static readonly int[] Ks = [2, 3, 4, 5];

    /// <summary>How many texts the study holds.</summary>
    public int Texts => Settings.Length * Ks.Length * Tuples * RehearsalModels.Students.Count * Rounds;

    private const int Rounds = 3;

    /// <summary>The study as a person would write it down.</summary>
    public RunDesign Design =>
        new()
        {
            Name = Name,
            Study = Name,
            Settings = Settings,
            Ks = Ks,
            Tuples = Tuples,
            Mode = SamplingMode.Balanced,
            SampleName = "sample",
            Students = [.. RehearsalModels.Students.Select(model => model.Name)],
            Rounds = Rounds,
            Graders =
            [
                .. RehearsalModels.Graders.Select(grader => new GraderDesign(grader.Name, Rounds: GradingRounds)),
            ],
            Pace = new(Math.Max(1, Environment.ProcessorCount)),
        };

    /// <summary>Makes the study, or goes on with one that was stopped.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="progress">Told after each commit; null for nobody.</param>
    public async Task MakeAsync(IRunStore store, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        var models = new RehearsalDirectory();
        var prepared = PreparedRun.From(Design, Environment.CurrentDirectory);
        var pipeline = new RunPipeline(store, models, RunHolder.Me("sample study"), TimeProvider.System);
        await new RunBook(store, models).DoAsync(prepared, prepared.Terms, pipeline, progress, cancellationToken);
    }
}
