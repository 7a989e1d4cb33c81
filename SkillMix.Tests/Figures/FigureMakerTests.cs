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
                + "Length by the reference counter; named skills keep their point; unreadable points are kept apart. "
                + "95 % intervals (Wilson) for this catalogue; they do not speak of other skills or topics.",
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
    public void Criteria_ByDrawingTuplesAnew_HaveTheirIntervalsOverTuplesAndNotOverTexts()
    {
        // Ten tuples of ten texts each; five tuples miss the topic in every text. Over 100 texts Wilson reaches from .40 to .60,
        // over ten tuples a share of 5 ± 1.96 · √(10 · ¼) tenths has about three times the width.
        var builder = new PointTableBuilder().Series();
        for (var tuple = 0; tuple < 10; tuple++)
        {
            for (var generation = 1; generation <= 10; generation++)
            {
                builder.Text(tuple, generation, tuple < 5 ? "11011" : "11111");
            }
        }

        var drawn = Topic(IntervalRule.TupleBootstrap);

        Assert.Equal(
            (0.5, "wilson"),
            (Topic(IntervalRule.ThisCatalogue).Y!.Value, Topic(IntervalRule.ThisCatalogue).Basis!.Method)
        );
        Assert.Equal((0.5, "tuple-bootstrap"), (drawn.Y!.Value, drawn.Basis!.Method));
        Assert.Equal((0.2, 0.8), (drawn.Low!.Value, drawn.High!.Value));
        Assert.Equal(Math.Sqrt(0.25 / 10), drawn.Basis.StandardError!.Value, 0.005);

        FigurePoint Topic(IntervalRule rule) =>
            FigureMaker
                .Make(
                    new()
                    {
                        Kind = FigureKind.Criteria,
                        Choices = new() { Options = new() { Intervals = rule } },
                    },
                    new(builder.Table, [])
                )
                .Figure.Traces.Single(trace => trace.Name == "topic")
                .Points[0];
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
    public void Graders_OfTextsMadeByOtherPrompts_AreNotHeldAgainstEachOther()
    {
        // Grader b judged texts of other generation prompts, and b's texts of the same prompts leave one of four open.
        var builder = new PointTableBuilder().Series(grader: "a", prompts: "a, x", generationPrompts: "x");
        foreach (var points in (string[])["11111", "11111", "01111", "01111"])
        {
            builder.Text(builder.Table.Rows.Count, 1, points);
        }

        builder.Series(grader: "b", prompts: "b, y", generationPrompts: "y").Text(0, 1, "01111");
        var refused = Assert.Throws<ArgumentException>(() =>
            FigureMaker.Make(new() { Kind = FigureKind.Graders }, new(builder.Table, []))
        );
        builder.Series(grader: "b", prompts: "b, x", generationPrompts: "x");
        foreach (var (tuple, points) in ((string[])["11111", "?1111", "01111", "11111"]).Index())
        {
            builder.Text(tuple, 1, points);
        }

        var made = FigureMaker.Make(new() { Kind = FigureKind.Graders }, new(builder.Table, []));

        Assert.Equal("a and b have decided no tuples in common.", refused.Message);
        var point = Assert.Single(Assert.Single(made.Figure.Traces).Points);
        Assert.Equal((1 / 3.0, 2 / 3.0), (point.X, point.Y!.Value)); // tuples 0, 2 and 3
        Assert.Equal(("k = 2", 3, 1), (point.Name, point.Basis!.N, point.Basis.Unscored));
        Assert.Contains(
            "Both are measured on the tuples that both decide; left out: 1 that one of them leaves open, 0 that one alone has graded.",
            made.Lint
        );
        Assert.Equal("k = 2", Assert.Single(DrawnValue.Of(made.Figure)).Place);
    }

    [Theory]
    [InlineData(FigureKind.Curve)]
    [InlineData(FigureKind.Criteria)]
    [InlineData(FigureKind.Paired)]
    [InlineData(FigureKind.Training)]
    [InlineData(FigureKind.Graders)]
    [InlineData(FigureKind.Skills)]
    [InlineData(FigureKind.Pairs)]
    [InlineData(FigureKind.Grid)]
    public void Kind_WhereNothingIsGraded_SaysSo(FigureKind kind)
    {
        var spec = new FigureSpec
        {
            Kind = kind,
            Choices = new() { Options = new() { Turn = 5 } },
        };

        var refused = Assert.Throws<ArgumentException>(() => FigureMaker.Make(spec, new(Pairs(10, 3), Students)));

        Assert.StartsWith("Nothing that was asked for is graded, ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PairedAndTraining_OfTwoSamplesAtOneK_HaveALineEach()
    {
        var table = TwoSamples();

        var paired = FigureMaker.Make(new() { Kind = FigureKind.Paired }, new(table, Students)).Figure.Traces;
        var training = FigureMaker.Make(new() { Kind = FigureKind.Training }, new(table, Students)).Figure.Traces;

        Assert.Equal(["lab/tuned · sample one", "lab/tuned · sample two"], paired.Select(trace => trace.Name));
        Assert.Equal([0.2, 0.6], paired.Select(trace => Assert.Single(trace.Points).Y!.Value));
        Assert.Equal(["k = 2 · sample one", "k = 2 · sample two"], training.Select(trace => trace.Name));
        Assert.All(training, trace => Assert.Equal([0, 1], trace.Points.Select(point => point.X)));
    }

    [Fact]
    public void Training_OfTwoStudentsWithTheSameTrainingData_NamesThem()
    {
        var builder = new PointTableBuilder();
        foreach (var student in (string[])["base", "a", "b"])
        {
            builder.Series(student: student).Text(0, 1, "11111");
        }

        var made = FigureMaker.Make(
            new() { Kind = FigureKind.Training },
            new(builder.Table, [new("a", "base", "D(1)"), new("b", "base", "D(1)")])
        );

        Assert.Equal(["k = 2 · a", "k = 2 · b"], made.Figure.Traces.Select(trace => trace.Name));
        Assert.Equal([2, 1], made.Figure.Traces.Select(trace => trace.Points.Count));
    }

    [Fact]
    public void Paired_PooledAndForSkillsLikeThese_SaysWhatDoesNotHold()
    {
        var spec = new FigureSpec
        {
            Kind = FigureKind.Paired,
            Choices = new()
            {
                Options = new() { PoolSamples = true, Intervals = IntervalRule.SkillsLikeThese },
            },
        };

        var lint = FigureMaker.Make(spec, new(Pairs(5, 3), Students)).Lint;

        Assert.Contains("Samples are not pooled here: a pair is the same tuple on both sides.", lint);
        Assert.Contains(
            "2 of 2 values rest on fewer than 40 skills (fewest: 2); an interval for skills like these is too narrow there.",
            lint
        );
    }

    [Fact]
    public void Criteria_OverAKThatWasNotMeasured_HasAGap()
    {
        var builder = new PointTableBuilder();
        foreach (var k in (int[])[2, 4])
        {
            builder.Series(k: k, sample: $"sample {k}").Text(0, 1, new string('1', k + 3));
        }

        var traces = FigureMaker.Make(new() { Kind = FigureKind.Criteria }, new(builder.Table, [])).Figure.Traces;

        Assert.All(traces, trace => Assert.Equal([0, null, 0], trace.Points.Select(point => point.Y)));
    }

    [Fact]
    public void Criteria_OfTwoTunedModels_HasASymbolForEach()
    {
        // c was tuned from b and b from a: a is a base of both.
        var builder = new PointTableBuilder();
        foreach (var student in (string[])["a", "c", "d"])
        {
            builder.Series(student: student).Text(0, 1, "11111");
        }

        var traces = FigureMaker
            .Make(
                new()
                {
                    Kind = FigureKind.Criteria,
                    Choices = new() { Students = ["a", "c", "d"] },
                },
                new(builder.Table, [new("c", "b", "D(2)"), new("b", "a", "D(1)"), new("d", "a", "D(3)")])
            )
            .Figure.Traces;

        Assert.Equal(
            [(0, 0, true), (0, 1, false), (0, 2, false)],
            traces.Take(3).Select(trace => (trace.Colour, trace.Symbol, trace.IsDashed))
        );
    }

    [Fact]
    public void Lint_OfAStudentWhoseNameIsAWordOfIt_SaysItAllTheSame()
    {
        var builder = new PointTableBuilder().Series(student: "simulated fewer than 7b").Text(0, 1, "11111");

        var made = FigureMaker.Make(
            new() { Kind = FigureKind.Pairs },
            new(builder.Series(student: "other", isSimulated: false).Text(0, 1, "01111").Table, [])
        );

        Assert.Contains("1 of 1 values rest on fewer than 30 texts (fewest: 2).", made.Lint);
    }

    [Fact]
    public void Csv_OfATraceThatIsAFormula_IsGuarded()
    {
        var made = FigureMaker.Make(
            new(),
            new(new PointTableBuilder().Series(student: "=HYPERLINK(1)").Text(0, 1, "11111").Table, [])
        );

        var line = SkillMix.Core.Figures.Paper.CsvWriter.Write(made.Figure).Split('\n')[1];

        Assert.StartsWith("'=HYPERLINK(1),2,", line, StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(1), all, k = 2", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Grid_Cells_HaveTheIntervalInTheFile()
    {
        var made = FigureMaker.Make(new() { Kind = FigureKind.Grid }, new(PointTableBuilder.Released, []));

        var interval = Intervals.Wilson(3, 5)!.Value;
        var drawn = Assert.Single(DrawnValue.Of(made.Figure));
        Assert.Equal((interval.Low, interval.High), (drawn.Low!.Value, drawn.High!.Value));
        Assert.DoesNotContain(made.Lint, sentence => sentence.Contains("no interval", StringComparison.Ordinal));
    }

    [Fact]
    public void Confusion_OfOpenVerdicts_SaysThemOncePerCriterion()
    {
        // Two texts of one skill; the first grader reads all, the second leaves the skill of one open.
        var input = new FigureInput(PointTableBuilder.Released, [])
        {
            Pool = JudgedTexts.Queue([
                JudgedTexts.Text(0, [(JudgedTexts.Ana, "1111")], ["1111", "?111"]),
                JudgedTexts.Text(1, [(JudgedTexts.Ana, "0111")], ["1111", "0111"]),
            ]),
        };

        var made = FigureMaker.Make(new() { Kind = FigureKind.Confusion }, input);

        Assert.Contains("1 of 2 verdicts on skill are left open by people or by b and are in no cell.", made.Lint);
        Assert.All(made.Figure.Cells!.Cells, cell => Assert.Equal(0, cell.Basis!.Unscored));
        var credits = made.Figure.Cells!.Cells.First(cell => cell is { X: 1, Y: 0 }); // a credits the one skill that is not there
        Assert.Equal(1, credits.Value);
        Assert.True(credits.Low < 1 && credits.High > 0.999);
        Assert.DoesNotContain(made.Lint, sentence => sentence.Contains("simulated", StringComparison.Ordinal));
    }

    [Fact]
    public void Skills_OfTwoTextsAlike_SaysThatNoneDiffersAndByWhomTheyWereGraded()
    {
        var table = new PointTableBuilder().Series().Text(0, 1, "11111").Text(1, 1, "01111").Table;

        var made = FigureMaker.Make(new() { Kind = FigureKind.Skills }, new(table, []));

        Assert.Contains("Sorted by their rates, the hardest first.", made.Lint);
        Assert.Contains("No skill differs.", made.Lint);
        Assert.Contains(" Graded by grader. Length by the reference counter", made.Caption, StringComparison.Ordinal);
        Assert.EndsWith(
            " 95 % intervals (beta) for this catalogue; they do not speak of other skills or topics.",
            made.Caption,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Pairs_WithoutAnyInteraction_SaysSoAndNamesRunsAndUndecidedTexts()
    {
        var builder = new PointTableBuilder().Series();
        foreach (var tuple in Enumerable.Range(0, 9))
        {
            builder.Text(
                tuple,
                1,
                tuple == 0 ? "?1111"
                    : tuple < 5 ? "11111"
                    : "01111"
            );
        }

        var made = FigureMaker.Make(
            new() { Kind = FigureKind.Pairs },
            new(builder.Table, []) { Runs = new[] { "run" }.ToLookup(_ => ("student", "sample")) }
        );

        Assert.Contains("All differences are shrunken to zero: no sign of any interaction.", made.Lint);
        Assert.Contains("Of 1 texts it is undecided whether they have full marks; they are in no cell.", made.Lint);
        Assert.Equal(["run"], Assert.Single(made.Figure.Cells!.Cells).Basis!.Runs);
    }

    [Fact]
    public void Curve_OfOneK_HasOnlyThatOfPublishedAndBaseline()
    {
        var spec = new FigureSpec
        {
            ShowsPublished = true,
            ShowsBaseline = true,
            Choices = new()
            {
                Students = ["lab/tuned"],
                Ks = [3],
                Options = new() { Generations = GenerationRule.Mean },
            },
        };
        var input = new FigureInput(Pairs(10, 3), Students)
        {
            Published = [new("table", 2, 0.5, []), new("table", 3, 0.4, [])],
        };

        var traces = FigureMaker.Make(spec, input).Figure.Traces;

        Assert.Equal([3, 3, 3], traces.Select(trace => Assert.Single(trace.Points).X));
        Assert.Equal("over 10 tuples, mean of 1", traces[1].Points[0].Words[^1]);
    }

    [Fact]
    public void Labels_AllAtOneTime_SaysThatNothingIsToBeSeen()
    {
        var input = new FigureInput(PointTableBuilder.Released, [])
        {
            Pool = LabelledPools.Of([new(true, "1"), new(false, "0")]),
            Labels = [new("Ana", DateTimeOffset.UnixEpoch), new("Ben", DateTimeOffset.UnixEpoch)],
        };

        Assert.Contains(
            "All decisions have the same time, as imported ones can have: nothing is to be seen over time.",
            FigureMaker.Make(new() { Kind = FigureKind.Labels }, input).Lint
        );
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

    /// <summary>Two samples of ten tuples at k = 2; the base never has full marks, the tuned model on two and on six.</summary>
    private static PointTable TwoSamples()
    {
        var builder = new PointTableBuilder();
        foreach (var (sample, gains) in new[] { ("one", 2), ("two", 6) })
        {
            foreach (var (student, full) in new[] { ("lab/base", 0), ("lab/tuned", gains) })
            {
                builder.Series(student: student, sample: sample);
                for (var tuple = 0; tuple < 10; tuple++)
                {
                    builder.Text(tuple, 1, tuple < full ? "11111" : "01111");
                }
            }
        }

        return builder.Table;
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
