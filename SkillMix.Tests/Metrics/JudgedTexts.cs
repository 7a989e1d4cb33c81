using SkillMix.Core.Annotation;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

/// <summary>Judged texts from strings: one character a criterion, 1 met, 0 not met, ? unsure or unreadable, space not judged.</summary>
internal static class JudgedTexts
{
    public static Annotator Ana { get; } = new(Guid.Parse("0190a000-0000-7000-8000-000000000001"), "Ana");

    public static Annotator Ben { get; } = new(Guid.Parse("0190a000-0000-7000-8000-000000000002"), "Ben");

    public static Annotator Cy { get; } = new(Guid.Parse("0190a000-0000-7000-8000-000000000003"), "Cy");

    /// <summary>A text of the skills "irony" and so on, written by "student".</summary>
    /// <param name="number">Names it.</param>
    /// <param name="people">What each person says of the first criteria.</param>
    /// <param name="graders">What the graders a, b and so on say.</param>
    public static AnnotatedText Text(
        int number,
        IReadOnlyList<(Annotator Who, string Marks)> people,
        IReadOnlyList<string> graders,
        int k = 1,
        DateTimeOffset when = default
    )
    {
        var generation = Guid.Parse(FormattableString.Invariant($"0190b000-0000-7000-8000-{number:D12}"));
        return new(
            generation,
            1,
            "student",
            Setting.All,
            IsSimulated: false,
            [.. new[] { "irony", "hyperbole", "syllogism" }.Take(k)],
            [.. graders.Select((_, place) => $"{(char)('a' + place)}")],
            new(k, new(1, 1, 0, 0, false), [.. graders.Select(marks => (PackedVerdicts[])[Packed(k, marks)])]),
            generation,
            0.5,
            [
                .. Enumerable
                    .Range(0, k + 3)
                    .Select(position => new HumanVerdict(
                        new(generation, 1, position),
                        [
                            .. people
                                .Where(one => position < one.Marks.Length && one.Marks[position] != ' ')
                                .Select(one => Decide(one.Who, generation, position, one.Marks[position], when)),
                        ],
                        null
                    ))
                    .Where(verdict => verdict.People.Count > 0),
            ]
        );
    }

    /// <summary>A queue drawn by chance over such texts.</summary>
    public static LabelledPool Queue(IReadOnlyList<AnnotatedText> texts, QueueSpec? spec = null) =>
        new(Guid.Empty, spec ?? new() { Name = "queue" }, PanelSpec.Default, [], texts);

    private static PackedVerdicts Packed(int k, string marks) =>
        TextVerdict.Pack(k, position => position < marks.Length ? Met(marks[position]) : null);

    private static Decision Decide(Annotator who, Guid generation, int position, char mark, DateTimeOffset when) =>
        new()
        {
            Key = $"{who.Name} {generation} {position} {when.Ticks}",
            Kind = DecisionKind.Decide,
            Generation = generation,
            Turn = 1,
            Position = position,
            Annotator = who,
            Judgement = Met(mark) switch
            {
                true => Judgement.Met,
                false => Judgement.NotMet,
                null => Judgement.Unsure,
            },
            Saw = Sight.Blind,
            Created = when,
        };

    private static bool? Met(char mark) =>
        mark switch
        {
            '1' => true,
            '0' => false,
            _ => null,
        };
}
