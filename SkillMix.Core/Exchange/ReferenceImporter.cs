using System.Security.Cryptography;
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
    private ImportTally _tally = new();

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

        _tally = new();
        _tally.Start(folder, CountFiles(rounds), progress);
        foreach (var group in rounds.GroupBy(round => (round.Root, round.K, round.Seed, round.Prompt)))
        {
            await ImportGroupAsync([.. group], study, cancellationToken);
        }

        return _tally.Report();
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
        CancellationToken cancellationToken
    )
    {
        var catalogue = Catalogue(rounds[0].Root);
        var read = new List<ReferenceTexts>();
        foreach (var round in rounds)
        {
            foreach (var folder in ReferenceFolder.WithoutRecords(round))
            {
                _tally.Skip(folder, $"there is no {ReferenceFolder.Records}");
            }

            foreach (var student in ReferenceFolder.Students(round))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var folder = Path.Combine(round.Path, student);
                if (ReadRows(Path.Combine(folder, ReferenceFolder.Records)) is { } rows)
                {
                    read.Add(new(student, round.Round, folder, rows));
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
            _tally.Skip(rounds[0].Path, "no row names its skills and topic");
            return;
        }

        if (catalogue is not null)
        {
            await store.KeepCatalogueAsync(catalogue, cancellationToken);
        }
        else
        {
            _tally.Note(
                $"There is no skills.csv at or above {rounds[0].Root}: the skills have names but no definitions."
            );
        }

        if (sample.Spec.Mode == SamplingMode.AsFound)
        {
            _tally.Note(
                $"The tuples of {Path.GetFileName(rounds[0].Path)} are kept as found: seed {rounds[0].Seed} does not draw them from this catalogue."
            );
        }

        await store.KeepSampleAsync(sample, cancellationToken);
        foreach (var texts in read.GroupBy(one => one.Student))
        {
            await ImportRunAsync(rounds[0], sample, [.. texts], study, cancellationToken);
        }
    }

    private async Task ImportRunAsync(
        ReferenceRound first,
        TupleSample sample,
        IReadOnlyList<ReferenceTexts> rounds,
        string study,
        CancellationToken cancellationToken
    )
    {
        var student = rounds[0].Student;
        await store.KeepModelAsync(new StudyModel(student), cancellationToken);
        var prompts = await TextPromptsAsync(sample, rounds, cancellationToken);
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
        _tally.AddRun();
        foreach (var round in rounds)
        {
            var written = Written(sample, round, prompts);
            var gradings = await GradingsAsync(sample, round, written, cancellationToken);
            _tally.Add(
                written.Count,
                gradings.Count,
                await store.CommitAsync(run, [.. written.Values], gradings, cancellationToken)
            );
        }

        await store.SetStateAsync(run, RunState.Finished, cancellationToken);
    }

    /// <summary>The generations of a round by row, read out of the raw replies.</summary>
    private Dictionary<int, WrittenGeneration> Written(
        TupleSample sample,
        ReferenceTexts round,
        IReadOnlyList<PromptTemplate?> prompts
    )
    {
        var written = new Dictionary<int, WrittenGeneration>();
        for (var row = 0; row < round.Rows.Count; row++)
        {
            if (ReferenceSample.TupleOf(sample, round.Rows[row], row) is not { } tuple)
            {
                _tally.RowWithoutPartner(
                    round.Path,
                    round.Rows[row].Line,
                    "its skills and topic are not those of the sample at its place"
                );
                continue;
            }

            var rubric = Rubric.Of(tuple);
            var turns = round
                .Rows[row]
                .Turns.Select((turn, i) => Turn(turn, i, tuple, rubric, prompts.ElementAtOrDefault(i)))
                .ToList();
            var isEmpty = turns[^1].Facts.IsEmpty;
            written[row] = new(
                new(round.Student, sample.Spec.Id, tuple.Index, round.Round),
                tuple,
                isEmpty ? GenerationState.Empty : GenerationState.Written,
                turns
            );
            if (isEmpty)
            {
                _tally.AddEmptyText();
            }
        }

        return written;
    }

    private WrittenTurn Turn(ReferenceTurn turn, int number, SkillTuple tuple, Rubric rubric, PromptTemplate? prompt)
    {
        var answer = AnswerReader.Read(turn.Reply);
        if (turn.Text is { } text && text.Trim() != answer.Text)
        {
            // The reference graded what it had read, so that is the text; the raw reply is kept beside it.
            answer = answer with
            {
                Text = text.Trim(),
            };
            _tally.AddTextReadDifferently();
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

    private async Task<List<GivenGrading>> GradingsAsync(
        TupleSample sample,
        ReferenceTexts round,
        Dictionary<int, WrittenGeneration> written,
        CancellationToken cancellationToken
    )
    {
        var (folders, unknown) = ReferenceFolder.Gradings(round.Path);
        foreach (var folder in unknown)
        {
            _tally.Skip(folder, "its name is not of the form by_{grader}_on_text_{turn}_{round}_{prompt}");
        }

        if (Directory.Exists(Path.Combine(round.Path, "conv")))
        {
            _tally.Skip(Path.Combine(round.Path, "conv"), "the same conversations are in records.csv");
        }

        var given = new List<GivenGrading>();
        foreach (var set in folders.GroupBy(folder => (folder.Grader, folder.Turn, folder.Prompt)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            given.AddRange(
                await GradingSetAsync(
                    sample,
                    round,
                    written,
                    [.. set.OrderBy(folder => folder.Round)],
                    cancellationToken
                )
            );
        }

        return given;
    }

    /// <summary>The rounds of one grader on one turn, with copies of a round counted and not kept.</summary>
    private async Task<List<GivenGrading>> GradingSetAsync(
        TupleSample sample,
        ReferenceTexts round,
        Dictionary<int, WrittenGeneration> written,
        IReadOnlyList<ReferenceGrading> folders,
        CancellationToken cancellationToken
    )
    {
        var files = folders
            .Select(folder => (Folder: folder, Path: Path.Combine(folder.Path, ReferenceFolder.Records)))
            .Where(file => File.Exists(file.Path) || Missing(file.Path))
            .GroupBy(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.Path))));
        var given = new List<GivenGrading>();
        foreach (var copies in files)
        {
            var (folder, path) = copies.First();
            var rows = ReadRows(path);
            foreach (var copy in copies.Skip(1))
            {
                _tally.FileRead(copy.Path);
            }

            if (rows is null)
            {
                continue;
            }

            var extra = copies.Count() - 1;
            if (extra > 0)
            {
                _tally.AddDuplicates(
                    extra * rows.Count,
                    $"{folder.Grader} on {round.Student}, round {round.Round}: {extra + 1} gradings byte-identical: kept 1."
                );
            }

            if (rows.Count < written.Count)
            {
                _tally.Note(
                    $"{folder.Grader} on {round.Student}, round {round.Round}: {rows.Count} of {written.Count} texts graded."
                );
            }

            given.AddRange(await GradingRowsAsync(sample, round, written, folder, rows, extra, cancellationToken));
        }

        return given;

        bool Missing(string path)
        {
            _tally.Skip(path, "there is no records.csv");
            return false;
        }
    }

    private async Task<List<GivenGrading>> GradingRowsAsync(
        TupleSample sample,
        ReferenceTexts round,
        Dictionary<int, WrittenGeneration> written,
        ReferenceGrading folder,
        IReadOnlyList<ReferenceRow> rows,
        int copies,
        CancellationToken cancellationToken
    )
    {
        var partners = new List<(ReferenceTurn Turn, WrittenGeneration Generation, string Text)>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (
                written.TryGetValue(row, out var generation)
                && ReferenceSample.IsAbout(rows[row], generation.Tuple)
                && generation.Turns.FirstOrDefault(turn => turn.Turn == folder.Turn) is { } turn
            )
            {
                partners.Add((rows[row].Turns[0], generation, turn.Answer.Text));
            }
            else
            {
                _tally.RowWithoutPartner(
                    folder.Path,
                    rows[row].Line,
                    "there is no generation of its skills, topic and turn at its place"
                );
            }
        }

        if (partners.Count == 0)
        {
            return [];
        }

        var prompt = GradingPrompt(folder, partners);
        var reader = prompt is null ? BestReader(partners) : GradeReaders.ByKey(prompt.ReaderKey);
        if (prompt is not null)
        {
            await store.KeepPromptAsync(prompt, cancellationToken);
        }

        await store.KeepModelAsync(new StudyModel(folder.Grader), cancellationToken);
        var spec = new GradingSpec(folder.Grader, prompt?.Hash ?? "", folder.Prompt, reader.Key);
        await store.KeepGradingSpecAsync(spec, cancellationToken);
        var given = new List<GivenGrading>();
        foreach (var (turn, generation, text) in partners)
        {
            var tuple = generation.Tuple;
            var reading = reader.Read(turn.Reply, Rubric.Of(tuple), text);
            if (prompt?.Known is not null && !RubricWords.AreIn(turn.Prompt, tuple, text))
            {
                reading = reading.WithoutRubric();
                _tally.AddWithoutRubric(folder.Grader, round.Student);
            }

            _tally.AddUnreadable(reading.Verdicts.Count(verdict => verdict.State == VerdictState.Unreadable));
            var isMade =
                prompt is not null
                && text.Length > 0
                && VerbatimPrompt.IsMadeFrom(prompt, new(turn.Prompt, tuple, text));
            given.Add(
                new(
                    generation.Key,
                    folder.Turn,
                    spec.Id,
                    folder.Round,
                    reading,
                    reader.Version,
                    turn.Reply,
                    isMade ? null : turn.Prompt,
                    copies
                )
            );
        }

        return given;
    }

    private async Task<IReadOnlyList<PromptTemplate?>> TextPromptsAsync(
        TupleSample sample,
        IReadOnlyList<ReferenceTexts> rounds,
        CancellationToken cancellationToken
    )
    {
        var turns = rounds.Max(round => round.Rows.Count == 0 ? 0 : round.Rows.Max(row => row.Turns.Count));
        var prompts = new List<PromptTemplate?>();
        for (var turn = 0; turn < turns; turn++)
        {
            var filled =
                from round in rounds
                from place in Enumerable.Range(0, round.Rows.Count)
                let row = round.Rows[place]
                let tuple = ReferenceSample.TupleOf(sample, row, place)
                where tuple is not null && row.Turns.Count > turn
                select new FilledPrompt(row.Turns[turn].Prompt, tuple);
            var kind = turn == 0 ? PromptKind.GenerationWrite : PromptKind.GenerationRevise;
            var template = VerbatimPrompt.RecoverFirst(filled, kind, $"imported, turn {turn + 1}")?.Template;
            prompts.Add(template);
            if (template is not null)
            {
                await store.KeepPromptAsync(template, cancellationToken);
            }
        }

        return prompts;
    }

    /// <summary>The template of a grading, recovered in one of the two styles; null where it cannot be recovered.</summary>
    private static PromptTemplate? GradingPrompt(
        ReferenceGrading folder,
        List<(ReferenceTurn Turn, WrittenGeneration Generation, string Text)> rows
    )
    {
        var filled = rows.Select(row => new FilledPrompt(row.Turn.Prompt, row.Generation.Tuple, row.Text)).ToList();
        var recovered = new[] { PromptKind.GradingTable, PromptKind.GradingProse }
            .Select(kind => VerbatimPrompt.RecoverFirst(filled, kind, $"imported, {folder.Prompt}")?.Template)
            .OfType<PromptTemplate>()
            .ToList();
        var template = recovered.FirstOrDefault(one => one.Known is not null);
        if (template is not null)
        {
            var kind = template.Known!.Kind;
            return template with { Kind = kind, ReaderKey = PromptTemplate.ReaderKeyOf(kind) };
        }

        var best = BestReader(rows);
        return recovered.FirstOrDefault(one => one.ReaderKey == best.Key);
    }

    /// <summary>For prompts that are not known: the reader that makes sense of more replies.</summary>
    private static IGradeReader BestReader(
        List<(ReferenceTurn Turn, WrittenGeneration Generation, string Text)> rows
    ) =>
        GradeReaders.All.MaxBy(reader =>
            rows.Sum(row =>
                reader
                    .Read(row.Turn.Reply, Rubric.Of(row.Generation.Tuple), row.Text)
                    .Verdicts.Count(verdict => verdict.State != VerdictState.Unreadable)
            )
        )!;

    private static SkillCatalogue? Catalogue(string root) =>
        ReferenceFolder.CatalogueFolder(root) is { } folder ? CatalogueReader.ReadFolder(folder) : null;

    private IReadOnlyList<ReferenceRow>? ReadRows(string path)
    {
        _tally.FileRead(path);
        try
        {
            return ReferenceRecords.Read(path);
        }
        catch (InvalidDataException problem)
        {
            _tally.Skip(path, problem.Message);
            return null;
        }
    }
}

/// <summary>The rows of one student in one round.</summary>
internal sealed record ReferenceTexts(string Student, int Round, string Path, IReadOnlyList<ReferenceRow> Rows);
