using SkillMix.Core.Annotation;
using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Exchange;

/// <summary>Events of annotation as a file, one a line, in the order of time. What is written can be read again.</summary>
public static class DecisionFile
{
    /// <summary>Without these it is no such file.</summary>
    private static readonly string[] Needed = ["key", "event", "annotator_id"];

    /// <summary>The columns; docs/guide/annotation-files.md says what each means.</summary>
    internal static IReadOnlyList<TableColumn<DecisionLine>> Columns { get; } =
    [
        new("key", line => line.Decision.Key),
        new("event", line => AnnotationWords.Of(line.Decision.Kind)),
        new("queue", line => line.Item?.Name),
        new("queue_id", line => line.Item?.Queue),
        new("item_id", line => line.Item?.Item),
        new("item_position", line => line.Item?.Position),
        new("probability", line => line.Item?.Probability),
        new("selection", line => AnnotationWords.Of(line.Item?.Selection ?? QueueSelection.HandPicked)),
        new("design_version", line => line.Item?.DesignVersion),
        new("seed", line => line.Item?.Seed),
        new("unit", line => AnnotationWords.Of(line.Item?.Unit ?? QueueUnit.Generation)),
        new("run", line => line.Text.RunName),
        new("run_id", line => line.Text.Run),
        new("run_spec", line => line.Text.RunSpec),
        new("generation_id", line => line.Text.Generation),
        new("student", line => line.Text.Student),
        new("simulated", line => line.Text.IsSimulated),
        new("sample", line => line.Text.Sample),
        new("tuple", line => line.Text.Tuple),
        new("k", line => line.Text.K),
        new("setting", line => SettingWords.Of(line.Text.Setting)),
        new("round", line => line.Text.Round),
        new("turn", line => line.Decision.Turn),
        new("text_hash", line => line.Text.Hash),
        new("criterion", line => line.Decision.Position),
        new("criterion_kind", line => line.Criterion is { } criterion ? AnnotationWords.Of(criterion.Kind) : null),
        new("criterion_name", line => line.Criterion?.Name),
        new("panel", line => AnnotationWords.Of(line.Panel)),
        new("annotator_id", line => line.Decision.Annotator.Id),
        new("annotator", line => line.Decision.Annotator.Name),
        new("verdict", line => line.Decision.Judgement is { } verdict ? AnnotationWords.Of(verdict) : null),
        new("span_start", line => line.Decision.Span?.Start),
        new("span_length", line => line.Decision.Span?.Length),
        new("span_text", line => line.Marked),
        new("note", line => line.Decision.Note),
        new("saw_student", line => line.Decision.Saw.Student),
        new("saw_graders", line => line.Decision.Saw.Graders),
        new("saw_annotators", line => line.Decision.Saw.Annotators),
        new("guideline_version", line => line.Decision.Guideline),
        new("milliseconds", line => line.Decision.Milliseconds),
        new("created", line => line.Decision.Created),
    ];

    /// <summary>Writes events; the stream stays open.</summary>
    public static Task WriteAsync(
        IReadOnlyList<DecisionLine> lines,
        TableForm form,
        Stream to,
        CancellationToken cancellationToken
    ) => TableFile.WriteAsync(Columns, lines, form, to, cancellationToken);

    /// <summary>Reads a file of either form; a line that cannot be read costs nothing but itself.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is no file of decisions; says where and why.</exception>
    public static DecisionReading Read(string text, string file)
    {
        var decisions = new List<ReadDecision>();
        var problems = new List<DecisionProblem>();
        foreach (var row in TableFile.Read(text, file, Needed))
        {
            try
            {
                decisions.Add(
                    row is TableRow.Filled filled
                        ? new DecisionCells(filled.Cells).Read(row.Line)
                        : throw new FormatException(((TableRow.Broken)row).Sentence)
                );
            }
            catch (FormatException problem)
            {
                problems.Add(new(file, row.Line, problem.Message));
            }
        }

        return new(file, decisions, problems);
    }
}
