using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Tests.Metrics;

namespace SkillMix.Tests.Figures;

public sealed class FigureMakerTests
{
    private static readonly IReadOnlyList<CurveStudent> Students =
    [
        new("lab/base"),
        new("lab/tuned", "lab/base", "D(1,2)"),
    ];

    [Fact]
    public void Curve_OfTheReleasedRuns_IsThePublishedPointWithWhatItRestsOn()
    {
        // Three of the five tuples have full marks in one of two rounds.
        var made = FigureMaker.Make(new(), new(PointTableBuilder.Released, []));

        var point = Assert.Single(Assert.Single(made.Figure.Traces).Points);
        Assert.Equal(0.6, point.Y!.Value, 1e-12);
        Assert.Equal((5, 0, "wilson"), (point.Basis!.N, point.Basis.Unscored, point.Basis.Method));
        Assert.Contains("1 of 1 points rest on fewer than 30 tuples (fewest: 5).", made.Lint);
        Assert.Equal(
            "Ratio of full marks against k. 5 tuples per point, best of 2 generations, 1 grading each by grader. "
                + "Length by the reference counter; named skills keep their point; unreadable points are kept apart.",
            made.Caption
        );
    }

    [Fact]
    public void Criteria_OfTwoTexts_AreTheSharesThatMissEachKind()
    {
        // Two texts at k = 2: one misses a skill and the topic, the other nothing.
        var table = new PointTableBuilder().Series().Text(0, 1, "01011").Text(1, 1, "11111").Table;

        var made = FigureMaker.Make(new() { Kind = FigureKind.Criteria }, new(table, []));
        var alone = FigureMaker.Make(new() { Kind = FigureKind.Criteria, Loss = LossForm.Alone }, new(table, []));

        Assert.Equal(["skill", "topic", "sense", "length"], made.Figure.Traces.Select(trace => trace.Name));
        Assert.Equal([0.5, 0.5, 0, 0], made.Figure.Traces.Select(trace => trace.Points[0].Y!.Value));
        Assert.Equal([0, 0, 0, 0], alone.Figure.Traces.Select(trace => trace.Points[0].Y!.Value));
    }

