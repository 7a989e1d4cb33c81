using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Fonts;
using SkillMix.Core.Figures.Paper;

namespace SkillMix.Tests.Figures.Paper;

public sealed class FigureLayoutTests
{
    private const double Touching = 0.05; // points

    public static TheoryData<LegendPlace, double, double> Sizes
    {
        get
        {
            var sizes = new TheoryData<LegendPlace, double, double>();
            foreach (var place in Enum.GetValues<LegendPlace>())
            {
                foreach (var (width, size) in ((double, double)[])[(3.25, 6), (3.25, 9), (5.5, 10), (6.75, 8)])
                {
                    sizes.Add(place, width, size);
                }
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Draw_AnyPlaceAndSize_NothingIsCutOffAndNoTextsOverlap(LegendPlace legend, double width, double size)
    {
        var style = new FigureStyle
        {
            Width = width,
            Height = 2.8,
            FontSize = size,
            Legend = legend,
            ShowsTitle = true,
        };
        Figure[] figures =
        [
            PaperFigures.Curve(isSimulated: true, tuned: "compatible/a-model-with-a-very-long-name-indeed · held-out"),
            PaperFigures.Bars("statistical syllogism", "red herring", "folk physics"),
            PaperFigures.Scatter(isSimulated: true),
            PaperFigures.Sideways(PaperFigures.Names[..4]),
            PaperFigures.SidewaysBars(PaperFigures.Names[..3]),
            PaperFigures.Table(),
            PaperFigures.Table(isDiverging: true),
            PaperFigures.Map(PaperFigures.Names[..3]),
        ];

        foreach (var drawing in figures.Select(figure => FigureLayout.Draw(figure, style)))
        {
            var page = (0.0, 0.0, drawing.Width, drawing.Height);
            Assert.All(drawing.Shapes, shape => Assert.True(IsWithin(BoxOf(shape), page), $"{shape} is cut off"));
            var texts = drawing.Texts.Where(text => text.Turn is 0 or 90).ToList();
            foreach (var (i, text) in texts.Index())
            {
                Assert.DoesNotContain(texts.Skip(i + 1), other => Overlap(BoxOf(text), BoxOf(other)));
            }
        }
    }

    [Fact]
    public void Draw_ThreeAndAQuarterInches_Is234PointsWide()
    {
        var drawing = FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column);

        Assert.Equal((234, 165.6), (drawing.Width, Math.Round(drawing.Height, 9)));
    }

    [Fact]
    public void Draw_SimulatedData_HasABadgeAndSaysSoInTheTitle()
    {
        var simulated = FigureLayout.Draw(PaperFigures.Curve(isSimulated: true), FigureStyle.Column);
        var measured = FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column);

        Assert.Contains(simulated.Texts, text => text.Words == FigureLayout.SimulatedWords);
        Assert.EndsWith("(simulated data)", simulated.Title, StringComparison.Ordinal);
        Assert.DoesNotContain(measured.Texts, text => text.Words == FigureLayout.SimulatedWords);
    }

    [Fact]
    public void Draw_Titles_AreOffUnlessAskedFor()
    {
        var figure = PaperFigures.Curve();

        Assert.DoesNotContain(FigureLayout.Draw(figure, FigureStyle.Page).Texts, text => text.Words == figure.Title);
        Assert.Contains(
            FigureLayout.Draw(figure, FigureStyle.Page with { ShowsTitle = true }).Texts,
            text => text.Words == figure.Title
        );
    }

    [Fact]
    public void Draw_BaseModelAndPublishedLine_AreDashedAndDotted()
    {
        var lines = Lines(
            FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column with { Legend = LegendPlace.None })
        );

        Assert.Contains(lines, line => line.Stroke!.Dash is [4, 2]);
        Assert.Contains(lines, line => line.Stroke!.Dash is [1, 1.6]);
    }

