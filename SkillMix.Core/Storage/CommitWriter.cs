using Microsoft.Data.Sqlite;
using SkillMix.Core.Browse;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>Writes generations and gradings of one run in one transaction, with prepared statements.</summary>
internal sealed class CommitWriter : IDisposable
{
    private const int PreviewLength = 140;

    private readonly TimeProvider _clock;
    private readonly CommitNames _names;
    private readonly long _run;
    private readonly Dictionary<GenerationKey, long> _generations = [];
    private readonly HashSet<long> _touched = [];

    private readonly Statement _insertGeneration;
    private readonly Statement _findGeneration;
    private readonly Statement _insertTurn;
    private readonly Statement _insertTurnWords;
    private readonly Statement _insertGrading;
    private readonly BodyWriter _bodies;
    private readonly Statement _insertGradingWords;
    private readonly Statement _forgetReply;
    private readonly VerdictWriter _verdicts;
    private readonly OutcomeWriter _outcomes;
    private readonly bool _othersWantReplies;

    public CommitWriter(
        SqliteConnection connection,
        SqliteTransaction transaction,
        TimeProvider clock,
        CommitNames names,
        long run
    )
    {
        _clock = clock;
        _names = names;
        _bodies = new(connection, transaction);
        _verdicts = new(connection, transaction);
        _outcomes = new(connection, transaction);
        _run = run;
        Statement Prepare(string sql, int parameters) => new(connection, transaction, sql, parameters);

        _insertGeneration = Prepare(
            """
            INSERT INTO generations (public_id, run_id, student_id, sample_id, tuple_id, tuple_index, round, k, setting, topic_id, state, last_turn, preview, error, created)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
            ON CONFLICT (run_id, student_id, sample_id, tuple_index, round) DO UPDATE
            SET state = excluded.state, last_turn = excluded.last_turn, preview = excluded.preview, error = excluded.error, created = excluded.created
            WHERE generations.state = ?16
            RETURNING id
            """,
            16
        );
        _findGeneration = Prepare(
            "SELECT id FROM generations WHERE run_id = ?1 AND student_id = ?2 AND sample_id = ?3 AND tuple_index = ?4 AND round = ?5",
            5
        );
        _insertTurn = Prepare(
            """
            INSERT INTO turns (generation_id, turn, prompt_id, reference_sentences, strict_sentences, named_by_substring, named_by_word, is_empty, defects, reader_version, body_id, body_part)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) RETURNING id
            """,
            12
        );
        _insertTurnWords = Prepare("INSERT INTO turn_words (rowid, text) VALUES (?1, ?2)", 2);
        _insertGrading = Prepare(
            """
            INSERT INTO gradings (public_id, generation_id, turn, grading_spec_id, round, points, stated_total, defects, reader_version, copies, error, created, body_id, body_part)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            ON CONFLICT (generation_id, turn, grading_spec_id, round) DO UPDATE
            SET points = excluded.points, stated_total = excluded.stated_total, defects = excluded.defects, reader_version = excluded.reader_version,
                error = excluded.error, created = excluded.created, body_id = excluded.body_id, body_part = excluded.body_part
            WHERE gradings.error IS NOT NULL
            RETURNING id
            """,
            14
        );
        _insertGradingWords = Prepare("INSERT INTO grading_words (rowid, explanation) VALUES (?1, ?2)", 2);
        _forgetReply = Prepare(
            "DELETE FROM replies WHERE request_id = (SELECT id FROM requests WHERE key = ?2 AND run_id = ?1)",
            2
        );
        using var terms = Prepare("SELECT terms FROM runs WHERE id = ?1", 1);
        using var reader = terms.Read(run);
        _othersWantReplies = reader.Read() && RunTerms.Read(reader.Text(0)) is { ReusesReplies: true };
    }

    /// <summary>Writes a generation with its turns; one that is there already stays as it is, unless its request had failed.</summary>
    /// <returns>Whether it is new, or takes the place of a failure.</returns>
    public bool Write(WrittenGeneration generation)
    {
        Forget(generation.ReplyKeys);
        var key = generation.Key;
        var sample = _names.Sample(key.Sample);
        var tuple = sample.Tuple(key.TupleIndex);
        var last = generation.Turns.Count == 0 ? null : generation.Turns[^1];
        var id = _insertGeneration.Number(
            PublicId.New(_clock),
            _run,
            _names.Model(key.Student),
            sample.Id,
            tuple.Id,
            key.TupleIndex,
            key.Round,
            sample.K,
            sample.Setting,
            tuple.Topic,
            generation.State,
            last?.Turn ?? 0,
            Preview(last?.Answer.Text ?? ""),
            generation.Error,
            _clock.GetUtcNow(),
            GenerationState.Failed
        );
        if (id is null)
        {
            return false;
        }

        _generations[key] = id.Value;
        _touched.Add(id.Value);
        foreach (var turn in generation.Turns)
        {
            Write(id.Value, turn);
        }

        return true;
    }