    [Fact]
    public void Paired_OfTenGainedTuples_IsFilledAndOfThreeOpen()
    {
        // Ten of ten gained: exact p 2/1024, after Holm over two comparisons .0039. Three of ten: p .25.
        var made = FigureMaker.Make(new() { Kind = FigureKind.Paired }, new(Pairs(10, 3), Students));

        var trace = Assert.Single(made.Figure.Traces);
        Assert.Equal(
            [(2, 1.0, false), (3, 0.3, true)],
            trace.Points.Select(point => (point.X, point.Y!.Value, point.IsOpen))
        );
        Assert.Equal("better on 10, worse on 0; exact p .002, after Holm .004", trace.Points[0].Basis!.Note);
        Assert.Equal(0, Assert.Single(made.Figure.Guides).Y1);
        Assert.StartsWith("Filled: p < .05", made.Lint[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Paired_WithoutABaseModel_SaysWhatToChoose()
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            FigureMaker.Make(new() { Kind = FigureKind.Paired }, new(Pairs(1, 1), []))
        );

        Assert.Contains("say on the Models page what it was tuned from", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_OfABaseAndATunedModel_IsALinePerK()
    {
        var made = FigureMaker.Make(new() { Kind = FigureKind.Training }, new(Pairs(10, 3), Students));

        Assert.Equal(["base model", "D(1,2)"], made.Figure.X.TickTexts!);
        Assert.Equal(["k = 2", "k = 3"], made.Figure.Traces.Select(trace => trace.Name));
        Assert.Equal([0, 1], made.Figure.Traces[0].Points.Select(point => point.Y!.Value));
        Assert.Equal([0, 0.3], made.Figure.Traces[1].Points.Select(point => point.Y!.Value));
    }

    [Fact]
    public void Graders_OfTheSameTexts_StandAgainstEachOther()
    {
        // Four tuples: the first grader passes two, the second three.
        var builder = new PointTableBuilder();
        foreach (var (grader, passes) in new[] { ("a", 2), ("b", 3) })
        {
            builder.Series(grader: grader);
            for (var tuple = 0; tuple < 4; tuple++)
            {
                builder.Text(tuple, 1, tuple < passes ? "11111" : "01111");
            }
        }

        var input = new FigureInput(builder.Table, []);
        var scatter = FigureMaker.Make(new() { Kind = FigureKind.Graders }, input).Figure;
        var difference = FigureMaker.Make(new() { Kind = FigureKind.Graders, Against = GraderForm.Difference }, input);

        var point = Assert.Single(Assert.Single(scatter.Traces).Points);
        Assert.Equal((0.5, 0.75), (point.X, point.Y!.Value));
        Assert.Equal(
            (point.XLow, 0.0, 1.0),
            (Intervals.Wilson(2, 4)!.Value.Low, scatter.Guides[0].X1, scatter.Guides[0].Y2)
        );
        point = Assert.Single(Assert.Single(difference.Figure.Traces).Points);
        Assert.Equal((0.625, 0.25), (point.X, point.Y!.Value));
        Assert.Contains("Mean difference +0.250, over 1 points.", difference.Lint);
    }

    [Fact]
    public void Graders_WhereThereIsOne_AsksForTwo()
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            FigureMaker.Make(new() { Kind = FigureKind.Graders }, new(PointTableBuilder.Released, []))
        );

        Assert.Equal(
            "This figure holds two graders against each other: choose two, each by itself; there are 1.",
            refused.Message
        );
    }

    [Fact]
    public void Grid_OfTwoStudentsAndTwoK_HasACellForEach()
    {
        var cells = FigureMaker.Make(new() { Kind = FigureKind.Grid }, new(Pairs(10, 3), Students)).Figure.Cells!.Cells;

        Assert.Equal(
            [(0, 0, ".00"), (1, 0, ".00"), (0, 1, "1.0"), (1, 1, ".30")],
            cells.Select(cell => (cell.X, cell.Y, cell.Text))
        );
    }

    [Fact]
    public void Novelty_OfThreeOfFiveTuples_IsTheShareAboveWhatTheCorpusCanHold()
    {
        // Full marks .6 at k = 3; L p_t p_s^3 = 10^10 · 10^-5 · (10^-2)^3 = .1, so 1 − .1/.6 = .833 at least.
        var made = FigureMaker.Make(
            new()
            {
                Kind = FigureKind.Novelty,
                Corpus = 1e10,
                TopicRate = 1e-5,
                SkillRate = 0.01,
            },
            new(PointTableBuilder.Released, [])
        );

        var point = Assert.Single(Assert.Single(made.Figure.Traces).Points);
        Assert.Equal(1 - (0.1 / 0.6), point.Y!.Value, 1e-12);
        Assert.Equal(1 - (0.1 / Intervals.Wilson(3, 5)!.Value.Low), point.Low!.Value, 1e-12);
        Assert.Contains("10 % of the tuples at k = 3", made.Lint[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Confusion_WithoutAQueue_AsksForOne()
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            FigureMaker.Make(new() { Kind = FigureKind.Confusion }, new(PointTableBuilder.Released, []))
        );

        Assert.Equal(
            "This figure shows what people decided: choose the queue whose labels it is about.",
            refused.Message
        );
    }

    [Fact]
    public void Labels_OfTwoPeople_AreCountedFromTheFirst()
    {
        var start = new DateTimeOffset(2025, 3, 1, 10, 0, 0, TimeSpan.Zero);
        var input = new FigureInput(PointTableBuilder.Released, [])
        {
            Pool = LabelledPools.Of([new(true, "1"), new(false, "0")]),
            Labels = [new("Ana", start), new("Ben", start.AddMinutes(2)), new("Ana", start.AddMinutes(4))],
        };

        var made = FigureMaker.Make(new() { Kind = FigureKind.Labels }, input);

        Assert.Equal("Minutes since the first decision", made.Figure.X.Title);
        Assert.Equal(
            [("Ana", 0, 1), ("Ana", 4, 2), ("Ben", 2, 1)],
            made.Figure.Traces.SelectMany(trace => trace.Points.Select(point => (trace.Name, point.X, point.Y!.Value)))
        );
    }

    [Fact]
    public void Figure_OfAStudentThatIsNotThere_NamesThoseThatAre()
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            FigureMaker.Make(new() { Choices = new() { Students = ["nobody"] } }, new(PointTableBuilder.Released, []))
        );

        Assert.Equal("There is no student 'nobody' among the gradings; there is student.", refused.Message);
    }

    [Fact]
    public void Lint_OfMixedPoints_SaysEachThingOnce()
    {
        var builder = new PointTableBuilder();
        foreach (var grader in (string[])["a", "b"])
        {
            builder.Series(grader: grader, isSimulated: grader == "b");
            for (var tuple = 0; tuple < 30; tuple++)
            {
                builder.Text(tuple, 1, tuple == 0 ? "?1111" : "11111");
            }
        }

        var made = FigureMaker.Make(new() { Choices = new() { Graders = ["a", "b"] } }, new(builder.Table, []));

        Assert.Equal(
            [
                "1 of 2 points are simulated by rehearsal models and no measurement.",
                "2 of 2 points rest on fewer than 30 tuples (fewest: 29).",
                "More than 2 % of the tuples are unscored for student at k = 2 (1 of 30), student at k = 2 (1 of 30); their values, over the decided tuples only, may be biased either way, see the bounds.",
                "Values of 2 graders stand side by side (a; b): a difference may lie in the grader.",
            ],
            made.Lint
        );
    }

    /// <summary>Ten tuples at k = 2 and 3; the base never has full marks, the tuned model on so many tuples.</summary>
    private static PointTable Pairs(int two, int three)
    {
        var builder = new PointTableBuilder();
        foreach (var (student, atTwo, atThree) in new[] { ("lab/base", 0, 0), ("lab/tuned", two, three) })
        {
            foreach (var (k, gains) in new[] { (2, atTwo), (3, atThree) })
            {
                builder.Series(k: k, student: student, sample: $"sample {k}");
                for (var tuple = 0; tuple < 10; tuple++)
                {
                    var skills = new string('1', k - 1);
                    builder.Text(tuple, 1, (tuple < gains ? "1" : "0") + skills + "111");
                }
            }
        }

        return builder.Table;
    }
}
