using SkillMix.Core.Annotation;

namespace SkillMix.Core.Exchange;

/// <summary>The verdicts that hold as a file, one line per text, criterion and person: what is loaded into R or pandas.</summary>
public static class VerdictFile
{
    private static readonly string[] OfEventsOnly = ["key", "event", "run_spec", "text_hash", "milliseconds"];

    /// <summary>The columns; docs/guide/annotation-files.md says what each means.</summary>
    internal static IReadOnlyList<TableColumn<VerdictLine>> Columns { get; } =
    [
        .. DecisionFile
            .Columns.Where(column => !OfEventsOnly.Contains(column.Name))
            .Select(column => new TableColumn<VerdictLine>(column.Name, line => column.Value(line.Holds))),
        new("role", line => line.IsAdjudicator ? "adjudicator" : "annotator"),
        new("adjudicated", line => line.IsAdjudicated),
        new("final", line => AnnotationWords.Of(line.Final)),
    ];

    /// <summary>Writes verdicts; the stream stays open.</summary>
    public static Task WriteAsync(
        IReadOnlyList<VerdictLine> lines,
        TableForm form,
        Stream to,
        CancellationToken cancellationToken
    ) => TableFile.WriteAsync(Columns, lines, form, to, cancellationToken);
}
