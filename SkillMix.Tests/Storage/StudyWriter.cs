using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Tests.Catalogue;

namespace SkillMix.Tests.Storage;

/// <summary>Writes small studies into a store: texts as given, gradings from strings such as "11011".</summary>
internal static class StudyWriter
{
    public static SkillCatalogue Catalogue { get; } = PublicCatalogue.Create();

    public static PromptLibrary Prompts { get; } = new();

    /// <summary>The grading spec of most tests.</summary>
    public static GradingSpec Judge { get; } = SpecOf("judge");

    public static GradingSpec SpecOf(string grader) => new(grader, Prompts.Get(PromptLibrary.GradeTable).Hash);

    public static TupleSample Sample(int k = 2, int count = 3) =>
        TupleSampler.Draw(SamplingSpec.For(Catalogue, null, Setting.All, k, count), Catalogue, null);

    /// <summary>Keeps all that generations and gradings refer to, and opens a run.</summary>
    public static async Task<Run> OpenAsync(
        IRunStore store,
        TupleSample sample,
        IEnumerable<StudyModel>? models = null,
        IEnumerable<GradingSpec>? gradings = null,
        string name = "run",
        string recipe = "protocol: test"
    )
    {
        await store.KeepCatalogueAsync(Catalogue, default);
        await store.KeepSampleAsync(sample, default);
        foreach (var prompt in PromptLibrary.BuiltIn)
        {
            await store.KeepPromptAsync(prompt, default);
        }

        foreach (var model in models ?? [new StudyModel("student")])
        {
            await store.KeepModelAsync(model, default);
        }

        foreach (var spec in gradings ?? [Judge])
        {
            await store.KeepModelAsync(new StudyModel(spec.Grader), default);
            await store.KeepGradingSpecAsync(spec, default);
        }

        return await store.OpenRunAsync(
            new NewRun("study", name, RunOrigin.Own, null, $"spec of {name}", "{}", recipe),
            default
        );
    }

    /// <summary>A generation with a draft and a revision.</summary>
    public static WrittenGeneration Text(
        TupleSample sample,
        int tuple,
        int round = 1,
        string text = "One short text.",
        string draft = "A first draft.",
        string student = "student"
    )
    {
        var about = sample.Tuples.Single(one => one.Index == tuple);
        return new(
            new(student, sample.Spec.Id, tuple, round),
            about,
            text.Length == 0 ? GenerationState.Empty : GenerationState.Written,
            [Turn(0, PromptLibrary.Write, draft), Turn(1, PromptLibrary.Revise, text)]
        );

        WrittenTurn Turn(int number, string prompt, string said)
        {
            var reply = $"Answer: {said}";
            return new(
                number,
                Prompts.Get(prompt).Hash,
                null,
                reply,
                AnswerReader.Read(reply),
                TextFactsReader.Of(said, Rubric.Of(about))
            );
        }
    }

    /// <summary>A grading of the revision: 1 met, 0 not met, h half a point, ? no row.</summary>
    public static GivenGrading Grade(
        WrittenGeneration generation,
        string points,
        GradingSpec? spec = null,
        int round = 1,
        string explanation = "It reads well."
    )
    {
        var rubric = Rubric.Of(generation.Tuple);
        var reply = TableReply(rubric, points, explanation);
        var reader = GradeReaders.ByKey("table");
        return new(
            generation.Key,
            1,
            (spec ?? Judge).Id,
            round,
            reader.Read(reply, rubric, generation.Turns[1].Answer.Text),
            reader.Version,
            reply
        );
    }

    /// <summary>What a grader replies in table style.</summary>
    public static string TableReply(Rubric rubric, string points, string explanation)
    {
        var rows = rubric
            .Criteria.Zip(points, (criterion, point) => (Label: Label(criterion, rubric.SentenceLimit), Point: point))
            .Where(row => row.Point != '?')
            .Select(row => $"| {row.Label} | {(row.Point == 'h' ? "0.5" : row.Point)} |");
        return $"""
            Here's the grading table:

            | Criteria | Points Earned |
            |---|---|
            {string.Join('\n', rows)}

            Explanation: {explanation}
            """;
    }

    private static string Label(Criterion criterion, int limit) =>
        criterion.Kind switch
        {
            CriterionKind.Skill => $"Correctly illustrates {criterion.Name.ToLowerInvariant()}",
            CriterionKind.Topic => $"Pertains to {criterion.Name}",
            CriterionKind.Sense => "Text makes sense",
            _ => $"At most {NumberWords.Sentences(limit)}",
        };
}
