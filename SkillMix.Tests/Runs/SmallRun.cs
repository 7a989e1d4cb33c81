using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Core.Storage;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Runs;

/// <summary>A run in a store of its own, small enough to count by hand: texts of one turn, graded by "judge".</summary>
internal sealed class SmallRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TimeProvider _clock;

    private SmallRun(TimeProvider clock)
    {
        _clock = clock;
        File = _folder.NewStore();
        Store = new(File, clock);
    }

    public StoreFile File { get; }

    public SqliteRunStore Store { get; }

    public AskedRun Asked { get; private set; } = null!;

    public Run Run => Asked.Run;

    /// <summary>Opens one.</summary>
    /// <param name="clock">Of the store; null for the system's.</param>
    /// <param name="shape">Makes another spec of the usual one: one round of one student, graded once.</param>
    /// <param name="samples">What is written about; two tuples of two skills where there are none.</param>
    public static async Task<SmallRun> OpenAsync(
        TimeProvider? clock = null,
        Func<RunSpec, RunSpec>? shape = null,
        params TupleSample[] samples
    )
    {
        var run = new SmallRun(clock ?? TimeProvider.System);
        run.Asked = await run.AnotherAsync("run", shape, samples);
        return run;
    }

    /// <summary>Opens another run in the same store.</summary>
    public async Task<AskedRun> AnotherAsync(
        string name,
        Func<RunSpec, RunSpec>? shape = null,
        params TupleSample[] samples
    )
    {
        TupleSample[] about = samples.Length > 0 ? samples : [StudyWriter.Sample(count: 2)];
        var usual = new RunSpec(
            name,
            [.. about.Select(sample => sample.Spec)],
            ["student"],
            new GenerationSpec(StudyWriter.Prompts.Get(PromptLibrary.Write).Hash, null, Rounds: 1),
            [StudyWriter.Judge with { Rounds = 1 }]
        );
        var spec = shape?.Invoke(usual) ?? usual;
        foreach (var sample in about)
        {
            await Store.KeepSampleAsync(sample, default);
        }

        var run = await StudyWriter.OpenAsync(
            Store,
            about[0],
            spec.Students.Select(student => new StudyModel(student)),
            spec.Gradings,
            name
        );
        return new(run, spec, about, StudyWriter.Prompts, StudyWriter.Catalogue, []);
    }

    /// <summary>A pipeline over models of the test.</summary>
    public RunPipeline Pipeline(Func<string, IChatClient> models, RunHolder? me = null, TimeProvider? clock = null) =>
        new(Store, new ScriptedModels(models), me ?? RunHolder.Me("test"), clock ?? _clock);

    /// <summary>A student of these words and a judge that gives every point.</summary>
    public RunPipeline Pipeline(Func<ChatRequest, string> student) =>
        Pipeline(name => name == "judge" ? new ScriptedChatClient(_ => Table('1')) : new ScriptedChatClient(student));

    /// <summary>What a judge says that gives every criterion, of whichever tuple, the same point.</summary>
    public static string Table(char point) =>
        StudyWriter.TableReply(
            Rubric.Of(StudyWriter.Sample(k: 2, count: 1).Tuples[0]),
            new string(point, 5),
            "It reads well."
        );

    public Task<RunStanding> StandingAsync() => Store.StandingAsync(Run, default);

    /// <summary>One number out of the store.</summary>
    public long Count(string query)
    {
        using var connection = File.OpenConnection();
        return (long)connection.Scalar(query)!;
    }

    public void Execute(string statements)
    {
        using var connection = File.OpenConnection();
        connection.Execute(statements);
    }

    public void Dispose()
    {
        File.Dispose();
        _folder.Dispose();
    }
}