    [Fact]
    public void Draw_Grey_HasNoOtherColour()
    {
        var style = FigureStyle.Column with { Palette = PaletteChoice.Grey };

        var inks = FigureLayout.Draw(PaperFigures.Curve(), style).Shapes.SelectMany(Inks).Distinct();

        Assert.All(inks, ink => Assert.True(ink[1..3] == ink[3..5] && ink[3..5] == ink[5..7], ink));
    }

    [Fact]
    public void Draw_Bands_HaveOneForEachCurveWithIntervalsAndNoBars()
    {
        var bars = FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column);
        var bands = FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column with { Errors = ErrorStyle.Bands });

        Assert.Equal(2, Pale(bands).Count(band => band.Fill!.Opacity == 0.2));
        Assert.Single(Pale(bars), band => band.Fill!.Opacity == 0.14); // the unscored texts of the base model
        Assert.True(Lines(bars).Count > Lines(bands).Count + 10); // six intervals of three lines each are gone
    }

    [Fact]
    public void Draw_LimitsOfUnscoredTexts_AreDottedOnlyWhereTheyDiffer()
    {
        var style = FigureStyle.Column with { Errors = ErrorStyle.Bands };
        double[] values = [.5, .5, .4, .5, .5];
        var points = values.Select(
            (value, i) => new FigurePoint(i + 2, value, null, null, i == 2 ? .3 : value, i == 2 ? .6 : value, [], null)
        );
        var figure = PaperFigures.Curve() with
        {
            X = new("k"),
            Traces = [new("a", TraceKind.Line, 0, 0, IsDashed: false, IsFaint: false, Offset: 0, [.. points])],
        };

        var limits = Lines(FigureLayout.Draw(figure, style)).Where(line => line.Stroke!.Dash is [0.6, 1.2]);

        // Of four steps the two around the third point: an upper and a lower line through three places.
        Assert.Equal([3, 3], limits.Select(line => line.Places.Count));
    }

    [Fact]
    public void Draw_NarrowerRange_CutsOffWhatLiesOutside()
    {
        var style = FigureStyle.Column with { Y = new(0.3, 0.5), Legend = LegendPlace.None, ShowsGrid = false };

        var drawing = FigureLayout.Draw(PaperFigures.Curve(), style);

        var axis = Lines(drawing).First(line => line.Places.Count == 3).Places; // from the top left to the bottom right
        var lines = Lines(drawing).Where(line => line.Stroke!.Colour == Palette.At(0)).SelectMany(line => line.Places);
        Assert.All(lines, place => Assert.InRange(place.Y, axis[0].Y - 0.001, axis[1].Y + 0.001));
        Assert.Equal(["0.30", "0.35", "0.40", "0.45", "0.50"], Numbers(drawing).Where(text => text.Contains('.')));
    }

    [Fact]
    public void Draw_WordsThatDoNotFitBesideEachOther_StandAskew()
    {
        var wide = FigureLayout.Draw(PaperFigures.Bars("a", "b", "c"), FigureStyle.Column);
        var narrow = FigureLayout.Draw(
            PaperFigures.Bars("statistical syllogism", "accident (fallacy)", "folk physics (common knowledge)"),
            FigureStyle.Column
        );

        Assert.DoesNotContain(wide.Texts, text => text.Turn is not (0 or 90));
        Assert.Equal(3, narrow.Texts.Count(text => text.Turn is not (0 or 90)));
    }

    [Fact]
    public void Draw_NoTraces_HasAxesAndNoLegend()
    {
        var drawing = FigureLayout.Draw(SuccessCurve.Build([], new()), FigureStyle.Column);

        Assert.Contains("1.0", Numbers(drawing));
        Assert.Empty(Pale(drawing));
    }

    [Fact]
    public void Draw_NoRoomForThePlot_SaysSo()
    {
        var style = new FigureStyle
        {
            Width = 1,
            Height = 0.75,
            FontSize = 20,
        };

        var problem = Assert.Throws<ArgumentException>(() => FigureLayout.Draw(PaperFigures.Curve(), style));

        Assert.Contains("1 × 0.75 in leaves no room", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LegendPlace.TopRight)]
    [InlineData(LegendPlace.Right)]
    public void Draw_LegendLargerThanItsPlace_SaysSoAndTheBestPlaceIsAnother(LegendPlace place)
    {
        var points = PaperFigures.Curve().Traces[1].Points;
        var figure = PaperFigures.Curve() with
        {
            Traces =
            [
                .. Enumerable
                    .Range(0, 12)
                    .Select(i => new Trace($"m{i}", TraceKind.Line, i, i, IsDashed: false, IsFaint: false, 0, points)),
            ],
        };
        var style = FigureStyle.Page with { Height = 1.6 };

        Assert.Throws<ArgumentException>(() => FigureLayout.Draw(figure, style with { Legend = place }));
        Assert.Contains(FigureLayout.Draw(figure, style).Texts, text => text.Words == "m11");
    }

    [Fact]
    public void Style_SizeOutOfRange_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FigureStyle { Width = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FigureStyle { FontSize = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AxisRange(1, 1));
    }

    [Fact]
    public void Draw_Points_HaveNoLineAndTheKeyIsTheMarkerAlone()
    {
        var style = FigureStyle.Column with { Errors = ErrorStyle.None, Palette = PaletteChoice.ColourBlindSafe };
        var colour = Palette.At(0);

        var shapes = FigureLayout.Draw(PaperFigures.Scatter(), style).Shapes;

        Assert.DoesNotContain(
            shapes,
            shape => shape is Shape.Path { IsClosed: false } line && line.Stroke!.Colour == colour
        );
        Assert.Equal(3, shapes.OfType<Shape.Disc>().Count(disc => disc.Fill!.Colour == colour)); // two filled, one key
        Assert.Single(shapes.OfType<Shape.Disc>(), disc => disc.Fill!.Colour == PaperInk.White);
    }

    [Fact]
    public void Draw_IntervalAlongX_RunsAcrossItsPoint()
    {
        var figure = PaperFigures.Scatter();
        var one = figure.Traces[0] with { Points = [figure.Traces[0].Points[0] with { Low = null, High = null }] };
        var drawing = FigureLayout.Draw(figure with { Traces = [one], Guides = [] }, FigureStyle.Column);

        var interval = Lines(drawing).Where(line => line.Stroke!.Colour == Palette.At(0)).ToList();

        Assert.Equal(3, interval.Count); // a level line and two upright ends
        Assert.Equal(interval[0].Places[0].Y, interval[0].Places[1].Y);
        Assert.Equal(interval[1].Places[0].X, interval[1].Places[1].X);
    }

    [Fact]
    public void Draw_Guides_StayInTheFrameAndWidenNoRange()
    {
        var figure = PaperFigures.Scatter() with
        {
            Guides = [new(-5, 0.5, 5, 0.5, "half"), new(0, 9, 1, 9, "far above")],
        };

        var drawing = FigureLayout.Draw(figure, FigureStyle.Column);

        var frame = Lines(drawing).First(line => line.Places.Count == 3).Places;
        var guide = Assert.Single(Lines(drawing), line => line.Stroke!.Dash is [2.4, 1.6]);
        Assert.Equal(frame[1].X, guide.Places[0].X, 6);
        Assert.Equal(frame[2].X, guide.Places[1].X, 6);
        Assert.Contains(drawing.Texts, text => text.Words == "half");
        Assert.DoesNotContain(drawing.Texts, text => text.Words == "far above");
    }

    [Fact]
    public void Draw_LevelGuidesBeyondTheData_AreInRangeWithTheirWords()
    {
        var figure = PaperFigures.Scatter() with
        {
            X = new("mean"),
            Y = new("difference"),
            Guides = [GuideLine.Level(-2, "lower limit"), GuideLine.Level(3, "upper limit")],
        };

        var (x, y) = FigureLayout.RangesOf(figure);

        Assert.True(x is { Min: > -0.1, Max: < 1.1 } && y is { Min: < -2, Max: > 3 });
        Assert.Equal(
            2,
            FigureLayout.Draw(figure, FigureStyle.Column).Texts.Count(text => text.Words.Contains("limit"))
        );
    }

    [Fact]
    public void Draw_LegendAskedForOverData_ItsGroundLiesUnderThem()
    {
        var style = FigureStyle.Column with { Legend = LegendPlace.TopLeft };

        var shapes = FigureLayout.Draw(PaperFigures.Curve(), style).Shapes.ToList();

        Assert.True(FigureLayout.LegendCoversData(PaperFigures.Curve(), style));
        Assert.False(FigureLayout.LegendCoversData(PaperFigures.Curve(), FigureStyle.Column));
        var ground = shapes.FindIndex(shape => shape is Shape.Path { Fill.Opacity: 0.85 });
        Assert.InRange(ground, 0, shapes.FindIndex(shape => shape is Shape.Disc) - 1);
    }

    [Fact]
    public void OutsideCount_NarrowerRange_CountsTheValuesThatAreNotSeen()
    {
        var style = FigureStyle.Column with { Y = new(0.45, 1) };

        Assert.Equal(0, FigureLayout.OutsideCount(PaperFigures.Curve(), FigureStyle.Column));
        Assert.Equal(3, FigureLayout.OutsideCount(PaperFigures.Curve(), style)); // .4 and .1 of the base, .3 published
        Assert.Equal(8, FigureLayout.ValueCount(PaperFigures.Curve()));
        Assert.Equal(4, FigureLayout.OutsideCount(PaperFigures.Table(), FigureStyle.Column with { X = new(0.5, 2.5) }));
    }

    [Fact]
    public void Draw_MoreNamesThanTheLargestFigureHolds_SaysSo()
    {
        string[] names = [.. Enumerable.Range(0, 400).Select(i => $"skill {i}")];

        var problem = Assert.Throws<ArgumentException>(() =>
            FigureLayout.Draw(PaperFigures.Sideways(names), FigureStyle.Column)
        );

        Assert.Contains("not even in 40 in", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LegendPlace.Best)]
    [InlineData(LegendPlace.Right)]
    [InlineData(LegendPlace.Below)]
    public void Draw_Square_IsAsWideAsHighWithRoomAtTheEnds(LegendPlace place)
    {
        var figure = PaperFigures.Scatter() with { IsSquare = true };

        var drawing = FigureLayout.Draw(figure, FigureStyle.Text with { Legend = place });

        var frame = Lines(drawing).First(line => line.Places.Count == 3).Places;
        Assert.Equal(frame[1].Y - frame[0].Y, frame[2].X - frame[1].X, 6);
        Assert.Equal((-0.03, 1.03), (FigureLayout.RangesOf(figure).X.Min, FigureLayout.RangesOf(figure).Y.Max));
    }

    [Fact]
    public void Draw_GuideWithoutData_IsWithinTheRange()
    {
        var figure = new Figure("", new("x"), new("y"), [], IsSimulated: false) { Guides = [new(10, 10, 20, 20, "")] };

        Assert.Single(Lines(FigureLayout.Draw(figure, FigureStyle.Column)), line => line.Stroke!.Dash is [2.4, 1.6]);
    }

    [Fact]
    public void Draw_Sideways_NamesStandAtTheLeftFromTheTopDown()
    {
        var names = PaperFigures.Names[..4];

        var texts = FigureLayout.Draw(PaperFigures.Sideways(names), FigureStyle.Text).Texts.ToList();

        var shown = names.Select(name => texts.Single(text => text.Words == name)).ToList();
        Assert.Equal(shown.Select(text => text.Place.Y).Order(), shown.Select(text => text.Place.Y));
        Assert.All(shown, text => Assert.Equal((TextAnchor.End, 0.0), (text.Anchor, text.Turn)));
        Assert.Equal(90, texts.Single(text => text.Words == "Skill").Turn);
        Assert.Equal(0, texts.Single(text => text.Words == "Change in share of full marks").Turn);
    }

    [Fact]
    public void Draw_SidewaysWithTooManyNames_NamesAHeightThatIsEnough()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"skill {i}")];
        var figure = PaperFigures.Sideways(names);

        var style = FigureStyle.Column with { Height = 2.3 };

        var problem = Assert.Throws<ArgumentException>(() => FigureLayout.Draw(figure, style));

        Assert.Matches("need a height of [0-9.]+ in instead of 2.3", problem.Message);
        var inches = problem.Message.Split("a height of ")[1].Split(' ')[0];
        var height = double.Parse(inches, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(
            FigureLayout.Draw(figure, FigureStyle.Column with { Height = height }).Texts,
            text => text.Words == "skill 39"
        );
        Assert.Throws<ArgumentException>(() =>
            FigureLayout.Draw(figure, FigureStyle.Column with { Height = height - 0.1 })
        );
    }

    [Fact]
    public void Draw_OfNoSaidHeight_GivesEachRowOfNamesOrCellsItsOwn()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"skill {i}")];

        var plain = FigureLayout.Sized(PaperFigures.Curve(), FigureStyle.Column);
        var few = FigureLayout.Sized(PaperFigures.Sideways(names[..10]), FigureStyle.Column);
        var many = FigureLayout.Sized(PaperFigures.Sideways(names), FigureStyle.Column);

        Assert.Equal(2.3, plain.Height);
        Assert.Equal(
            30 * (1.45 + (0.45 * (PaperFigures.Sideways(names).Traces.Count - 1))) * 8 / 72,
            many.Height!.Value - few.Height!.Value,
            0.03
        );
        Assert.Equal(
            4,
            FigureLayout.Sized(PaperFigures.Sideways(names), FigureStyle.Column with { Height = 4 }).Height
        );
    }

    [Fact]
    public void Draw_Cells_FillTheFrameFromTheTopAndHaveNoGrid()
    {
        var drawing = FigureLayout.Draw(PaperFigures.Table(), FigureStyle.Column);

        var first = Cell(drawing, CellColours.At(1, CellColours.Stops(isDiverging: false)));
        Assert.DoesNotContain(Lines(drawing), line => line.Stroke!.Colour == PaperInk.Grid);
        Assert.Equal(
            drawing.Texts.Single(text => text.Words == "model A").Place.Y,
            ((first.Top + first.Bottom) / 2) + (FigureFont.Regular.CapHeight * 7.2 / 2000),
            0.3
        );
    }

    [Fact]
    public void Draw_TextsOfCells_AreOfOneSizeOrNone()
    {
        var wide = FigureLayout.Draw(PaperFigures.Table(), FigureStyle.Text);
        var narrow = FigureLayout.Draw(PaperFigures.Table(), FigureStyle.Column with { Width = 1.75, Height = 2.3 });

        Assert.Contains(wide.Texts, text => text is { Words: "0.75", Size: 7.2 });
        Assert.DoesNotContain(narrow.Texts, text => text.Words == "0.75");
    }

    [Fact]
    public void Draw_HatchedCell_HasLinesInItsBoxOnly()
    {
        var drawing = FigureLayout.Draw(PaperFigures.Table(), FigureStyle.Column);

        var box = Cell(drawing, PaperInk.HatchGround);
        var hatch = Lines(drawing).Where(line => line.Stroke is { Colour: PaperInk.HatchLine, Width: 0.4 }).ToList();

        Assert.True(hatch.Count > 5);
        Assert.All(
            hatch.SelectMany(line => line.Places),
            place => Assert.True(IsWithin((place.X, place.Y, place.X, place.Y), box))
        );
    }

    [Fact]
    public void Draw_GreyDifferencesWithoutWords_ShowTheirSign()
    {
        var figure = PaperFigures.Map("a", "b", "c");
        var grey = FigureStyle.Column with { Palette = PaletteChoice.Grey };

        Assert.Contains(FigureLayout.Draw(figure, grey).Texts, text => text.Words == "\u2212");
        Assert.DoesNotContain(FigureLayout.Draw(figure, FigureStyle.Column).Texts, text => text.Words == "\u2212");
        Assert.All(
            FigureLayout.Draw(figure, grey).Shapes.SelectMany(Inks),
            ink => Assert.True(ink[1..3] == ink[3..5] && ink[3..5] == ink[5..7], ink)
        );
    }

    [Fact]
    public void Draw_TooManySlantedNames_NamesAWidthThatIsEnough()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"a rather long name {i}")];

        var problem = Assert.Throws<ArgumentException>(() =>
            FigureLayout.Draw(PaperFigures.Map(names), FigureStyle.Column with { Height = 2.3 })
        );

        Assert.Contains("a width of ", problem.Message, StringComparison.Ordinal);
        Assert.Contains("a height of ", problem.Message, StringComparison.Ordinal);
    }

    private static (double Left, double Top, double Right, double Bottom) Cell(Drawing drawing, string colour) =>
        BoxOf(drawing.Shapes.OfType<Shape.Path>().First(path => path.IsClosed && path.Fill?.Colour == colour));

    private static List<Shape.Path> Lines(Drawing drawing) =>
        [.. drawing.Shapes.OfType<Shape.Path>().Where(path => path.Stroke is not null && !path.IsClosed)];

    private static IEnumerable<Shape.Path> Pale(Drawing drawing) =>
        drawing.Shapes.OfType<Shape.Path>().Where(path => path.Fill is { Opacity: < 0.5 });

    private static IEnumerable<string> Numbers(Drawing drawing) =>
        drawing.Texts.Where(text => char.IsAsciiDigit(text.Words[0])).Select(text => text.Words);

    private static IEnumerable<string> Inks(Shape shape) =>
        shape switch
        {
            Shape.Path path => ((string?[])[path.Stroke?.Colour, path.Fill?.Colour]).OfType<string>(),
            Shape.Disc disc => ((string?[])[disc.Stroke?.Colour, disc.Fill?.Colour]).OfType<string>(),
            Shape.Text text => [text.Colour],
            _ => [],
        };

    /// <summary>Left, top, right and bottom of a shape; a text from its base line to the top of its capitals.</summary>
    private static (double Left, double Top, double Right, double Bottom) BoxOf(Shape shape)
    {
        IReadOnlyList<Place> places = shape switch
        {
            Shape.Path path => path.Places,
            Shape.Disc disc =>
            [
                new(disc.Centre.X - disc.Radius, disc.Centre.Y - disc.Radius),
                new(disc.Centre.X + disc.Radius, disc.Centre.Y + disc.Radius),
            ],
            Shape.Text text => Corners(text),
            _ => [],
        };
        return (places.Min(at => at.X), places.Min(at => at.Y), places.Max(at => at.X), places.Max(at => at.Y));
    }

    private static List<Place> Corners(Shape.Text text)
    {
        var font = FigureFont.Regular;
        var width = font.Width(text.Words, text.Size);
        var height = font.CapHeight * text.Size / font.UnitsPerEm;
        var start = text.Anchor switch
        {
            TextAnchor.Middle => -width / 2,
            TextAnchor.End => -width,
            _ => 0,
        };
        var (sin, cos) = Math.SinCos(text.Turn * Math.PI / 180);
        (double Right, double Up)[] corners =
        [
            (start, 0),
            (start + width, 0),
            (start, height),
            (start + width, height),
        ];
        return
        [
            .. corners.Select(at => new Place(
                text.Place.X + (at.Right * cos) - (at.Up * sin),
                text.Place.Y - (at.Right * sin) - (at.Up * cos)
            )),
        ];
    }

    private static bool IsWithin(
        (double Left, double Top, double Right, double Bottom) inner,
        (double Left, double Top, double Right, double Bottom) outer
    ) =>
        inner.Left >= outer.Left - Touching
        && inner.Top >= outer.Top - Touching
        && inner.Right <= outer.Right + Touching
        && inner.Bottom <= outer.Bottom + Touching;

    private static bool Overlap(
        (double Left, double Top, double Right, double Bottom) one,
        (double Left, double Top, double Right, double Bottom) other
    ) =>
        one.Left < other.Right - Touching
        && other.Left < one.Right - Touching
        && one.Top < other.Bottom - Touching
        && other.Top < one.Bottom - Touching;
}
