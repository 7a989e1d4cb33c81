using Microsoft.Data.Sqlite;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>Reads the whole store into a point table: narrow columns only, one pass over each table.</summary>
internal static class PointReader
{
    public static PointTable Read(SqliteConnection connection)
    {
        var generations = ReadGenerations(connection);
        if (generations.Count == 0)
        {
            return PointTable.Empty;
        }

        var facts = ReadFacts(connection, generations);
        var series = new SeriesBook(connection);
        var rows = ReadGradings(connection, generations, facts, series);
        AddEmptyTexts(generations, facts, series, rows);
        return new(series.All, rows.ToArray());
    }

    private static Generations ReadGenerations(SqliteConnection connection)
    {
        using var all = new Statement(
            connection,
            null,
            "SELECT id, run_id, student_id, sample_id, tuple_index, round, last_turn, state FROM generations ORDER BY id",
            0
        );
        using var reader = all.Read();
        var generations = new Generations();
        while (reader.Read())
        {
            generations.Add(
                reader.GetInt64(0),
                new(
                    reader.GetInt64(1),
                    reader.GetInt64(2),
                    reader.GetInt64(3),
                    reader.GetInt32(4),
                    reader.GetInt16(5),
                    reader.GetInt16(6),
                    (GenerationState)reader.GetInt32(7)
                )
            );
        }

        return generations;
    }

    /// <summary>Facts by place of the generation and turn; turns beyond the second do not occur in the protocol.</summary>
    private static TextFacts[,] ReadFacts(SqliteConnection connection, Generations generations)
    {
        using var all = new Statement(
            connection,
            null,
            "SELECT generation_id, turn, reference_sentences, strict_sentences, named_by_substring, named_by_word, is_empty FROM turns",
            0
        );
        using var reader = all.Read();
        var facts = new TextFacts[generations.Count, Turns];
        while (reader.Read())
        {
            var turn = reader.GetInt32(1);
            if (turn < Turns && generations.TryPlace(reader.GetInt64(0), out var place))
            {
                facts[place, turn] = new(
                    reader.GetInt32(2),
                    reader.GetInt32(3),
                    reader.GetInt32(4),
                    reader.GetInt32(5),
                    reader.GetInt64(6) != 0
                );
            }
        }

        return facts;
    }

    private const int Turns = 8;

    private static List<PointRow> ReadGradings(
        SqliteConnection connection,
        Generations generations,
        TextFacts[,] facts,
        SeriesBook series
    )
    {
        // The columns of gradings_by_points, so that the wide table is not touched.
        using var all = new Statement(
            connection,
            null,
            "SELECT grading_spec_id, generation_id, turn, round, points FROM gradings INDEXED BY gradings_by_points",
            0
        );
        using var reader = all.Read();
        var rows = new List<PointRow>();
        while (reader.Read())
        {
            if (!generations.TryPlace(reader.GetInt64(1), out var place))
            {
                continue;
            }

            var generation = generations[place];
            var turn = reader.GetInt16(2);
            rows.Add(
                new(
                    series.Of(generation.Run, generation.Student, generation.Sample, reader.GetInt64(0)),
                    generation.Tuple,
                    generation.Round,
                    turn,
                    reader.GetInt16(3),
                    new(reader.GetInt64(4)),
                    turn < Turns ? facts[place, turn] : default
                )
            );
        }

        return rows;
    }

    /// <summary>An empty text is given to no grader, and yet it is known what it is worth: it counts in every series of its kind.</summary>
    private static void AddEmptyTexts(
        Generations generations,
        TextFacts[,] facts,
        SeriesBook series,
        List<PointRow> rows
    )
    {
        for (var place = 0; place < generations.Count; place++)
        {
            var generation = generations[place];
            if (generation.State != GenerationState.Empty)
            {
                continue;
            }

            foreach (var one in series.Like(generation.Run, generation.Student, generation.Sample))
            {
                rows.Add(
                    new(
                        one,
                        generation.Tuple,
                        generation.Round,
                        generation.LastTurn,
                        0,
                        default,
                        facts[place, generation.LastTurn]
                    )
                );
            }
        }
    }

    private readonly record struct GenerationHead(
        long Run,
        long Student,
        long Sample,
        int Tuple,
        short Round,
        short LastTurn,
        GenerationState State
    );

    /// <summary>Generations by row id; ids are nearly dense, so an array finds them faster than a dictionary.</summary>
    private sealed class Generations
    {
        private readonly List<GenerationHead> _heads = [];
        private readonly List<long> _ids = [];
        private int[] _places = [];

        public int Count => _heads.Count;

        public GenerationHead this[int place] => _heads[place];

        public void Add(long id, GenerationHead head)
        {
            _ids.Add(id);
            _heads.Add(head);
        }

        public bool TryPlace(long id, out int place)
        {
            if (_places.Length == 0)
            {
                _places = new int[_ids[^1] + 1];
                Array.Fill(_places, -1);
                for (var i = 0; i < _ids.Count; i++)
                {
                    _places[_ids[i]] = i;
                }
            }

            place = id < _places.Length ? _places[id] : -1;
            return place >= 0;
        }
    }

