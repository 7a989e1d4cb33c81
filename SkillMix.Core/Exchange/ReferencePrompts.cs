using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Exchange;

/// <summary>The templates behind the filled prompts of imported runs.</summary>
internal static class ReferencePrompts
{
    /// <summary>The template of each turn of the texts; null where it cannot be recovered.</summary>
    public static IReadOnlyList<PromptTemplate?> OfTexts(TupleSample sample, IReadOnlyList<ReferenceTexts> rounds)
    {
        var turns = rounds.SelectMany(round => round.Table.Rows).Select(row => row.Turns.Count).DefaultIfEmpty().Max();
        var prompts = new List<PromptTemplate?>();
        for (var turn = 0; turn < turns; turn++)
        {
            var filled =
                from round in rounds
                from row in round.Table.Rows
                let tuple = ReferenceSample.TupleOf(sample, row)
                where tuple is not null && row.Turns.Count > turn
                select new FilledPrompt(row.Turns[turn].Prompt, tuple);
            var kind = turn == 0 ? PromptKind.GenerationWrite : PromptKind.GenerationRevise;
            prompts.Add(VerbatimPrompt.RecoverFirst(filled, kind, $"imported, turn {turn + 1}")?.Template);
        }

        return prompts;
    }

    /// <summary>The template of a grading, recovered in one of the two styles; null where it cannot be recovered.</summary>
    public static PromptTemplate? OfGradings(ReferenceGrading folder, IReadOnlyList<ReferencePartner> rows)
    {
        var filled = rows.Select(row => new FilledPrompt(row.Turn.Prompt, row.Generation.Tuple, row.Text)).ToList();
        var recovered = new[] { PromptKind.GradingTable, PromptKind.GradingProse }
            .Select(kind => VerbatimPrompt.RecoverFirst(filled, kind, $"imported, {folder.Prompt}")?.Template)
            .OfType<PromptTemplate>()
            .ToList();
        var template = recovered.FirstOrDefault(one => one.Known is not null);
        if (template is not null)
        {
            var kind = template.Known!.Kind;
            return template with { Kind = kind, ReaderKey = PromptTemplate.ReaderKeyOf(kind) };
        }

        var best = BestReader(rows);
        return recovered.FirstOrDefault(one => one.ReaderKey == best.Key);
    }

    /// <summary>For prompts that are not known: the reader that makes sense of more replies.</summary>
    public static IGradeReader BestReader(IReadOnlyList<ReferencePartner> rows) =>
        GradeReaders.All.MaxBy(reader =>
            rows.Sum(row =>
                reader
                    .Read(row.Turn.Reply, Rubric.Of(row.Generation.Tuple), row.Text)
                    .Verdicts.Count(verdict => verdict.State != VerdictState.Unreadable)
            )
        )!;
}
