using SkillMix.Core.Metrics;

namespace SkillMix.Core.Runs;

/// <summary>What one grading spec said about a frozen set on all its occasions, and what changed between them.</summary>
/// <param name="Set">The set.</param>
/// <param name="Spec">The grading spec.</param>
/// <param name="Occasions">Its occasions, in order.</param>
/// <param name="Gradings">Its gradings.</param>
public sealed record AnchorHistory(
    AnchorSet Set,
    KnownGradingSpec Spec,
    IReadOnlyList<AnchorOccasion> Occasions,
    IReadOnlyList<AnchorGrading> Gradings
)
{
    /// <summary>Reads the history of every grading spec that graded a set, in the order in which they first did.</summary>
    public static async Task<IReadOnlyList<AnchorHistory>> ReadAsync(
        IAnchorBook book,
        AnchorSet set,
        CancellationToken cancellationToken
    )
    {
        var histories = new List<AnchorHistory>();
        foreach (var spec in (await book.OccasionsAsync(set, cancellationToken)).GroupBy(occasion => occasion.Spec.Id))
        {
            var gradings = await book.GradingsAsync(set, spec.Key, cancellationToken);
            histories.Add(new(set, spec.First().Spec, [.. spec], gradings));
        }

        return histories;
    }

    /// <summary>The first occasion against the last; null where there is one only.</summary>
    public GraderDrift? FirstAgainstLast =>
        Occasions.Count < 2 ? null : Between(Occasions[0].Number, Occasions[^1].Number);

    /// <summary>Each occasion against the next.</summary>
    public IReadOnlyList<GraderDrift> Consecutive =>
        [.. Occasions.Zip(Occasions.Skip(1), (before, after) => Between(before.Number, after.Number))];

    /// <summary>One occasion against another.</summary>
    public GraderDrift Between(int from, int to)
    {
        var before = On(from);
        var after = On(to);
        return GraderDrift.Between(
            from,
            to,
            [
                .. Set.Texts.Select(text => new RegradedText(
                    text.Position,
                    text.K,
                    before.GetValueOrDefault(text.Position)?.Verdicts,
                    after.GetValueOrDefault(text.Position)?.Verdicts
                )),
            ]
        );
    }

    private Dictionary<int, AnchorGrading> On(int occasion) =>
        Gradings.Where(grading => grading.Occasion == occasion).ToDictionary(grading => grading.Position);
}
