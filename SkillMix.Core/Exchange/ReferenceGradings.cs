using SkillMix.Core.ChatModels;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Exchange;

/// <summary>A grading as it was given, with the generation that it is about.</summary>
/// <param name="Text">The text of the generation that was graded.</param>
internal sealed record ReferencePartner(ReferenceTurn Turn, WrittenGeneration Generation, string Text);

/// <summary>Reads the gradings of imported runs and keeps what they refer to: models, prompts, grading specs.</summary>
internal sealed class ReferenceGradings(IRunStore store, ImportTally tally)
{
    /// <summary>All gradings of a student in a round.</summary>
    /// <param name="round">The texts.</param>
    /// <param name="written">The generations made of them, by row.</param>
    public async Task<IReadOnlyList<GivenGrading>> ReadAsync(
        ReferenceTexts round,
        Dictionary<int, WrittenGeneration> written,
        CancellationToken cancellationToken
    )
    {
        var (folders, unknown) = ReferenceFolder.Gradings(round.Path);
        foreach (var folder in unknown)
        {
            tally.Skip(folder, "its name is not of the form by_{grader}_on_text_{turn}_{round}_{prompt}");
        }

        if (Directory.Exists(Path.Combine(round.Path, "conv")))
        {
            tally.Skip(Path.Combine(round.Path, "conv"), "the same conversations are in records.csv");
        }

        var given = new List<GivenGrading>();
        foreach (var set in folders.GroupBy(folder => (folder.Grader, folder.Turn, folder.Prompt)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            given.AddRange(
                await ReadSetAsync(round, written, [.. set.OrderBy(folder => folder.Round)], cancellationToken)
            );
        }

        return given;
    }

    /// <summary>The rounds of one grader on one turn, with copies of a round counted and not kept.</summary>
    private async Task<List<GivenGrading>> ReadSetAsync(
        ReferenceTexts round,
        Dictionary<int, WrittenGeneration> written,
        IReadOnlyList<ReferenceGrading> folders,
        CancellationToken cancellationToken
    )
    {
        var files = folders
            .Select(folder => (Folder: folder, Path: Path.Combine(folder.Path, ReferenceFolder.Records)))
            .Where(file => File.Exists(file.Path) || Missing(file.Path))
            .Select(file => (file.Folder, File: ReferenceFile.Read(file.Path, tally)))
            .Where(file => file.File is not null)
            .GroupBy(file => file.File!.Hash);
        var given = new List<GivenGrading>();
        foreach (var copies in files)
        {
            var (folder, file) = copies.First();
            if (file!.Table(tally)?.Rows is not { } rows)
            {
                continue;
            }

            var extra = copies.Count() - 1;
            if (extra > 0)
            {
                tally.AddDuplicates(
                    extra * rows.Count,
                    $"{folder.Grader} on {round.Student}, round {round.Round}: {extra + 1} gradings byte-identical: kept 1."
                );
            }

            if (rows.Count < written.Count)
            {
                tally.Note(
                    $"{folder.Grader} on {round.Student}, round {round.Round}: {rows.Count} of {written.Count} texts graded."
                );
            }

            given.AddRange(await ReadRowsAsync(round, written, folder, rows, extra, cancellationToken));
        }

        return given;

        bool Missing(string path)
        {
            tally.Skip(path, $"there is no {ReferenceFolder.Records}");
            return false;
        }
    }

    private async Task<List<GivenGrading>> ReadRowsAsync(
        ReferenceTexts round,
        Dictionary<int, WrittenGeneration> written,
        ReferenceGrading folder,
        IReadOnlyList<ReferenceRow> rows,
        int copies,
        CancellationToken cancellationToken
    )
    {
        var partners = new List<ReferencePartner>();
        foreach (var row in rows)
        {
            if (
                written.TryGetValue(row.Index, out var generation)
                && ReferenceSample.IsAbout(row, generation.Tuple)
                && generation.Turns.FirstOrDefault(turn => turn.Turn == folder.Turn) is { } turn
            )
            {
                partners.Add(new(row.Turns[0], generation, turn.Answer.Text));
            }
            else
            {
                tally.RowWithoutPartner(
                    folder.Path,
                    row.Line,
                    "there is no generation of its skills, topic and turn at its place"
                );
            }
        }

        if (partners.Count == 0)
        {
            return [];
        }

        var prompt = ReferencePrompts.OfGradings(folder, partners);
        var reader = prompt is null ? ReferencePrompts.BestReader(partners) : GradeReaders.ByKey(prompt.ReaderKey);
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
                tally.AddWithoutRubric(folder.Grader, round.Student);
            }

            tally.AddUnreadable(reading.Verdicts.Count(verdict => verdict.State == VerdictState.Unreadable));
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
}
