using SkillMix.Core.Annotation;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

/// <summary>A unit of one short text, as few words as possible.</summary>
/// <param name="Panel">f, the graders' verdict.</param>
/// <param name="People">
/// A letter for each person done with it: 1 full marks, 0 the first skill not met, u unsure of the first skill; "" drawn and not
/// labelled; null not drawn.
/// </param>
internal sealed record PoolLine(
    bool? Panel,
    string? People,
    double? Probability = 1,
    int K = 2,
    string Student = "student",
    Setting Setting = Setting.All,
    bool IsEmpty = false,
    bool IsSimulated = false
);

/// <summary>Queues with labels, made without a store.</summary>
internal static class LabelledPools
{
    private static readonly IReadOnlyList<Annotator> People =
    [
        .. Enumerable
            .Range(1, 3)
            .Select(i => new Annotator(new Guid($"0190a000-0000-7000-8000-00000000000{i}"), $"{i}")),
    ];

    public static QueueSpec Spec { get; } = new() { Name = "queue" };

    /// <summary>So many equal lines.</summary>
    public static IEnumerable<PoolLine> Times(this int count, PoolLine line) => Enumerable.Repeat(line, count);

    public static LabelledPool Of(IEnumerable<PoolLine> lines, QueueSpec? spec = null, PanelSpec? panel = null)
    {
        var units = lines.Select((line, i) => (Line: line, Item: ItemOf(i), Name: $"unit {i}")).ToList();
        return new(
            new Guid("0190a000-0000-7000-8000-0000000000ff"),
            spec ?? Spec,
            panel ?? PanelSpec.Default with { Graders = ["judge"] },
            [
                .. units.Select(unit => new AnnotatedUnit(
                    unit.Name,
                    unit.Line.Student,
                    unit.Line.Setting,
                    unit.Line.K,
                    unit.Line.IsSimulated,
                    unit.Line.Panel,
                    0,
                    unit.Line.Probability,
                    unit.Line.People is null ? null : unit.Item
                )),
            ],
            [.. units.Where(unit => unit.Line.People is not null).Select(unit => Text(unit.Line, unit.Item))]
        );
    }

    private static AnnotatedText Text(PoolLine line, Guid item) =>
        new(
            item,
            1,
            line.Student,
            line.Setting,
            line.IsSimulated,
            [.. Enumerable.Range(0, line.K).Select(i => $"skill {i}")],
            ["judge"],
            new(
                line.K,
                new TextFacts(1, 1, 0, 0, line.IsEmpty),
                [
                    [],
                ]
            ),
            item,
            line.Probability,
            line.People is { Length: > 0 } people
                ? [.. Enumerable.Range(0, line.K + 2).Select(position => Verdict(item, position, people))]
                : []
        );

    private static HumanVerdict Verdict(Guid item, int position, string people) =>
        new(
            new(item, 1, position),
            [
                .. people.Select(
                    (letter, i) =>
                        new Decision
                        {
                            Key = $"{item} {position} {i}",
                            Kind = DecisionKind.Decide,
                            Item = item,
                            Generation = item,
                            Turn = 1,
                            Position = position,
                            Annotator = People[i],
                            Judgement = (letter, position) switch
                            {
                                ('0', 0) => Judgement.NotMet,
                                ('u', 0) => Judgement.Unsure,
                                _ => Judgement.Met,
                            },
                            Saw = Sight.Blind,
                        }
                ),
            ],
            null
        );

    private static Guid ItemOf(int number) => new(number, 0, 0, new byte[8]);
}
