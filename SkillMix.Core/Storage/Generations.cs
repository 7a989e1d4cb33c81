using Microsoft.Data.Sqlite;
using SkillMix.Core.Grading;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>What generations of a series have in common besides the grader: row ids of run, student and sample.</summary>
internal readonly record struct GenerationKind(long Run, long Student, long Sample);

/// <summary>What points need of a generation.</summary>
/// <param name="Kind">Index into <see cref="Generations.Kinds"/>.</param>
internal readonly record struct GenerationHead(
    bool IsThere,
    int Kind,
    int Tuple,
    short Round,
    short LastTurn,
    GenerationState State
);

/// <summary>Generations and the facts of their turns by row id; ids are nearly dense, so arrays find them at once.</summary>
internal sealed class Generations
{
    private readonly GenerationHead[] _heads;
    private readonly List<GenerationKind> _kinds = [];
    private TextFacts[] _facts = [];
    private int _turns = 1;

    private Generations(long last) => _heads = new GenerationHead[last + 1];

    /// <summary>The largest id.</summary>
    public long Last => _heads.Length - 1;

    public IReadOnlyList<GenerationKind> Kinds => _kinds;

    public ref readonly GenerationHead this[long id] => ref _heads[id];

    /// <summary>Facts of a turn; those of nothing where the generation has no such turn.</summary>
    public TextFacts Facts(long id, int turn) => turn < _turns ? _facts[(id * _turns) + turn] : default;

    public static Generations Read(SqliteConnection connection, long last)
    {
        var generations = new Generations(last);
        generations.ReadHeads(connection);
        generations.ReadFacts(connection);
        return generations;
    }

    private void ReadHeads(SqliteConnection connection)
    {
        var places = new Dictionary<GenerationKind, int>();
        using var rows = new NumberRows(
            connection,
            "SELECT id, run_id, student_id, sample_id, tuple_index, round, last_turn, state FROM generations"
        );
        while (rows.Read())
        {
            var kind = new GenerationKind(rows[1], rows[2], rows[3]);
            if (!places.TryGetValue(kind, out var place))
            {
                place = places[kind] = _kinds.Count;
                _kinds.Add(kind);
            }

            var lastTurn = (short)rows[6];
            _turns = Math.Max(_turns, lastTurn + 1);
            _heads[rows[0]] = new(true, place, (int)rows[4], (short)rows[5], lastTurn, (GenerationState)rows[7]);
        }
    }

    private void ReadFacts(SqliteConnection connection)
    {
        _facts = new TextFacts[_heads.Length * _turns];
        using var rows = new NumberRows(
            connection,
            "SELECT generation_id, turn, reference_sentences, strict_sentences, named_by_substring, named_by_word, is_empty FROM turns"
        );
        while (rows.Read())
        {
            var (id, turn) = (rows[0], rows[1]);
            if (turn < _turns)
            {
                _facts[(id * _turns) + turn] = new(
                    (int)rows[2],
                    (int)rows[3],
                    (int)rows[4],
                    (int)rows[5],
                    rows[6] != 0
                );
            }
        }
    }
}
