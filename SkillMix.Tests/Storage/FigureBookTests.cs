using SkillMix.Core.Figures;
using SkillMix.Core.Storage;
using SkillMix.Tests.Metrics;

namespace SkillMix.Tests.Storage;

public sealed class FigureBookTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Figure_KeptAgainAfterNewData_NotesWhatChanged()
    {
        using var file = _folder.NewStore();
        var book = new FigureBook(file, TimeProvider.System);

        var first = await book.KeepAsync(" main ", Made("11111", "01111"), CancellationToken.None);
        var second = await book.KeepAsync("main", Made("11111", "11111"), CancellationToken.None);

        Assert.Empty(first);
        var change = Assert.Single(second);
        Assert.StartsWith("student, 2: 0.500", change, StringComparison.Ordinal);
        Assert.EndsWith("(n = 2) now", change, StringComparison.Ordinal);
        var saved = await book.FindAsync("main", CancellationToken.None);
        Assert.Equal([change], saved.Note);
        Assert.Equal(1, Assert.Single(saved.Drawn).Value);
        Assert.Equal("figure of mine", saved.Spec!.Title);
        Assert.True(saved.Made >= saved.Created);
    }

    [Fact]
    public async Task Figure_ThatIsNotThere_NamesThoseThatAre()
    {
        using var file = _folder.NewStore();
        var book = new FigureBook(file, TimeProvider.System);

        var none = await Assert.ThrowsAsync<ArgumentException>(() => book.FindAsync("x", CancellationToken.None));
        await book.KeepAsync("main", Made("11111"), CancellationToken.None);
        var other = await Assert.ThrowsAsync<ArgumentException>(() => book.FindAsync("x", CancellationToken.None));

        Assert.Equal("There is no saved figure 'x'; this store has none yet.", none.Message);
        Assert.Equal("There is no saved figure 'x'; there are 'main'.", other.Message);
        await Assert.ThrowsAsync<ArgumentException>(() => book.KeepAsync(" ", Made("11111"), CancellationToken.None));
    }

    [Fact]
    public async Task Figure_ThatALaterVersionWrote_LeavesTheOthersAlone()
    {
        using var file = _folder.NewStore();
        var book = new FigureBook(file, TimeProvider.System);
        await book.KeepAsync("good", Made("11111"), CancellationToken.None);
        await book.KeepAsync("later", Made("11111"), CancellationToken.None);
        using (var connection = file.OpenConnection())
        {
            connection.Execute(
                "UPDATE figures SET spec = replace(spec, '\"skillmix_figure\": 1', '\"skillmix_figure\": 2') WHERE name = 'later'"
            );
        }

        var all = await book.AllAsync(CancellationToken.None);

        Assert.Equal([("good", true), ("later", false)], all.Select(figure => (figure.Name, figure.Spec is not null)));
        var refused = await Assert.ThrowsAsync<ArgumentException>(() =>
            book.SpecAsync("later", CancellationToken.None)
        );
        Assert.Equal(
            "The saved figure 'later' cannot be drawn. The figure is of version 2, and this program knows version 1.",
            refused.Message
        );
        await book.KeepAsync("later", Made("11111"), CancellationToken.None);
        Assert.NotNull((await book.FindAsync("later", CancellationToken.None)).Spec);
    }

    [Fact]
    public async Task Figures_OfOneNameInTwoStores_AreBothKept()
    {
        using var source = _folder.NewStore("source.db");
        await new FigureBook(source, TimeProvider.System).KeepAsync("main", Made("11111"), CancellationToken.None);
        using var target = _folder.NewStore("target.db");
        await new FigureBook(target, TimeProvider.System).KeepAsync("main", Made("01111"), CancellationToken.None);

        for (var time = 0; time < 2; time++)
        {
            await new StoreMerge(target, new SqliteRunStore(target, TimeProvider.System)).MergeAsync(
                source,
                null,
                CancellationToken.None
            );
        }

        var all = await new FigureBook(target, TimeProvider.System).AllAsync(CancellationToken.None);
        Assert.Equal(
            [("main", 0.0), ("main (2)", 1.0)],
            all.Select(figure => (figure.Name, figure.Drawn[0].Value!.Value))
        );
    }

    [Fact]
    public async Task Figure_Removed_IsGone()
    {
        using var file = _folder.NewStore();
        var book = new FigureBook(file, TimeProvider.System);
        await book.KeepAsync("main", Made("11111"), CancellationToken.None);

        await book.RemoveAsync((await book.FindAsync("main", CancellationToken.None)).Id, CancellationToken.None);

        Assert.Empty(await book.AllAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Figures_OfAnotherStore_ComeWithItsRuns()
    {
        using var source = _folder.NewStore("source.db");
        await new FigureBook(source, TimeProvider.System).KeepAsync("main", Made("11111"), CancellationToken.None);
        using var target = _folder.NewStore("target.db");

        for (var time = 0; time < 2; time++)
        {
            await new StoreMerge(target, new SqliteRunStore(target, TimeProvider.System)).MergeAsync(
                source,
                null,
                CancellationToken.None
            );
        }

        Assert.Equal(
            "main",
            Assert.Single(await new FigureBook(target, TimeProvider.System).AllAsync(CancellationToken.None)).Name
        );
    }

    private static MadeFigure Made(params string[] texts)
    {
        var builder = new PointTableBuilder().Series();
        foreach (var (tuple, text) in texts.Index())
        {
            builder.Text(tuple, 1, text);
        }

        return FigureMaker.Make(new() { Title = "figure of mine" }, new(builder.Table, []));
    }
}
