using Microsoft.Data.Sqlite;
using SkillMix.Core.Annotation;
using SkillMix.Core.Exchange;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Storage;

/// <summary>Finds what the events of a file are about in this store, and says of every line that fits nothing why.</summary>
/// <remarks>
/// A text is found by its public id, which it keeps when stores are merged. Where two stores made the same run on their own, the
/// same place holds another id, and it may hold other words: then run, student, sample, tuple and round find it, and
/// the hash of the words must agree.
/// </remarks>
internal sealed class DecisionIntake(SqliteConnection connection, SqliteTransaction? transaction) : IDisposable
{
    private readonly JudgedTexts _texts = new(connection, transaction);
    private readonly Dictionary<Guid, string> _names = [];
    private readonly Dictionary<string, Decision> _taken = new(StringComparer.Ordinal);
    private int _withoutGuideline;

    /// <summary>What of a file is new, ready to be kept.</summary>
    /// <param name="reading">The file.</param>
    /// <param name="queue">Name of the queue here; null where it is called as in the file.</param>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public (IReadOnlyList<Decision> New, DecisionReport Report) Sort(DecisionReading reading, string? queue)
    {
        if (queue is not null && Ids("SELECT public_id FROM queues WHERE name = ?1", queue) is [])
        {
            throw new ArgumentException($"There is no queue '{queue}' in this store.");
        }

        var decisions = new List<Decision>();
        var problems = reading.Problems.ToList();
        var known = 0;
        foreach (var read in reading.Decisions)
        {
            try
            {
                var decision = Found(read, queue);
                if (IsKnown(decision))
                {
                    known++;
                }
                else
                {
                    decisions.Add(_taken[decision.Key] = WithGuideline(decision));
                }
            }
            catch (FormatException problem)
            {
                problems.Add(new(reading.File, read.Line, problem.Message));
            }
        }

        return (
            decisions,
            new(
                reading.File,
                reading.Decisions.Count + reading.Problems.Count,
                decisions.Count,
                known,
                [.. problems.OrderBy(problem => problem.Line)],
                _withoutGuideline == 0
                    ? []
                    :
                    [
                        $"{_withoutGuideline} of the new events name a version of a guideline that this store does not have; they are taken without it.",
                    ]
            )
        );
    }

    public void Dispose() => _texts.Dispose();

    private Decision Found(ReadDecision read, string? queue)
    {
        var (row, generation) = Text(read);
        var decision = read.Decision;
        var text =
            _texts.Of(row, decision.Turn)
            ?? throw new FormatException($"The text has no turn {decision.Turn} in this store.");
        if (read.Place.Hash is { } hash && hash != text.Hash)
        {
            throw new FormatException(
                "The text reads otherwise in this store, so that what was said of it may not hold."
            );
        }

        RequireCriterion(decision, read.Place, text.Rubric);
        RequireSpan(decision.Span, read.Place.Marked, text.Words);
        return decision with
        {
            Generation = generation,
            Item = Item(read.Place, row, queue),
            Annotator = decision.Annotator with { Name = NameOf(decision.Annotator) },
        };
    }

    private (long Row, Guid Id) Text(ReadDecision read)
    {
        var place = read.Place;
        if (
            place.Generation is { } id
            && Rows("SELECT id, public_id FROM generations WHERE public_id = ?1", id) is [var found]
        )
        {
            return found;
        }

        if (place is not { Student: { } student, Sample: { } sample, Tuple: { } tuple, Round: { } round })
        {
            throw new FormatException(
                place.Generation is { } unknown
                    ? $"This store holds no generation {unknown:N}."
                    : "The line names no text: neither a generation_id nor run, student, sample, tuple and round."
            );
        }

        var rows = Rows(
            $"""
            SELECT g.id, g.public_id FROM generations g JOIN runs r ON r.id = g.run_id JOIN models m ON m.id = g.student_id
            JOIN samples s ON s.id = g.sample_id
            WHERE {(
                place.RunSpec is null ? "r.name" : "r.spec_hash"
            )} = ?1 AND m.name = ?2 AND s.hash = ?3 AND g.tuple_index = ?4 AND g.round = ?5
            """,
            place.RunSpec ?? place.RunName,
            student,
            sample,
            tuple,
            round
        );
        if (rows.Count > 1)
        {
            // The same run may stand in two studies; the words tell which is meant.
            rows = [.. rows.Where(row => _texts.Of(row.Row, read.Decision.Turn)?.Hash == place.Hash)];
        }

        return rows switch
        {
            [var one] when place.Hash is not null => one,
            [_] => throw new FormatException(
                "The text is found by its place only, and the column 'text_hash', which says that it is the same, is empty."
            ),
            [] => throw new FormatException(
                $"This store holds no text of {SafeWords.Of(student)} on tuple {tuple}, round {round}, of that run."
            ),
            _ => throw new FormatException($"{rows.Count} texts of this store fit, and the line does not say which."),
        };
    }

    private static void RequireCriterion(Decision decision, DecisionPlace place, Rubric rubric)
    {
        if (decision.Position is not { } position)
        {
            return;
        }

        if (position < 0 || position >= rubric.Criteria.Count)
        {
            throw new FormatException(
                $"There is no criterion {position}; this text has {rubric.Criteria.Count}, counted from 0."
            );
        }

        if (place.CriterionName is { } name && name != rubric.Criteria[position].Name)
        {
            throw new FormatException(
                $"Criterion {position} of this text is '{rubric.Criteria[position].Name}', and the line calls it '{SafeWords.Of(name)}'."
            );
        }
    }