    /// <summary>Writes a grading with its verdicts; one that is there already stays as it is, unless its request had failed.</summary>
    /// <returns>Whether it is new, or takes the place of a failure.</returns>
    /// <exception cref="KeyNotFoundException">The generation is not in the store.</exception>
    public bool Write(GivenGrading grading)
    {
        Forget(grading.ReplyKeys);
        var generation = Find(grading.Generation);
        var (body, part) = _bodies.Next(generation);
        var id = _insertGrading.Number(
            PublicId.New(_clock),
            generation,
            grading.Turn,
            _names.GradingSpec(grading.GradingSpec),
            grading.Round,
            PackedVerdicts.Pack(grading.Reading.Verdicts).Bits,
            grading.Reading.StatedTotal,
            grading.Reading.Defects,
            grading.ReaderVersion,
            grading.Copies,
            grading.Error,
            _clock.GetUtcNow(),
            body,
            part
        );
        if (id is null)
        {
            return false;
        }

        _bodies.Add(generation, new(grading.Reply, grading.Prompt));
        if (!string.IsNullOrWhiteSpace(grading.Reading.Explanation))
        {
            _insertGradingWords.Run(id, grading.Reading.Explanation);
        }

        _verdicts.Write(id.Value, grading.Reading.Verdicts, grading.Reply);
        _touched.Add(generation);
        return true;
    }

    /// <summary>Ends the commit: writes the bodies and brings the outcome of every generation that was written to up to date.</summary>
    public void Complete()
    {
        _bodies.Write();
        foreach (var generation in _touched)
        {
            _outcomes.Write(generation);
        }
    }

    public void Dispose()
    {
        foreach (
            var statement in new[]
            {
                _insertGeneration,
                _findGeneration,
                _insertTurn,
                _insertTurnWords,
                _insertGrading,
                _insertGradingWords,
                _forgetReply,
            }
        )
        {
            statement.Dispose();
        }

        _bodies.Dispose();
        _verdicts.Dispose();
        _outcomes.Dispose();
    }

    /// <summary>What is kept here need not stay in the log, unless other runs may want it.</summary>
    private void Forget(IReadOnlyList<string> replies)
    {
        foreach (var key in _othersWantReplies ? [] : replies)
        {
            _forgetReply.Run(_run, Convert.FromHexString(key));
        }
    }

    private void Write(long generation, WrittenTurn turn)
    {
        var facts = turn.Facts;

        // Kept only where an imported run graded another text than ours would be.
        var own = AnswerReader.Read(turn.Reply).Text == turn.Answer.Text ? null : turn.Answer.Text;
        var (body, part) = _bodies.Add(generation, new(turn.Reply, turn.Prompt, own));
        var id = _insertTurn.Number(
            generation,
            turn.Turn,
            turn.PromptHash is null ? null : _names.Prompt(turn.PromptHash),
            facts.ReferenceSentences,
            facts.StrictSentences,
            facts.NamedBySubstring,
            facts.NamedByWord,
            facts.IsEmpty,
            turn.Answer.Defect,
            AnswerReader.Version,
            body,
            part
        );
        _insertTurnWords.Run(id, turn.Answer.Text);
    }

    private long Find(GenerationKey key)
    {
        if (_generations.TryGetValue(key, out var known))
        {
            return known;
        }

        var found = _findGeneration.Number(
            _run,
            _names.Model(key.Student),
            _names.Sample(key.Sample).Id,
            key.TupleIndex,
            key.Round
        );
        return _generations[key] =
            found
            ?? throw new KeyNotFoundException(
                $"There is no generation of {key.Student} for tuple {key.TupleIndex}, round {key.Round}, to be graded: keep the generation before its gradings."
            );
    }

    private static string Preview(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= PreviewLength)
        {
            return line;
        }

        // Not through the middle of a character outside the basic plane.
        var end = char.IsHighSurrogate(line[PreviewLength - 1]) ? PreviewLength - 1 : PreviewLength;
        return line[..end] + "…";
    }
}
