using SkillMix.Core.Annotation;
using SkillMix.Core.Grading;

namespace SkillMix.Tests.Annotation;

public sealed class ItemTaskTests
{
    private static readonly Annotator Ana = new(Guid.Parse("0190a000-0000-7000-8000-000000000001"), "Ana");
    private const int Short = 1 << 4; // the length criterion, as the program counts it

    private static readonly Guid First = Guid.Parse("0190a000-0000-7000-8000-00000000000a");
    private static readonly Guid Second = Guid.Parse("0190a000-0000-7000-8000-00000000000b");
    private static readonly Guid Nothing = Guid.Parse("0190a000-0000-7000-8000-00000000000c");

    [Fact]
    public void Item_OfTwoTextsAndAnEmptyOne_AsksForEverythingButTheLengthAndTheEmptyText()
    {
        var task = Task(endsEarly: false, "");

        Assert.Equal(
            [(First, 0), (First, 1), (First, 2), (First, 3), (Second, 0), (Second, 1), (Second, 2), (Second, 3)],
            task.Asked.Select(key => (key.Generation, key.Position))
        );
        Assert.False(task.IsDone);
    }

    [Theory]
    [InlineData("1111 111", 1)]
    [InlineData("0111 1111", 0)]
    [InlineData("u111 1111", 0)]
    [InlineData("0 1111", 3)]
    public void Item_ThatMustBeJudgedWhole_IsOpenUntilEveryCriterionIsDecided(string said, int open) =>
        Assert.Equal(open, Task(endsEarly: false, said).Open.Count);

    [Theory]
    [InlineData("0 0", 0)] // each text ends at its first criterion not met
    [InlineData("1111", 0)] // one text with everything settles the item
    [InlineData("10 11", 2)]
    [InlineData("u 0", 3)] // unsure does not end a text
    public void Item_ThatMayEndEarly_IsOpenWhereFullMarksHangOnIt(string said, int open) =>
        Assert.Equal(open, Task(endsEarly: true, said).Open.Count);

    [Theory]
    [InlineData("0", 0)] // the second text is too long: it cannot have full marks any more
    [InlineData("1111", 0)]
    [InlineData("11 1111", 2)] // nor does it settle the item
    public void Text_ThatTheProgramFindsTooLong_NeedsNoVerdictWhereAnItemMayEndEarly(string said, int open) =>
        Assert.Equal(open, Task(endsEarly: true, said, isSecondLong: true).Open.Count);

    [Theory]
    [InlineData("", 4)] // only the first text is asked about
    [InlineData("0", 0)]
    [InlineData("1111", 0)]
    public void Text_FromWhichTheProgramTakesAPoint_NeedsNoVerdictWhereAnItemMayEndEarly(string said, int open) =>
        Assert.Equal(open, Task(endsEarly: true, said, taken: 1).Open.Count);

    [Fact]
    public void Next_AfterADecision_IsTheNextOpenCriterionAroundTheEnd()
    {
        var task = Task(endsEarly: false, "11 111");

        Assert.Equal(new(First, 1, 2), task.After(new CriterionKey(First, 1, 1)));
        Assert.Equal(new(Second, 1, 3), task.After(new CriterionKey(First, 1, 3)));
        Assert.Equal(new(First, 1, 2), task.After(new CriterionKey(Second, 1, 3)));
    }

    /// <summary>The task after these verdicts, text by text: 1 met, 0 not met, u unsure.</summary>
    private static ItemTask Task(bool endsEarly, string said, bool isSecondLong = false, int taken = 0)
    {
        Guid[] texts = [First, Second];
        var item = new QueueItem(
            Guid.NewGuid(),
            Guid.NewGuid(),
            0,
            null,
            1,
            [
                new(First, 1, Short, 0, false),
                new(Nothing, 1, 0, 0, true),
                new(Second, 1, isSecondLong ? 0 : Short, 0, false, taken),
            ],
            [
                .. said.Split(' ')
                    .Zip(texts)
                    .SelectMany(text =>
                        text.First.Select(
                            (mark, position) =>
                                new Decision
                                {
                                    Key = $"{text.Second} {position}",
                                    Kind = DecisionKind.Decide,
                                    Generation = text.Second,
                                    Turn = 1,
                                    Position = position,
                                    Annotator = Ana,
                                    Saw = Sight.Blind,
                                    Judgement = mark switch
                                    {
                                        '1' => Judgement.Met,
                                        '0' => Judgement.NotMet,
                                        _ => Judgement.Unsure,
                                    },
                                }
                        )
                    ),
            ]
        );
        return ItemTask.Of(item, Rubric.Of(["a", "b"], "c").Criteria, [CriterionKind.Length], Ana.Id, endsEarly);
    }
}
