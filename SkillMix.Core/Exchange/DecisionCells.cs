using System.Globalization;
using SkillMix.Core.Annotation;

namespace SkillMix.Core.Exchange;

/// <summary>The cells of one line, read as an event.</summary>
internal sealed class DecisionCells(IReadOnlyDictionary<string, string> cells)
{
    /// <exception cref="FormatException">In one sentence, what is wrong.</exception>
    public ReadDecision Read(int line)
    {
        var kind = Word<DecisionKind>("event", AnnotationWords.Of) ?? throw Missing("event");
        var decision = new Decision
        {
            Key = Text("key") ?? throw Missing("key"),
            Kind = kind,
            Item = Id("item_id"),
            Generation = Id("generation_id") ?? Guid.Empty,
            Turn = Number("turn", 0) ?? throw Missing("turn"),
            Position = Number("criterion", 0),
            Annotator = new(Id("annotator_id") ?? throw Missing("annotator_id"), Text("annotator") ?? ""),
            Judgement = Word<Judgement>("verdict", AnnotationWords.Of),
            Note = Text("note"),
            Span = Span(),
            Saw = new(Flag("saw_student"), Flag("saw_graders"), Flag("saw_annotators")),
            Guideline = Number("guideline_version", 1),
            Milliseconds = Number("milliseconds", 0),
            Created = Time("created"),
        };
        Check(decision);
        return new(
            line,
            decision,
            new(
                Id("generation_id"),
                Text("run_spec"),
                Text("run"),
                Text("student"),
                Text("sample"),
                Number("tuple", 0),
                Number("round", 0),
                Text("text_hash"),
                decision.Item,
                Text("queue"),
                Number("item_position", 0),
                Text("criterion_name"),
                Text("span_text")
            )
        );
    }

    private static void Check(Decision decision)
    {
        var word = AnnotationWords.Of(decision.Kind);
        var isOfCriterion = decision.Kind is DecisionKind.Decide or DecisionKind.Adjudicate;
        if (isOfCriterion && decision.Position is null)
        {
            throw new FormatException($"'{word}' is about a criterion, and the column 'criterion' is empty.");
        }

        if (decision is { Kind: DecisionKind.Decide, Judgement: null })
        {
            throw new FormatException("'decide' says met, not met or unsure, and the column 'verdict' is empty.");
        }

        if (!isOfCriterion && decision.Judgement is not null)
        {
            throw new FormatException($"'{word}' says nothing of a criterion, and there is a verdict.");
        }

        if (decision.Position is not null && !isOfCriterion && decision.Kind != DecisionKind.Undo)
        {
            throw new FormatException($"'{word}' is about a whole item, and the column 'criterion' is filled.");
        }
    }

    private TextSpan? Span() =>
        (Number("span_start", 0), Number("span_length", 1)) switch
        {
            ({ } start, { } length) => new(start, length),
            (null, null) => null,
            _ => throw new FormatException("Marked words need both span_start and span_length, and one is empty."),
        };

    private string? Text(string column) => cells.GetValueOrDefault(column);

    private int? Number(string column, int least) =>
        Text(column) is not { } words ? null
        : int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
        : throw new FormatException(
            $"{column} is '{SafeWords.Of(words)}' where a whole number from {least} was expected."
        );

    private Guid? Id(string column) =>
        Text(column) is not { } words ? null
        : Guid.TryParse(words, out var id) ? id
        : throw new FormatException(
            $"{column} is '{SafeWords.Of(words)}' where an id of 32 hexadecimal digits was expected."
        );

    private bool Flag(string column) =>
        Text(column) switch
        {
            "true" or "TRUE" or "True" => true,
            "false" or "FALSE" or "False" => false,
            null => throw Missing(column),
            var words => throw new FormatException(
                $"{column} is '{SafeWords.Of(words)}' where true or false was expected."
            ),
        };

    private DateTimeOffset Time(string column) =>
        Text(column) is not { } words ? throw Missing(column)
        : DateTimeOffset.TryParse(
            words,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
        : throw new FormatException(
            $"{column} is '{SafeWords.Of(words)}' where a time such as 2026-01-31T12:00:00Z was expected."
        );

    private T? Word<T>(string column, Func<T, string> wordOf)
        where T : struct, Enum =>
        Text(column) is not { } words ? null
        : AnnotationWords.Read(words, wordOf) is { } value ? value
        : throw new FormatException(
            $"{column} is '{SafeWords.Of(words)}'; there are {string.Join(", ", Enum.GetValues<T>().Select(wordOf))}."
        );

    private static FormatException Missing(string column) => new($"The column '{column}' is empty or not there.");
}
