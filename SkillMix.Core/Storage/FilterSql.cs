using Microsoft.Data.Sqlite;
using SkillMix.Core.Browse;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>A filter as SQL conditions over generations g, with its parameters.</summary>
internal sealed class FilterSql
{
    private readonly List<string> _conditions = [];
    private readonly List<object> _values = [];

    private FilterSql() { }

    /// <summary>The conditions joined by AND; "1" where there is none.</summary>
    public string Where => _conditions.Count == 0 ? "1" : string.Join(" AND ", _conditions);

    public static FilterSql Of(GenerationFilter filter)
    {
        var sql = new FilterSql();
        sql.Any("g.student_id IN (SELECT id FROM models WHERE name IN ({0}))", filter.Students);
        sql.Any(
            "EXISTS (SELECT 1 FROM gradings d JOIN grading_specs s ON s.id = d.grading_spec_id JOIN models m ON m.id = s.grader_id WHERE d.generation_id = g.id AND m.name IN ({0}))",
            filter.Graders
        );
        sql.Any("g.k IN ({0})", [.. filter.Ks.Select(k => (object)k)]);
        sql.Any("g.setting IN ({0})", [.. filter.Settings.Select(setting => (object)(int)setting)]);
        foreach (var skill in filter.Skills)
        {
            sql.Add(
                "g.tuple_id IN (SELECT tuple_id FROM tuple_skills WHERE skill_id = (SELECT id FROM skills WHERE name = {0}))",
                skill
            );
        }

        if (filter.Topic is { } topic)
        {
            sql.Add("g.topic_id = (SELECT id FROM topics WHERE name = {0})", topic);
        }

        if (filter.Run is { } run)
        {
            sql.Add("g.run_id = (SELECT id FROM runs WHERE public_id = {0})", PublicId.ToBytes(run));
        }

        if (filter.Sample is { } sample)
        {
            sql.Add("g.sample_id IN (SELECT id FROM samples WHERE substr(hash, 1, length({0})) = {0})", sample);
        }

        if (filter.Tuple is { } tuple)
        {
            sql.Add("g.tuple_index = {0}", tuple);
        }

        if (filter.Tag is { } tag)
        {
            sql.Add(
                "g.id IN (SELECT generation_id FROM generation_tags WHERE tag_id = (SELECT id FROM tags WHERE name = {0}))",
                tag
            );
        }

        foreach (var outcome in filter.Outcomes)
        {
            sql._conditions.Add(Condition(outcome));
        }

        if (SearchQuery.ToFts5(filter.Search) is { } words)
        {
            sql.Add(
                filter.SearchIn == SearchScope.Explanations
                    ? "g.id IN (SELECT d.generation_id FROM grading_words w JOIN gradings d ON d.id = w.rowid WHERE grading_words MATCH {0})"
                    : "g.id IN (SELECT t.generation_id FROM turn_words w JOIN turns t ON t.id = w.rowid WHERE turn_words MATCH {0})",
                words
            );
        }

        return sql;
    }

    /// <summary>Gives a command the filter's values.</summary>
    public void BindTo(SqliteCommand command)
    {
        for (var i = 0; i < _values.Count; i++)
        {
            command.Parameters.AddWithValue($"$f{i}", _values[i]);
        }
    }

    private static string Condition(Outcome outcome) =>
        outcome switch
        {
            Outcome.GradersDisagree => "g.is_split = 1",
            Outcome.Unreadable => "g.is_unreadable = 1",
            Outcome.HumanDiffers => "g.human_differs = 1",
            Outcome.FullMarks => "g.full_marks = 1",
            Outcome.NotFullMarks => "g.full_marks = 0",
            Outcome.DiffersFromBase => "g.differs_from_base = 1",
            Outcome.Empty => FormattableString.Invariant($"g.state = {(int)GenerationState.Empty}"),
            Outcome.Ungraded => "g.gradings = 0",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Unknown outcome."),
        };

    private void Any(string condition, IReadOnlyList<object> values)
    {
        if (values.Count > 0)
        {
            _conditions.Add(string.Format(null, condition, string.Join(", ", values.Select(Parameter))));
        }
    }

    private void Add(string condition, object value) =>
        _conditions.Add(string.Format(null, condition, Parameter(value)));

    private string Parameter(object value)
    {
        _values.Add(value);
        return $"$f{_values.Count - 1}";
    }
}
