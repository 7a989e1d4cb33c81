using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Grading;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Core.Storage;
using static SkillMix.Tests.Storage.StudyWriter;

namespace SkillMix.Tests.Storage;

public sealed class SqliteGenerationIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StoreFile _file;
    private readonly SqliteRunStore _store;
    private readonly SqliteGenerationIndex _index;
    private readonly TupleSample _pairs = Sample(k: 2, count: 3);
    private readonly TupleSample _triples = TupleSampler.Draw(
        SamplingSpec.For(StudyWriter.Catalogue, Sides, Setting.Train, 3, 2),
        StudyWriter.Catalogue,
        Sides
    );

    public SqliteGenerationIndexTests()
    {
        _file = _folder.NewStore();
        _store = new SqliteRunStore(_file, TimeProvider.System);
        _index = new SqliteGenerationIndex(_file, TimeProvider.System);
    }

    private static Split Sides { get; } =
        new("first half", [.. StudyWriter.Catalogue.Skills.Take(5).Select(skill => skill.Name)], ["Sewing", "Knots"]);

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Page_WithoutAFilter_ListsEverythingOldestFirst()
    {
        await FillAsync();

        var page = await PageAsync(GenerationFilter.All);

        Assert.Equal(
            [("base", 2, 0), ("base", 2, 1), ("base", 2, 2), ("tuned", 2, 0), ("tuned", 3, 1)],
            page.Lines.Select(line => (line.Student, line.K, line.TupleIndex))
        );
        Assert.Equal((5, 0, false, false), (page.Total, page.Offset, page.HasBefore, page.HasAfter));
    }

    [Fact]
    public async Task Page_EachFilterAlone_KeepsWhatItSays()
    {
        var (run, otherRun) = await FillAsync();
        var topic = _pairs.Tuples[1].Topic.Name;
        var skill = _pairs.Tuples[0].Skills[0].Name;
        SkillTuple AskedAt(int place) => place == 4 ? _triples.Tuples[1] : _pairs.Tuples[place % 3];

        await KeepsAsync(new() { Students = ["tuned"] }, 3, 4);
        await KeepsAsync(new() { Students = ["tuned", "base"] }, 0, 1, 2, 3, 4);
        await KeepsAsync(new() { Students = ["nobody"] });
        await KeepsAsync(new() { Graders = ["b"] }, 0);
        await KeepsAsync(new() { Ks = [3] }, 4);
        await KeepsAsync(new() { Settings = [Setting.Train] }, 4);
        await KeepsAsync(
            new() { Skills = [skill] },
            [.. Enumerable.Range(0, 5).Where(i => AskedAt(i).Skills.Any(one => one.Name == skill))]
        );
        await KeepsAsync(new() { Skills = [.. _pairs.Tuples[0].Skills.Select(one => one.Name)] }, 0, 3);
        await KeepsAsync(
            new() { Topic = topic },
            [.. Enumerable.Range(0, 5).Where(i => AskedAt(i).Topic.Name == topic)]
        );
        await KeepsAsync(new() { Run = run.Id }, 0, 1, 2, 3);
        await KeepsAsync(new() { Run = otherRun.Id }, 4);
        await KeepsAsync(new() { Run = Guid.NewGuid() });
        await KeepsAsync(new() { Sample = ContentHash.Short(_triples.Spec.Id) }, 4);
        await KeepsAsync(new() { Tuple = 1 }, 1, 4);
    }

    [Fact]
    public async Task Page_EachOutcome_KeepsWhatItSays()
    {
        await FillAsync();

        await KeepsAsync(new() { Outcomes = [Outcome.GradersDisagree] }, 0);
        await KeepsAsync(new() { Outcomes = [Outcome.Unreadable] }, 1);
        await KeepsAsync(new() { Outcomes = [Outcome.FullMarks] }, 3);
        await KeepsAsync(new() { Outcomes = [Outcome.NotFullMarks] }, 2, 4);
        await KeepsAsync(new() { Outcomes = [Outcome.Empty] }, 2);
        await KeepsAsync(new() { Outcomes = [Outcome.Ungraded] }, 2);
        await KeepsAsync(new() { Outcomes = [Outcome.HumanDiffers] });
    }

    [Fact]
    public async Task Page_SeveralFilters_MustAllHold()
    {
        await FillAsync();

        await KeepsAsync(
            new()
            {
                Students = ["base"],
                Ks = [2],
                Outcomes = [Outcome.NotFullMarks, Outcome.Empty],
            },
            2
        );
        await KeepsAsync(new() { Students = ["base"], Search = "rope" }, 0);
        await KeepsAsync(new() { Students = ["base"], Outcomes = [Outcome.FullMarks] });
    }

    [Fact]
    public async Task Page_SearchInTexts_KnowsPhrasesBeginningsAndWordsToLeaveOut()
    {
        await FillAsync();

        await KeepsAsync(new() { Search = "rope" }, 0, 3);
        await KeepsAsync(new() { Search = "ROPE knot" }, 0);
        await KeepsAsync(new() { Search = "\"knot of rope\"" }, 0);
        await KeepsAsync(new() { Search = "\"rope of knot\"" });
        await KeepsAsync(new() { Search = "embroid*" }, 1);
        await KeepsAsync(new() { Search = "embroid" });
        await KeepsAsync(new() { Search = "rope -knot" }, 3);
        await KeepsAsync(new() { Search = "ete" }, 4);
        await KeepsAsync(new() { Search = "結び目" }, 4);
        await KeepsAsync(new() { Search = "sketch" }, 0);
    }

    [Fact]
    public async Task Page_SearchInExplanations_LooksThereOnly()
    {
        await FillAsync();

        await KeepsAsync(new() { Search = "irony", SearchIn = SearchScope.Explanations }, 1);
        await KeepsAsync(new() { Search = "irony", SearchIn = SearchScope.Texts });
        await KeepsAsync(new() { Search = "rope", SearchIn = SearchScope.Explanations });
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("AND (")]
    [InlineData("*")]
    [InlineData("NEAR(")]
    [InlineData("NEAR(a b, 2)")]
    [InlineData("text : rope")]
    [InlineData("^rope")]
    [InlineData("rope + knot")]
    [InlineData("a\0b")]
    [InlineData("'; DROP TABLE turns; --")]
    [InlineData("\ud800")]
    [InlineData("🪢")]
    [InlineData("rope* -* OR")]
    public async Task Page_HostileSearch_NeverFails(string typed)
    {
        await FillAsync();

        foreach (var scope in Enum.GetValues<SearchScope>())
        {
            var page = await PageAsync(new() { Search = typed, SearchIn = scope });
            Assert.InRange(page.Total, 0, 5);
        }
    }

    [Fact]
    public async Task Page_SearchForAThousandWords_NeverFails()
    {
        await FillAsync();
        var typed = string.Join(' ', Enumerable.Range(0, 1000).Select(i => $"word{i} -other{i}"));

        Assert.Equal(0, (await PageAsync(new() { Search = typed })).Total);
    }

    [Theory]
    [InlineData(GenerationOrder.Oldest)]
    [InlineData(GenerationOrder.Newest)]
    public async Task Page_ForwardsAndBackwards_ShowsEveryLineOnceInOrder(GenerationOrder order)
    {
        await FillManyAsync(7);
        var filter = new GenerationFilter { Order = order };
        var all = (await PageAsync(filter)).Lines.Select(line => line.Key).ToList();
        Assert.Equal(order == GenerationOrder.Oldest ? all.Order() : all.OrderDescending(), all);

        var first = await PageAsync(filter, PageStart.First, 3);
        var second = await PageAsync(filter, new(After: first.Lines[^1].Key), 3);
        var third = await PageAsync(filter, new(After: second.Lines[^1].Key), 3);
        var back = await PageAsync(filter, new(Before: third.Lines[0].Key), 3);

        Assert.Equal(all, new[] { first, second, third }.SelectMany(page => page.Lines).Select(line => line.Key));
        Assert.Equal([0L, 3, 6], new[] { first, second, third }.Select(page => page.Offset));
        Assert.Equal([(false, true), (true, true), (true, false)], new[] { first, second, third }.Select(Ends));
        Assert.All([first, second, third], page => Assert.Equal(7, page.Total));
        Assert.Equal(second.Lines, back.Lines);
        Assert.Equal((3L, (true, true)), (back.Offset, Ends(back)));

        static (bool, bool) Ends(GenerationPage page) => (page.HasBefore, page.HasAfter);
    }

    [Theory]
    [InlineData(GenerationOrder.Oldest)]
    [InlineData(GenerationOrder.Newest)]
    public async Task Page_AroundAGeneration_IsThePageThatPagingWouldShowItOn(GenerationOrder order)
    {
        await FillManyAsync(7);
        var filter = new GenerationFilter { Order = order };
        var all = (await PageAsync(filter)).Lines;

        for (var place = 0; place < all.Count; place++)
        {
            var page = await PageAsync(filter, new(Around: all[place].Id), 3);

            Assert.Equal(place / 3 * 3, page.Offset);
            Assert.Equal(all.Skip(place / 3 * 3).Take(3), page.Lines);
        }
    }

    [Fact]
    public async Task Page_AroundAnUnknownGeneration_IsTheFirst()
    {
        await FillManyAsync(4);

        Assert.Equal(0, (await PageAsync(GenerationFilter.All, new(Around: Guid.NewGuid()), 3)).Offset);
    }

    [Fact]
    public async Task Page_OfAnEmptyStore_IsEmpty()
    {
        var page = await PageAsync(GenerationFilter.All);

        Assert.Equal(GenerationPage.Empty with { Lines = page.Lines }, page);
        Assert.Empty(page.Lines);
    }

    [Fact]
    public async Task Page_OfNoLinesAtAll_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            PageAsync(GenerationFilter.All, PageStart.First, 0)
        );

    [Fact]
    public async Task Item_OfAGeneration_IsWhole()
    {
        await FillAsync();
        var line = (await PageAsync(GenerationFilter.All)).Lines[0];

        var item = await _index.ItemAsync(line.Id, default);

        Assert.NotNull(item);
        Assert.Equal(line, item.Line);
        Assert.Equal(_pairs.Tuples[0].Skills, item.Skills);
        Assert.Equal(["A sketch.", "A knot of rope holds."], item.Turns.Select(turn => turn.Text));
        Assert.Equal("Answer: A knot of rope holds.", item.Turns[1].Reply);
        Assert.Contains(_pairs.Tuples[0].Topic.Name, item.Turns[0].Prompt, StringComparison.Ordinal);
        Assert.Equal(["judge", "b"], item.Gradings.Select(grading => grading.Grader));
        Assert.Equal([1, 0], item.Gradings.Select(grading => grading.Verdicts[0].Points));
        Assert.Contains("A knot of rope holds.", item.Gradings[0].Prompt, StringComparison.Ordinal);
        Assert.Equal("It reads well.", item.Gradings[0].Explanation);
    }

    [Fact]
    public async Task Item_OfAGrading_HasTheFingerprintOfItsPoints()
    {
        await FillAsync();
        var line = (await PageAsync(new() { Students = ["tuned"], Ks = [2] })).Lines[0];

        var grading = Assert.Single((await _index.ItemAsync(line.Id, default))!.Gradings);
        var series = (await _store.PointsAsync(default)).Series.Single(one => one.Student == "tuned" && one.K == 2);

        Assert.Equal(series.Fingerprint, grading.Fingerprint);
    }

    [Fact]
    public async Task Item_Unknown_IsNull() => Assert.Null(await _index.ItemAsync(Guid.NewGuid(), default));

    [Fact]
    public async Task SameTuple_OfTwoStudents_HasBothInOrder()
    {
        await FillAsync();

        var lines = await _index.SameTupleAsync(ContentHash.Short(_pairs.Spec.Id), 0, default);

        Assert.Equal(["base", "tuned"], lines.Select(line => line.Student));
    }

    [Fact]
    public async Task Choices_OfAStore_AreWhatItHolds()
    {
        await FillAsync();
        var line = (await PageAsync(GenerationFilter.All)).Lines[0];
        await _index.SetTagAsync(line.Id, "nice", true, default);

        var choices = await _index.ChoicesAsync(default);

        Assert.Equal(["base", "tuned"], choices.Students);
        Assert.Equal(["judge", "b"], choices.Graders);
        Assert.Equal([2, 3], choices.Ks);
        Assert.Equal([Setting.All, Setting.Train], choices.Settings);
        Assert.Equal(
            _pairs
                .Tuples.Concat(_triples.Tuples)
                .SelectMany(tuple => tuple.Skills)
                .Select(skill => skill.Name)
                .Distinct()
                .Order(StringComparer.Ordinal),
            choices.Skills
        );
        Assert.Equal(
            _pairs
                .Tuples.Concat(_triples.Tuples)
                .Select(tuple => tuple.Topic.Name)
                .Distinct()
                .Order(StringComparer.Ordinal),
            choices.Topics
        );
        Assert.Equal(["nice"], choices.Tags);
    }

    [Fact]
    public async Task SetTag_TwiceAndOffAgain_CountsOnceAndThenNotAtAll()
    {
        await FillAsync();
        var lines = (await PageAsync(GenerationFilter.All)).Lines;
        await _index.SetTagAsync(lines[0].Id, " odd ", true, default);
        await _index.SetTagAsync(lines[0].Id, "odd", true, default);
        await _index.SetTagAsync(lines[1].Id, "odd", true, default);
        await _index.SetTagAsync(lines[4].Id, "odd", true, default);

        Assert.Equal(
            [new TagCount("odd", "base", 2, 2), new TagCount("odd", "tuned", 3, 1)],
            await _index.TagCountsAsync(default)
        );
        await KeepsAsync(new() { Tag = "odd" }, 0, 1, 4);
        Assert.Equal(["odd"], (await _index.ItemAsync(lines[0].Id, default))!.Tags);

        await _index.SetTagAsync(lines[0].Id, "odd", false, default);
        await _index.SetTagAsync(lines[0].Id, "never set", false, default);

        await KeepsAsync(new() { Tag = "odd" }, 1, 4);
    }

    [Fact]
    public async Task SetTag_OnAnUnknownGeneration_SaysSoInOneSentence()
    {
        var problem = await Assert.ThrowsAsync<KeyNotFoundException>(() =>
            _index.SetTagAsync(Guid.NewGuid(), "odd", true, default)
        );

        Assert.Contains("no generation", problem.Message, StringComparison.Ordinal);
        Assert.Empty((await _index.ChoicesAsync(default)).Tags);
    }

    [Fact]
    public async Task SetTagAndSaveView_ManyAtOnceUnderOneName_AllSucceed()
    {
        await FillManyAsync(20);
        var lines = (await PageAsync(GenerationFilter.All)).Lines;

        await Task.WhenAll(
            lines
                .SelectMany(line => new[] { line, line })
                .Select(line => _index.SetTagAsync(line.Id, "odd", true, default))
                .Concat(lines.Select(line => _index.SaveViewAsync("mine", $"tuple={line.TupleIndex}", default)))
        );

        Assert.Equal([new TagCount("odd", "student", 2, 20)], await _index.TagCountsAsync(default));
        Assert.Single(await _index.SavedViewsAsync(default));
    }

    [Fact]
    public async Task Write_OnAStoreOpenForReadingOnly_ThrowsOneSentenceOfTheStore()
    {
        await FillManyAsync(1);
        var id = (await PageAsync(GenerationFilter.All)).Lines[0].Id;
        using var readOnly = StoreFile.Open(_file.Path, StoreAccess.ReadOnly);
        var index = new SqliteGenerationIndex(readOnly, TimeProvider.System);
        var store = new SqliteRunStore(readOnly, TimeProvider.System);

        Func<Task>[] writes =
        [
            () => index.SetTagAsync(id, "odd", true, default),
            () => index.SaveViewAsync("mine", "k=2", default),
            () => index.RemoveViewAsync(id, default),
            () => store.KeepImportAsync("runs", "{}", default),
            () => store.KeepPublishedAsync([new("table", "", "student", "judge", "", "", 3, 0.5, null, null)], default),
        ];

        foreach (var write in writes)
        {
            var problem = await Assert.ThrowsAsync<StoreException>(write);
            Assert.Equal(StoreProblem.NotPermitted, problem.Problem);
        }
    }

    [Fact]
    public async Task SavedViews_OfOneName_KeepTheLast()
    {
        await _index.SaveViewAsync("mine", "?k=2", default);
        await _index.SaveViewAsync("another", "?k=3", default);
        await _index.SaveViewAsync("mine ", "?k=4", default);

        var views = await _index.SavedViewsAsync(default);
        Assert.Equal([("another", "?k=3"), ("mine", "?k=4")], views.Select(view => (view.Name, view.Query)));

        await _index.RemoveViewAsync(views[0].Id, default);
        await _index.RemoveViewAsync(views[0].Id, default);

        Assert.Equal("mine", Assert.Single(await _index.SavedViewsAsync(default)).Name);
    }

    /// <summary>Five generations: see the comments; their places are what the tests name.</summary>
    private async Task<(Run Run, Run Other)> FillAsync()
    {
        GradingSpec[] graders = [Judge, SpecOf("b")];
        StudyModel[] models = [new("base"), new("tuned", BaseModel: "base")];
        var run = await OpenAsync(_store, _pairs, models, graders);
        var other = await OpenAsync(_store, _triples, models, graders, name: "other");
        WrittenGeneration[] texts =
        [
            // 0: the graders disagree
            Text(_pairs, 0, text: "A knot of rope holds.", draft: "A sketch.", student: "base"),
            // 1: a criterion is unreadable
            Text(_pairs, 1, text: "Embroidery takes time.", student: "base"),
            // 2: empty
            Text(_pairs, 2, text: "", student: "base"),
            // 3: full marks
            Text(_pairs, 0, text: "Rope burns.", student: "tuned"),
        ];
        await _store.CommitAsync(
            run,
            texts,
            [
                Grade(texts[0], "11111"),
                Grade(texts[0], "01111", graders[1]),
                Grade(texts[1], "1?111", explanation: "The irony is plain."),
                Grade(texts[3], "11111"),
            ],
            default
        );
        // 4: k = 3, not full marks
        var triple = Text(_triples, 1, text: "L'été, a knot: 結び目.", student: "tuned");
        await _store.CommitAsync(other, [triple], [Grade(triple, "110111")], default);
        return (run, other);
    }

    private async Task FillManyAsync(int count)
    {
        var sample = Sample(count: count);
        var run = await OpenAsync(_store, sample);
        await _store.CommitAsync(run, [.. sample.Tuples.Select(tuple => Text(sample, tuple.Index))], [], default);
    }

    private Task<GenerationPage> PageAsync(GenerationFilter filter, PageStart? start = null, int size = 50) =>
        _index.PageAsync(filter, start ?? PageStart.First, size, default);

    private async Task KeepsAsync(GenerationFilter filter, params int[] places)
    {
        var all = (await PageAsync(GenerationFilter.All)).Lines.Select(line => line.Id).ToList();
        var page = await PageAsync(filter);
        Assert.Equal(places, page.Lines.Select(line => all.IndexOf(line.Id)));
        Assert.Equal(places.Length, page.Total);
    }
}
