using System.Text.Json;
using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Exchange;

/// <summary>Takes the runs of the reference implementation into a store. Importing twice gives the same store.</summary>
/// <remarks>
/// A run is one (k, seed, prompt, student) with its rounds merged. Tuples are identified by their place in records.csv and
/// checked against the sample; raw replies are kept. What the released runs got wrong is reported: grading rounds that are
/// copies, gradings whose prompt held no rubric, rounds that are incomplete.
/// </remarks>
public sealed class ReferenceImporter(IRunStore store)
{
    /// <summary>Imports all runs at or below a folder.</summary>
    /// <param name="folder">A tree as the reference implementation writes it.</param>
    /// <param name="study">Name of the study that the runs join.</param>
    /// <param name="progress">Told after each file; null for nobody.</param>
    /// <exception cref="InvalidDataException">There is no such run below the folder.</exception>
    public async Task<ImportReport> ImportAsync(
        string folder,
        string study,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidDataException(
                $"There is no folder {folder}; name the folder that holds the runs (k…_s…_v…_r…)."
            );
        }

        var rounds = ReferenceFolder.Rounds(Path.GetFullPath(folder));
        if (rounds.Count == 0)
        {
            throw new InvalidDataException(
                $"No run was found in {folder}; a folder of the reference implementation, with folders such as k3_s10_vdefault_r1, was expected."
            );
        }

        var tally = new ImportTally(folder, CountFiles(rounds), progress);
        foreach (var group in rounds.GroupBy(round => (round.Root, round.K, round.Seed, round.Prompt)))
        {
            await ImportGroupAsync([.. group], study, tally, cancellationToken);
        }

