using Microsoft.Data.Sqlite;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>The last text of a generation with its gradings, for queues and for what people say of it.</summary>
/// <param name="Row">Row id of the generation.</param>
/// <param name="Graders">The panel: every grader of the run, of those asked for.</param>
internal sealed record StoredText(
    long Row,
    Guid Id,
    long Run,
    string RunHash,
    long StudentRow,
    string Student,
    bool IsSimulated,
    string Sample,
    long Tuple,
    int TupleIndex,
    int Round,
    int Turn,
    Setting Setting,
    IReadOnlyList<string> Graders,
    GradedText Graded
)
{
    /// <summary>Whether some grader has judged it; of an empty text nobody need.</summary>
    public bool IsGraded => Graded.Facts.IsEmpty || Graded.Gradings.Any(gradings => gradings.Count > 0);

    /// <summary>Reads texts; generations that failed or were refused have none.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="ids">A statement that gives the row ids of generations.</param>
    /// <param name="bind">Gives a command the values of that statement.</param>
    /// <param name="panel">Which graders count.</param>
    public static IReadOnlyList<StoredText> Read(
        SqliteConnection connection,
        string ids,
        Action<SqliteCommand> bind,
        PanelSpec panel
    )
    {
        var gradings = Gradings(connection, ids, bind, panel);
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT g.id, g.public_id, g.run_id, r.spec_hash, m.id, m.name, m.is_simulated, s.hash, g.tuple_id, g.tuple_index, g.round,
                   g.last_turn, g.setting, g.k, t.reference_sentences, t.strict_sentences, t.named_by_substring, t.named_by_word, t.is_empty
            FROM generations g JOIN runs r ON r.id = g.run_id JOIN models m ON m.id = g.student_id JOIN samples s ON s.id = g.sample_id
            JOIN turns t ON t.generation_id = g.id AND t.turn = g.last_turn
            WHERE g.state IN ({(int)GenerationState.Written}, {(int)GenerationState.Empty}) AND g.id IN ({ids})
            ORDER BY g.run_id, g.student_id, g.tuple_id, g.round, g.id
            """;
        bind(command);
        using var reader = command.ExecuteReader();
        var texts = new List<StoredText>();
        while (reader.Read())
        {
            var (row, run) = (reader.GetInt64(0), reader.GetInt64(2));
            var graders = gradings.PanelOf(run);
            texts.Add(
                new(
                    row,
                    PublicId.FromBytes(reader.GetFieldValue<byte[]>(1)),
                    run,
                    reader.GetString(3),
                    reader.GetInt64(4),
                    reader.GetString(5),
                    reader.GetBoolean(6) || gradings.IsSimulated(run),
                    reader.GetString(7),
                    reader.GetInt64(8),
                    reader.GetInt32(9),
                    reader.GetInt32(10),
                    reader.GetInt32(11),
                    (Setting)reader.GetInt32(12),
                    graders,
                    new(
                        reader.GetInt32(13),
                        new(
                            reader.GetInt32(14),
                            reader.GetInt32(15),
                            reader.GetInt32(16),
                            reader.GetInt32(17),
                            reader.GetBoolean(18)
                        ),
                        [.. graders.Select(grader => gradings.Of(row, grader))]
                    )
                )
            );
        }

        return texts;
    }

    private static StoredGradings Gradings(
        SqliteConnection connection,
        string ids,
        Action<SqliteCommand> bind,
        PanelSpec panel
    )
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT g.run_id, d.generation_id, m.name, m.is_simulated, d.points
            FROM gradings d JOIN generations g ON g.id = d.generation_id AND g.last_turn = d.turn
            JOIN grading_specs s ON s.id = d.grading_spec_id JOIN models m ON m.id = s.grader_id
            WHERE d.generation_id IN ({ids}) ORDER BY d.grading_spec_id, d.round
            """;
        bind(command);
        using var reader = command.ExecuteReader();
        var gradings = new StoredGradings();
        while (reader.Read())
        {
            var grader = reader.GetString(2);
            if (panel.Graders.Count == 0 || panel.Graders.Contains(grader, StringComparer.Ordinal))
            {
                gradings.Add(
                    reader.GetInt64(0),
                    reader.GetInt64(1),
                    grader,
                    reader.GetBoolean(3),
                    new(reader.GetInt64(4))
                );
            }
        }

        return gradings;
    }

    /// <summary>Gradings by generation and grader, and the panel of each run.</summary>
    private sealed class StoredGradings
    {
        private readonly Dictionary<long, SortedSet<string>> _panels = [];
        private readonly HashSet<long> _simulated = [];
        private readonly Dictionary<(long Generation, string Grader), List<PackedVerdicts>> _all = [];

        public void Add(long run, long generation, string grader, bool isSimulated, PackedVerdicts verdicts)
        {
            (_panels.TryGetValue(run, out var panel) ? panel : _panels[run] = new(StringComparer.Ordinal)).Add(grader);
            if (isSimulated)
            {
                _simulated.Add(run);
            }

            var key = (generation, grader);
            (_all.TryGetValue(key, out var list) ? list : _all[key] = []).Add(verdicts);
        }

        public IReadOnlyList<string> PanelOf(long run) => _panels.TryGetValue(run, out var panel) ? [.. panel] : [];

        public bool IsSimulated(long run) => _simulated.Contains(run);

        public List<PackedVerdicts> Of(long generation, string grader) =>
            _all.TryGetValue((generation, grader), out var list) ? list : [];
    }
}
