using Microsoft.Data.Sqlite;
using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>Series by run, student, sample and grading spec.</summary>
internal sealed class SeriesBook(SqliteConnection connection, SqliteTransaction snapshot)
{
    private readonly Dictionary<(GenerationKind Kind, long Spec), int> _places = [];
    private readonly List<PointSeries> _all = [];
    private readonly Dictionary<
        long,
        (string Hash, Setting Setting, int K, IReadOnlyDictionary<int, IReadOnlyList<string>> Skills)
    > _samples = [];
    private readonly Dictionary<long, (string Name, bool IsSimulated)> _models = [];

    public IReadOnlyList<PointSeries> All => _all;

    public int Of(GenerationKind kind, long spec)
    {
        if (!_places.TryGetValue((kind, spec), out var place))
        {
            place = _places[(kind, spec)] = _all.Count;
            _all.Add(Make(kind.Run, kind.Student, kind.Sample, spec));
        }

        return place;
    }

    /// <summary>The series that a generation of this kind is in, graded or not.</summary>
    /// <returns>Those of its kind; where no text of its kind was graded, one for each grading spec of its run.</returns>
    public IReadOnlyList<int> Like(GenerationKind kind)
    {
        var own = _places.Where(pair => pair.Key.Kind == kind).Select(pair => pair.Value).ToList();
        if (own.Count > 0)
        {
            return own;
        }

        var specs = _places.Keys.Where(key => key.Kind.Run == kind.Run).Select(key => key.Spec).Distinct().Order();
        return [.. specs.ToList().Select(spec => Of(kind, spec))];
    }

    private PointSeries Make(long run, long student, long sample, long spec)
    {
        var (hash, setting, k, skills) = Sample(sample);
        var (studentName, isStudentSimulated) = Model(student);
        using var ask = new Statement(
            connection,
            snapshot,
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
            )
            + AnsweredAs(run, reader.GetInt64(1));
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

    /// <summary>The names that a grader answered by in a run: behind one name there may be another model next month.</summary>
    private string AnsweredAs(long run, long grader)
    {
        using var ask = new Statement(
            connection,
            snapshot,
            """
            SELECT answered_by FROM run_spending WHERE run_id = ?1 AND model_id = ?2 AND role = ?3 AND answered_by <> ''
            ORDER BY answered_by
            """,
            3
        );
        using var reader = ask.Read(run, grader, RequestRole.Grade);
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names.Count == 0 ? "" : $"\ngrader answered as: {string.Join(", ", names)}";
    }

    /// <summary>What keeps a run apart from earlier ones under the same recipe: its texts are others, though comparable.</summary>
    private string Repetition(long run, long student, long sample)
    {
        using var ask = new Statement(
            connection,
            snapshot,
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
                snapshot,
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

        using var ask = new Statement(connection, snapshot, "SELECT hash, setting, k FROM samples WHERE id = ?1", 1);
        using var head = ask.Read(id);
        head.Read();
        using var members = new Statement(
            connection,
            snapshot,
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
