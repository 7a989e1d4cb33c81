using SkillMix.Core.Catalogue;
using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Core.Storage;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Runs;

public sealed class PickedTuplesTests
{
    private static readonly SkillCatalogue Catalogue = OpenCatalogue.Load();
    private static readonly string A = Catalogue.Skills[0].Name;
    private static readonly string B = Catalogue.Skills[1].Name;
    private static readonly string C = Catalogue.Skills[2].Name;
    private static readonly string Topic = Catalogue.Topics[0].Name;
    private static readonly string Other = Catalogue.Topics[1].Name;

    [Fact]
    public void From_PickedTuples_MakesOneSampleForEachKAndKeepsTheOrderOfSkills()
    {
        var run = From(new([B, A], Topic), new([C], Topic), new([A, B], Other));

        Assert.Equal([1, 2], run.Samples.Select(sample => sample.Spec.K));
        Assert.All(
            run.Samples,
            sample =>
                Assert.Equal(
                    (SamplingMode.Picked, Setting.All, null),
                    (sample.Spec.Mode, sample.Spec.Setting, run.Split)
                )
        );
        var pairs = run.Samples[1].Tuples;
        Assert.Equal([B, A], pairs[0].Skills.Select(skill => skill.Name));
        Assert.Equal([(0, Topic), (1, Other)], pairs.Select(tuple => (tuple.Index, tuple.Topic.Name)));
    }

    [Fact]
    public void From_OtherTuplesOrAnotherOrder_IsAnotherSample()
    {
        string[] ids = [Id([A, B], Topic), Id([B, A], Topic), Id([A, C], Topic), Id([A, B], Other)];

        Assert.Equal(4, ids.Distinct().Count());
        Assert.Equal(ids[0], Id([A, B], Topic));

        static string Id(string[] skills, string topic) => From(new PickedTuple(skills, topic)).Samples[0].Spec.Id;
    }

    [Fact]
    public void From_ASkillThatIsNotThere_NamesTheNearest() =>
        Assert.Contains(
            $"did you mean '{A}'?",
            Assert.Throws<ArgumentException>(() => From(new PickedTuple([A + "x"], Topic))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void From_ATopicThatIsNotThere_NamesTheNearest() =>
        Assert.Equal(
            $"The catalogue 'open' has no topic '{Topic}s'; did you mean '{Topic}'?",
            Assert.Throws<ArgumentException>(() => From(new PickedTuple([A], Topic + "s"))).Message
        );

    [Fact]
    public void From_ASkillTwice_SaysSo() =>
        Assert.Contains(
            "was picked twice",
            Assert.Throws<ArgumentException>(() => From(new PickedTuple([A, B, A], Topic))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task DesignOf_ARunOfPickedTuples_AsksTheIdenticalRunAgain()
    {
        using var folder = new TemporaryFolder();
        using var file = folder.NewStore();
        var store = new SqliteRunStore(file, TimeProvider.System);
        var prepared = From(new([A, B], Topic), new([C], Other));
        var run = await new RunBook(store, new RehearsalDirectory()).OpenAsync(prepared, CancellationToken.None);

        var again = RunDesignExport.DesignOf(await store.AskedAsync(run, CancellationToken.None));

        Assert.Equal(prepared.Spec.Hash, PreparedRun.From(again, ".").Spec.Hash);
        Assert.Contains("sampling: 1 tuples picked by hand", run.Recipe, StringComparison.Ordinal);
    }

    private static PreparedRun From(params PickedTuple[] picked) =>
        PreparedRun.From(
            new RunDesign
            {
                Name = "by hand",
                Ks = [],
                Picked = picked,
                Settings = [Setting.Train],
                Students = ["rehearsal/base"],
                Graders = [new("rehearsal/grader-a")],
            },
            "."
        );
}