    /// <summary>Series by run, student, sample and grading spec.</summary>
    private sealed class SeriesBook(SqliteConnection connection)
    {
        private readonly Dictionary<(long Run, long Student, long Sample, long Spec), int> _places = [];
        private readonly List<PointSeries> _all = [];
        private readonly Dictionary<
            long,
            (string Hash, Setting Setting, int K, IReadOnlyDictionary<int, IReadOnlyList<string>> Skills)
        > _samples = [];
        private readonly Dictionary<long, (string Name, bool IsSimulated)> _models = [];
        private (long Run, long Student, long Sample, long Spec) _lastKey;
        private int _last = -1;

        public IReadOnlyList<PointSeries> All => _all;

        public int Of(long run, long student, long sample, long spec)
        {
            var key = (run, student, sample, spec);
            if (_last >= 0 && key == _lastKey)
            {
                return _last;
            }

            if (!_places.TryGetValue(key, out var place))
            {
                place = _places[key] = _all.Count;
                _all.Add(Make(run, student, sample, spec));
            }

            (_lastKey, _last) = (key, place);
            return place;
        }

        public IEnumerable<int> Like(long run, long student, long sample) =>
            _places
                .Where(pair => pair.Key.Run == run && pair.Key.Student == student && pair.Key.Sample == sample)
                .Select(pair => pair.Value);

        private PointSeries Make(long run, long student, long sample, long spec)
        {
            var (hash, setting, k, skills) = Sample(sample);
            var (studentName, isStudentSimulated) = Model(student);
            using var ask = new Statement(
                connection,
                null,
                """
                SELECT r.recipe, m.id, g.style, g.reader, p.name, p.hash, g.options FROM grading_specs g JOIN models m ON m.id = g.grader_id
                JOIN runs r ON r.id = ?1 LEFT JOIN prompts p ON p.id = g.prompt_id WHERE g.id = ?2
                """,
                2
            );
            using var reader = ask.Read(run, spec);
            reader.Read();
            var (grader, isGraderSimulated) = Model(reader.GetInt64(1));
            var textRecipe = reader.GetString(0);
            var promptHash = reader.IsDBNull(5) ? null : reader.GetString(5);
            var (style, key, options) = (
                reader.GetString(2),
                reader.GetString(3),
                GradingSpec.OptionsIn(reader.GetString(6))
            );
            var recipe =
                textRecipe
                + "\n"
                + ProtocolRecipe.OfGrading(
                    grader,
                    isGraderSimulated,
                    style,
                    key,
                    options,
                    reader.IsDBNull(4) ? null : reader.GetString(4),
                    promptHash
                );
            var texts = textRecipe + Repetition(run, student, sample);
            return new(
                studentName,
                grader,
                ContentHash.Short(hash),
                setting,
                k,
                ContentHash.Short(ContentHash.Of($"{texts}\n{promptHash}\n{style}\n{key}\n{options}")),
                isStudentSimulated || isGraderSimulated,
                ContentHash.Short(ContentHash.Of(recipe)),
                skills
            )
            {
                GenerationPrompts = ContentHash.Short(ContentHash.Of(texts)),
            };
        }

        /// <summary>What keeps a run apart from earlier ones under the same recipe: its texts are others, though comparable.</summary>
        private string Repetition(long run, long student, long sample)
        {
            using var ask = new Statement(
                connection,
                null,
                """
                SELECT count(*) FROM runs r WHERE r.id < ?1 AND r.recipe = (SELECT recipe FROM runs WHERE id = ?1)
                  AND EXISTS (SELECT 1 FROM generations g WHERE g.run_id = r.id AND g.student_id = ?2 AND g.sample_id = ?3)
                """,
                3
            );
            return ask.Number(run, student, sample) is > 0 and var earlier
                ? FormattableString.Invariant($"\nrepetition: {earlier}")
                : "";
        }

        private (string Name, bool IsSimulated) Model(long id)
        {
            if (!_models.TryGetValue(id, out var model))
            {
                using var ask = new Statement(
                    connection,
                    null,
                    "SELECT name, is_simulated FROM models WHERE id = ?1",
                    1
                );
                using var reader = ask.Read(id);
                reader.Read();
                model = _models[id] = (reader.GetString(0), reader.GetInt64(1) != 0);
            }

            return model;
        }

        private (string Hash, Setting Setting, int K, IReadOnlyDictionary<int, IReadOnlyList<string>> Skills) Sample(
            long id
        )
        {
            if (_samples.TryGetValue(id, out var known))
            {
                return known;
            }

            using var ask = new Statement(connection, null, "SELECT hash, setting, k FROM samples WHERE id = ?1", 1);
            using var head = ask.Read(id);
            head.Read();
            using var members = new Statement(
                connection,
                null,
                """
                SELECT t."index", s.name FROM tuples t JOIN tuple_skills m ON m.tuple_id = t.id JOIN skills s ON s.id = m.skill_id
                WHERE t.sample_id = ?1 ORDER BY t."index", m.position
                """,
                1
            );
            using var reader = members.Read(id);
            var skills = new Dictionary<int, List<string>>();
            while (reader.Read())
            {
                var index = reader.GetInt32(0);
                if (!skills.TryGetValue(index, out var list))
                {
                    skills[index] = list = [];
                }

                list.Add(reader.GetString(1));
            }

            return _samples[id] = (
                head.GetString(0),
                (Setting)head.GetInt32(1),
                head.GetInt32(2),
                skills.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value)
            );
        }
    }
}
