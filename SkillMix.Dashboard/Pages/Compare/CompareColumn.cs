using SkillMix.Core.Browse;
using SkillMix.Core.Grading;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Compare;

/// <summary>A column: one text and the gradings of it that stand in the cells.</summary>
/// <param name="Title">The student, or the grader.</param>
/// <param name="IsSimulated">The student is a rehearsal model.</param>
/// <param name="Item">The generation; null where the student has none in this round.</param>
/// <param name="Turn">The text; null where it does not have that turn.</param>
/// <param name="Gradings">Its gradings, each with a name that is unique in the column.</param>
/// <param name="Others">Further generations of the student on this tuple and round, from other runs.</param>
public sealed record CompareColumn(
    string Title,
    bool IsSimulated,
    GenerationItem? Item,
    TurnItem? Turn,
    IReadOnlyList<NamedGrading> Gradings,
    int Others = 0
)
{
    /// <summary>What the gradings come to, by the rules of the lists; null where there is no text.</summary>
    public OutcomeSummary? Outcome { get; } =
        Item is null || Turn is null ? null : OutcomeSummary.Of(Item.Line.K, Turn.Facts, Votes(Gradings));

    /// <summary>The column of a student.</summary>
    /// <param name="drafts">The draft in place of the last text.</param>
    public static CompareColumn OfStudent(string student, GenerationItem? item, bool drafts, int others)
    {
        var turn = TurnOf(item, drafts);
        var gradings = item?.Gradings.Where(grading => grading.Turn == turn?.Turn).ToList() ?? [];
        return new(student, item?.Line.IsSimulated ?? false, item, turn, NamedGrading.All(gradings), others);
    }

    /// <summary>A column for each grading of one generation.</summary>
    public static IReadOnlyList<CompareColumn> OfGradings(GenerationItem item, bool drafts)
    {
        var turn = TurnOf(item, drafts);
        var gradings = item.Gradings.Where(grading => grading.Turn == turn?.Turn).ToList();
        return
        [
            .. NamedGrading
                .All(gradings)
                .Select(grading => new CompareColumn(grading.Name, item.Line.IsSimulated, item, turn, [grading])),
        ];
    }

    private static TurnItem? TurnOf(GenerationItem? item, bool drafts) =>
        drafts ? item?.Turns.FirstOrDefault(turn => turn.Turn == 0)
        : item?.Turns is [.., var last] ? last
        : null;

    private static List<GradingVote> Votes(IReadOnlyList<NamedGrading> gradings)
    {
        var specs = gradings.Select(one => (one.Grading.Grader, one.Grading.Fingerprint)).Distinct().ToList();
        return
        [
            .. gradings.Select(one => new GradingVote(
                specs.IndexOf((one.Grading.Grader, one.Grading.Fingerprint)),
                PackedVerdicts.Pack(one.Grading.Verdicts)
            )),
        ];
    }
}

/// <summary>A grading under a name that is short and says which one it is.</summary>
public sealed record NamedGrading(string Name, GradingItem Grading)
{
    /// <summary>Names gradings by grader, and by round where a grader graded more than once.</summary>
    public static IReadOnlyList<NamedGrading> All(IReadOnlyList<GradingItem> gradings)
    {
        var isOneRound = gradings.GroupBy(grading => grading.Grader).All(group => group.Count() == 1);
        return
        [
            .. gradings
                .OrderBy(grading => grading.Grader, StringComparer.Ordinal)
                .ThenBy(grading => grading.Round)
                .Select(grading => new NamedGrading(
                    isOneRound
                        ? ModelName.Brief(grading.Grader)
                        : $"{ModelName.Brief(grading.Grader)}, round {grading.Round}",
                    grading
                )),
        ];
    }

    /// <summary>The verdict on a criterion; null where the grading has none.</summary>
    public Verdict? On(Criterion criterion) =>
        Grading.Verdicts.FirstOrDefault(verdict => verdict.Criterion.Position == criterion.Position);
}
