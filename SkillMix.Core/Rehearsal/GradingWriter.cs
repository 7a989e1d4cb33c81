using System.Globalization;
using System.Text;
using SkillMix.Core.Prompts;

namespace SkillMix.Core.Rehearsal;

/// <summary>Points a rehearsal grader may give on one criterion.</summary>
internal enum Points
{
    None = 0,
    Half = 1,
    One = 2,
}

/// <summary>What a rehearsal grader says of one criterion.</summary>
/// <param name="Points">The point, given or not.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">Words of the text that the reason quotes, where the style asks for them.</param>
internal sealed record Judgement(Points Points, string Reason, string? Evidence = null);

/// <summary>Writes a grading as a table, in prose or as JSON, and the ways in which one goes wrong.</summary>
internal static class GradingWriter
{
    /// <summary>The whole grading.</summary>
    public static string Write(GradingTask task, IReadOnlyList<Judgement> judgements, RehearsalChance chance) =>
        Write(task, judgements, skip: -1, chance, out _);

    /// <summary>A grading that breaks off within one of its rows, none of which before it is lost.</summary>
    public static string WriteCutOff(GradingTask task, IReadOnlyList<Judgement> judgements, RehearsalChance chance)
    {
        var whole = Write(task, judgements, skip: -1, chance, out var starts);
        var row = chance.Below(judgements.Count);
        return whole[..(starts[row] + 3 + chance.Below(task.Rows[row].Length))];
    }

    /// <summary>A grading without the row of one criterion; its reasons and its total still speak of it.</summary>
    public static string WriteWithoutOne(
        GradingTask task,
        IReadOnlyList<Judgement> judgements,
        RehearsalChance chance
    ) => Write(task, judgements, chance.Below(judgements.Count), chance, out _);

    /// <summary>A structured grading whose end marker differs from its verdicts in one place.</summary>
    public static string WriteWithAnotherEnd(
        GradingTask task,
        IReadOnlyList<Judgement> judgements,
        RehearsalChance chance
    ) =>
        StructuredGradingWriter.Write(
            task,
            judgements,
            skip: -1,
            chance,
            out _,
            wrongAt: chance.Below(judgements.Count)
        );

    private static string Write(
        GradingTask task,
        IReadOnlyList<Judgement> judgements,
        int skip,
        RehearsalChance chance,
        out int[] rowStarts
    ) =>
        task.Kind switch
        {
            PromptKind.GradingProse => Prose(task, judgements, skip, out rowStarts),
            PromptKind.GradingStructured => StructuredGradingWriter.Write(
                task,
                judgements,
                skip,
                chance,
                out rowStarts
            ),
            _ => Table(task, judgements, skip, chance, out rowStarts),
        };

    private static string Table(
        GradingTask task,
        IReadOnlyList<Judgement> judgements,
        int skip,
        RehearsalChance chance,
        out int[] rowStarts
    )
    {
        var introduction = chance.Happens(0.2) ? "I have read the text with care.\n\n" : "";
        var reply = new StringBuilder(introduction).Append(
            "Here's the grading table:\n\n| Criteria | Points Earned |\n| --- | --- |\n"
        );
        rowStarts = new int[judgements.Count];
        for (var i = 0; i < judgements.Count; i++)
        {
            rowStarts[i] = reply.Length;
            if (i != skip)
            {
                reply
                    .Append("| ")
                    .Append(task.Rows[i].Replace("|", @"\|", StringComparison.Ordinal))
                    .Append(" | ")
                    .Append(Number(judgements[i].Points))
                    .Append(" |\n");
            }
        }

        reply.Append("| Total Points Earned | ").Append(Total(judgements)).Append(" |\n\nExplanation:");
        foreach (var judgement in judgements)
        {
            reply.Append('\n').Append(judgement.Reason);
        }

        return reply.ToString();
    }

    private static string Prose(GradingTask task, IReadOnlyList<Judgement> judgements, int skip, out int[] rowStarts)
    {
        var reply = new StringBuilder();
        rowStarts = new int[judgements.Count];
        for (var i = 0; i < judgements.Count; i++)
        {
            rowStarts[i] = reply.Length;
            if (i != skip)
            {
                reply
                    .Append("**")
                    .Append(task.Rows[i])
                    .Append("**\n")
                    .Append(judgements[i].Reason)
                    .Append("\nPoint earned: ")
                    .Append(Number(judgements[i].Points))
                    .Append("\n\n");
            }
        }

        return reply.Append("Grade: ").Append(Total(judgements)).ToString();
    }

    private static string Number(Points points) =>
        points switch
        {
            Points.One => "1",
            Points.Half => "0.5",
            _ => "0",
        };

    private static string Total(IReadOnlyList<Judgement> judgements) =>
        (judgements.Sum(judgement => (int)judgement.Points) / 2.0).ToString(CultureInfo.InvariantCulture);
}
