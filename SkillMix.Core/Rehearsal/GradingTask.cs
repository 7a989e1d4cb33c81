using SkillMix.Core.Prompts;

namespace SkillMix.Core.Rehearsal;

/// <summary>What a grading prompt asks for.</summary>
/// <param name="Kind">In which style the reply is wanted.</param>
/// <param name="Rows">The k + 3 criteria as the rubric words them.</param>
/// <param name="Skills">Names of the skills as the rubric spells them, often in lower case.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Limit">Most sentences allowed.</param>
/// <param name="Text">The text to be graded.</param>
internal sealed record GradingTask(
    PromptKind Kind,
    IReadOnlyList<string> Rows,
    IReadOnlyList<string> Skills,
    string Topic,
    int Limit,
    string Text
)
{
    public int K => Skills.Count;

    public bool IsStructured => Kind == PromptKind.GradingStructured;
}

/// <summary>Reads grading prompts made from known templates.</summary>
internal sealed class GradingTaskReader(IEnumerable<PromptTemplate> templates)
{
    private const string TopicWording = "Pertains to ";
    private const string SenseRow = "Text makes sense";
    private const string LengthWording = "At most ";
    private const int RowsBesideSkills = 3;

    private readonly TemplateInverse[] _inverses = WritingTaskReader.InversesOf(
        templates,
        PromptKind.GradingTable,
        PromptKind.GradingProse,
        PromptKind.GradingStructured
    );

    /// <summary>What is asked for; null when there is no rubric, or the prompt was made from no known template.</summary>
    public GradingTask? Read(string prompt)
    {
        foreach (var inverse in _inverses)
        {
            if (inverse.Read(prompt) is { } values && TaskOf(inverse.Template, values) is { } task)
            {
                return task;
            }
        }

        return null;
    }

    private static GradingTask? TaskOf(PromptTemplate template, SlotValues values)
    {
        var wording = template.SkillWording + " ";
        var rows = values["rubric"] is { } lines
            ? NumberedRows(lines)
            : RowsOnOneLine(values["criteria"] ?? "", wording);
        if (rows.Count <= RowsBesideSkills)
        {
            return null;
        }

        var skills = rows.SkipLast(RowsBesideSkills).ToList();
        if (
            !skills.TrueForAll(row => row.StartsWith(wording, StringComparison.Ordinal))
            || !rows[^3].StartsWith(TopicWording, StringComparison.Ordinal)
        )
        {
            return null;
        }

        return new(
            template.Kind,
            rows,
            [.. skills.Select(row => row[wording.Length..])],
            rows[^3][TopicWording.Length..],
            WritingTaskReader.NumberOf(rows[^1].Replace(LengthWording, "", StringComparison.Ordinal))
                ?? RubricWords.SentenceLimit(skills.Count),
            values["answer"] ?? ""
        );
    }

    private static List<string> NumberedRows(string rubric)
    {
        var rows = new List<string>();
        foreach (var line in rubric.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var number = 0;
            while (number < line.Length && char.IsAsciiDigit(line[number]))
            {
                number++;
            }

            rows.Add(line.AsSpan(number).StartsWith(". ") ? line[(number + 2)..] : line);
        }

        return rows;
    }

    // A skill's name may hold a comma: a row ends where the next one begins.
    private static List<string> RowsOnOneLine(string criteria, string wording)
    {
        string[] beginnings = [wording, TopicWording, SenseRow, LengthWording];
        var rows = new List<string>();
        var from = 0;
        for (var comma = criteria.IndexOf(", ", StringComparison.Ordinal); comma >= 0; )
        {
            if (Array.Exists(beginnings, row => string.CompareOrdinal(criteria, comma + 2, row, 0, row.Length) == 0))
            {
                rows.Add(criteria[from..comma]);
                from = comma + 2;
            }

            comma = criteria.IndexOf(", ", comma + 2, StringComparison.Ordinal);
        }

        rows.Add(criteria[from..]);
        return rows;
    }
}