    private static void RequireSpan(TextSpan? span, string? marked, string words)
    {
        if (span is null)
        {
            return;
        }

        if (span.In(words) is not { } here)
        {
            throw new FormatException(
                $"The marked words go from {span.Start} to {(long)span.Start + span.Length}, and the text ends at {words.Length}."
            );
        }

        if (marked is not null && here != marked)
        {
            throw new FormatException("At the place of the marked words the text has others.");
        }
    }

    private Guid? Item(DecisionPlace place, long generation, string? queue)
    {
        if (place.Item is null && place.Queue is null)
        {
            return null;
        }

        const string Holding = "JOIN queue_item_generations x ON x.queue_item_id = i.id AND x.generation_id = ?2";
        if (
            queue is null
            && place.Item is { } id
            && Ids("SELECT public_id FROM queue_items WHERE public_id = ?1", id) is [_]
        )
        {
            return
                Ids($"SELECT i.public_id FROM queue_items i {Holding} WHERE i.public_id = ?1", id, generation)
                    is [var own]
                ? own
                : throw new FormatException($"The text does not belong to the item {id:N}.");
        }

        var name =
            queue ?? place.Queue ?? throw new FormatException($"This store holds no item {place.Item:N} of a queue.");
        if (queue is null && Ids("SELECT public_id FROM queues WHERE name = ?1", name) is [])
        {
            throw new FormatException($"There is no queue '{SafeWords.Of(name)}' in this store.");
        }

        var found = connection.Rows(
            transaction,
            $"SELECT i.public_id, i.position FROM queue_items i {Holding} JOIN queues q ON q.id = i.queue_id WHERE q.name = ?1",
            reader => (Id: PublicId.FromBytes(reader.GetFieldValue<byte[]>(0)), Position: reader.GetInt32(1)),
            name,
            generation
        );
        return found switch
        {
            [] => throw new FormatException($"The queue '{SafeWords.Of(name)}' has no item with this text."),
            [var one] when place.ItemPosition is { } position && position != one.Position => throw new FormatException(
                $"The text stands at place {one.Position} of the queue '{SafeWords.Of(name)}', and the line says {position}."
            ),
            [var one, ..] => one.Id,
        };
    }

    /// <summary>As the person is called here; a file may be older than the name.</summary>
    private string NameOf(Annotator who)
    {
        if (_names.TryGetValue(who.Id, out var known))
        {
            return known;
        }

        var name = connection.Rows(
            transaction,
            "SELECT name FROM annotators WHERE public_id = ?1",
            reader => reader.GetString(0),
            who.Id
        )
            is [var here]
            ? here
            : who.Name;
        return string.IsNullOrWhiteSpace(name)
                ? throw new FormatException("The column 'annotator' is empty, and this store does not know the person.")
            : name.Any(char.IsControl)
                ? throw new FormatException($"The annotator's name '{SafeWords.Of(name)}' holds a control character.")
            : _names[who.Id] = name;
    }

    private bool IsKnown(Decision decision)
    {
        var known =
            _taken.GetValueOrDefault(decision.Key)
            ?? connection
                .Rows(
                    transaction,
                    $"SELECT {DecisionRows.Columns} {DecisionRows.Source} WHERE d.idempotency_key = ?1",
                    DecisionRows.Read,
                    decision.Key
                )
                .SingleOrDefault();
        if (known is null)
        {
            return false;
        }

        var isSame =
            (known.Kind, known.Generation, known.Turn, known.Position, known.Judgement, known.Annotator.Id)
            == (
                decision.Kind,
                decision.Generation,
                decision.Turn,
                decision.Position,
                decision.Judgement,
                decision.Annotator.Id
            );
        return isSame
            ? true
            : throw new FormatException(
                $"The key '{SafeWords.Of(decision.Key)}' belongs to another event already; events are never changed."
            );
    }

    private Decision WithGuideline(Decision decision)
    {
        if (decision is not { Guideline: { } version, Position: { } position })
        {
            return decision with { Guideline = null };
        }

        var k = connection.Rows(
            transaction,
            "SELECT k FROM generations WHERE public_id = ?1",
            reader => reader.GetInt32(0),
            decision.Generation
        )[0];
        var isHere =
            connection.Rows(
                transaction,
                "SELECT id FROM guidelines WHERE kind = ?1 AND version = ?2",
                reader => reader.GetInt64(0),
                Rubric.KindAt(position, k),
                version
            )
            is [_];
        _withoutGuideline += isHere ? 0 : 1;
        return isHere ? decision : decision with { Guideline = null };
    }

    private List<Guid> Ids(string sql, params ReadOnlySpan<object?> values) =>
        connection.Rows(transaction, sql, reader => PublicId.FromBytes(reader.GetFieldValue<byte[]>(0)), values);

    private List<(long Row, Guid Id)> Rows(string sql, params ReadOnlySpan<object?> values) =>
        connection.Rows(
            transaction,
            sql,
            reader => (reader.GetInt64(0), PublicId.FromBytes(reader.GetFieldValue<byte[]>(1))),
            values
        );
}