        return tally.Report();
    }

    private static int CountFiles(IReadOnlyList<ReferenceRound> rounds) =>
        rounds.Sum(round =>
            ReferenceFolder
                .Students(round)
                .Sum(student => 1 + ReferenceFolder.Gradings(Path.Combine(round.Path, student)).Gradings.Count)
        );

    private async Task ImportGroupAsync(
        IReadOnlyList<ReferenceRound> rounds,
        string study,
        ImportTally tally,
        CancellationToken cancellationToken
    )
    {
        var catalogue = Catalogue(rounds[0].Root);
        var read = new List<ReferenceTexts>();
        foreach (var round in rounds)
        {
            foreach (var folder in ReferenceFolder.WithoutRecords(round))
            {
                tally.Skip(folder, $"there is no {ReferenceFolder.Records}");
            }

            foreach (var student in ReferenceFolder.Students(round))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var folder = Path.Combine(round.Path, student);
                if (ReferenceFile.Read(Path.Combine(folder, ReferenceFolder.Records), tally)?.Table(tally) is { } table)
                {
                    read.Add(new(student, round.Round, folder, table));
                }
            }
        }

        if (read.Count == 0)
        {
            return;
        }

        var sample = ReferenceSample.Of(rounds[0], catalogue, read);
        if (sample is null)
        {
            tally.Skip(rounds[0].Path, "no row names its skills and topic");
            return;
        }

        if (catalogue is not null)
        {
            await store.KeepCatalogueAsync(catalogue, cancellationToken);
        }
        else
        {
            tally.Note(
                $"There is no skills.csv at or above {tally.Named(rounds[0].Root)}: the skills have names but no definitions."
            );
        }

        if (sample.Spec.Mode == SamplingMode.AsFound)
        {
            tally.Note(
                $"The tuples of {Path.GetFileName(rounds[0].Path)} are kept as found: seed {rounds[0].Seed} does not draw them from this catalogue."
            );
        }

        await store.KeepSampleAsync(sample, cancellationToken);
        foreach (var texts in read.GroupBy(one => one.Student))
        {
            await ImportRunAsync(rounds[0], sample, [.. texts], study, tally, cancellationToken);
        }
    }

    private async Task ImportRunAsync(
        ReferenceRound first,
        TupleSample sample,
        IReadOnlyList<ReferenceTexts> rounds,
        string study,
        ImportTally tally,
        CancellationToken cancellationToken
    )
    {
        var student = rounds[0].Student;
        await store.KeepModelAsync(new StudyModel(student), cancellationToken);
        var prompts = ReferencePrompts.OfTexts(sample, rounds);
        foreach (var prompt in prompts.OfType<PromptTemplate>())
        {
            await store.KeepPromptAsync(prompt, cancellationToken);
        }

        var spec = JsonSerializer.Serialize(
            new
            {
                kind = "imported",
                version = 1,
                k = first.K,
                seed = first.Seed,
                prompt = first.Prompt,
                student,
                sample = sample.Spec.Id,
                prompts = prompts.Select(prompt => prompt?.Hash),
            }
        );
        var run = await store.OpenRunAsync(
            new NewRun(
                study,
                $"{student}, k = {first.K}, seed {first.Seed}, {first.Prompt}",
                RunOrigin.Imported,
                Path.GetFileName(first.Root),
                ContentHash.Of(spec),
                spec,
                ProtocolRecipe.OfTexts(
                    sample.Spec,
                    prompts.ElementAtOrDefault(0),
                    prompts.ElementAtOrDefault(1),
                    generation: null,
                    isSimulated: false
                )
            ),
            cancellationToken
        );
        tally.AddRun();
        var graders = new ReferenceGradings(store, tally);
        foreach (var round in rounds)
        {
            var written = Written(sample, round, prompts, tally);
            var gradings = await graders.ReadAsync(round, written, cancellationToken);
            tally.Add(
                written.Count,
                gradings.Count,
                await store.CommitAsync(run, [.. written.Values], gradings, cancellationToken)
            );
        }

        await store.SetStateAsync(run, RunState.Finished, null, cancellationToken);
    }

    /// <summary>The generations of a round by row, read out of the raw replies.</summary>
    private static Dictionary<int, WrittenGeneration> Written(
        TupleSample sample,
        ReferenceTexts round,
        IReadOnlyList<PromptTemplate?> prompts,
        ImportTally tally
    )
    {
        var written = new Dictionary<int, WrittenGeneration>();
        foreach (var row in round.Table.Rows)
        {
            if (ReferenceSample.TupleOf(sample, row) is not { } tuple)
            {
                tally.RowWithoutPartner(
                    round.Path,
                    row.Line,
                    "its skills and topic are not those of the sample at its place"
                );
                continue;
            }

            var rubric = Rubric.Of(tuple);
            var turns = row
                .Turns.Select((turn, i) => Turn(turn, i, tuple, rubric, prompts.ElementAtOrDefault(i), tally))
                .ToList();
            var isEmpty = turns[^1].Facts.IsEmpty;
            written[row.Index] = new(
                new(round.Student, sample.Spec.Id, tuple.Index, round.Round),
                tuple,
                isEmpty ? GenerationState.Empty : GenerationState.Written,
                turns
            );
            if (isEmpty)
            {
                tally.AddEmptyText();
            }
        }

        return written;
    }

    private static WrittenTurn Turn(
        ReferenceTurn turn,
        int number,
        SkillTuple tuple,
        Rubric rubric,
        PromptTemplate? prompt,
        ImportTally tally
    )
    {
        var answer = AnswerReader.Read(turn.Reply);
        if (turn.Text is { } text && text.Trim() != answer.Text)
        {
            // The reference graded what it had read, so that is the text; the raw reply is kept beside it.
            answer = answer with
            {
                Text = text.Trim(),
            };
            tally.AddTextReadDifferently();
        }

        var isMade = prompt is not null && VerbatimPrompt.IsMadeFrom(prompt, new(turn.Prompt, tuple));
        return new(
            number,
            isMade ? prompt!.Hash : null,
            isMade ? null : turn.Prompt,
            turn.Reply,
            answer,
            TextFactsReader.Of(answer.Text, rubric)
        );
    }

    private static SkillCatalogue? Catalogue(string root) =>
        ReferenceFolder.CatalogueFolder(root) is { } folder ? CatalogueReader.ReadFolder(folder) : null;
}

/// <summary>The rows of one student in one round.</summary>
internal sealed record ReferenceTexts(string Student, int Round, string Path, ReferenceTable Table);
