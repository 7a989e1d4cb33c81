using Microsoft.Data.Sqlite;
using SkillMix.Core.Browse;
using SkillMix.Core.Storage;

namespace SkillMix.Benchmarks;

/// <summary>Lists, search and single generations of one store, each with a connection of its own as a new tab has.</summary>
public sealed class ListRows(string path, string size, int runs, BenchmarkArguments arguments)
{
    private const int PageSize = 100;

    private readonly List<Measurement> _rows = [];

    /// <param name="firstPage">Most seconds until the first page.</param>
    /// <param name="search">Most seconds for search and filters.</param>
    public async Task<IReadOnlyList<Measurement>> MeasureAsync(double firstPage, double search)
    {
        var choices = await WithIndexAsync(index => index.ChoicesAsync(default));
        var words = SearchWords.Of(path);
        var (student, skill, other) = (choices.Students[^1], choices.Skills[0], choices.Skills[1]);
        var k = choices.Ks[1];
        var setting = choices.Settings[0];

        await PageAsync("list, first page", GenerationFilter.All, PageStart.First, firstPage);
        await PageAsync(
            "list, newest first",
            GenerationFilter.All with
            {
                Order = GenerationOrder.Newest,
            },
            PageStart.First,
            firstPage
        );
        await PageAsync("search, rare word", Search(words.Rare), PageStart.First, search);
        await PageAsync("search, common word", Search(words.Common), PageStart.First, search);
        await PageAsync("search, phrase", Search($"\"{words.Phrase}\""), PageStart.First, search);
        await PageAsync(
            "search, common word of explanations",
            Search(words.CommonOfExplanations) with
            {
                SearchIn = SearchScope.Explanations,
            },
            PageStart.First,
            search
        );
        var one = GenerationFilter.All with { Students = [student], Ks = [k], Settings = [setting] };
        await PageAsync("filter, student + k + setting", one, PageStart.First, search);
        await PageAsync("filter, skill", GenerationFilter.All with { Skills = [skill] }, PageStart.First, search);
        await PageAsync(
            "filter, two skills",
            GenerationFilter.All with
            {
                Skills = [skill, other],
            },
            PageStart.First,
            search
        );
        await PageAsync(
            "filter, grader",
            GenerationFilter.All with
            {
                Graders = [choices.Graders[0]],
            },
            PageStart.First,
            search
        );
        foreach (
            var outcome in new[] { Outcome.FullMarks, Outcome.GradersDisagree, Outcome.Empty, Outcome.DiffersFromBase }
        )
        {
            await PageAsync(
                $"filter, {outcome}",
                GenerationFilter.All with
                {
                    Outcomes = [outcome],
                },
                PageStart.First,
                search
            );
        }

        await PageAsync(
            "filter, student + k + skill + full marks + common word",
            one with
            {
                Settings = [],
                Skills = [skill],
                Outcomes = [Outcome.FullMarks],
                Search = words.Common,
            },
            PageStart.First,
            search
        );
        await FarPagesAsync(search, words.Common);
        await NextItemAsync();
        return _rows;
    }

    private async Task FarPagesAsync(double target, string common)
    {
        var total = (
            await WithIndexAsync(index => index.PageAsync(GenerationFilter.All, PageStart.First, 1, default))
        ).Total;
        var far = await WithIndexAsync(index =>
            index.PageAsync(GenerationFilter.All, new(After: total * 9 / 10), 1, default)
        );
        await PageAsync("page far behind", GenerationFilter.All, new(After: total * 9 / 10), target);
        await PageAsync("page around a generation", GenerationFilter.All, new(Around: far.Lines[0].Id), target);
        await PageAsync(
            "page around a generation, full marks",
            GenerationFilter.All with
            {
                Outcomes = [Outcome.FullMarks],
            },
            new(Around: far.Lines[0].Id),
            target
        );
        await PageAsync("page around a generation, common word", Search(common), new(Around: far.Lines[0].Id), target);
    }

    private async Task NextItemAsync()
    {
        var name = $"next item, {size}";
        if (!arguments.Wants(name))
        {
            return;
        }

        var page = await WithIndexAsync(index =>
            index.PageAsync(GenerationFilter.All with { Order = GenerationOrder.Newest }, PageStart.First, 200, default)
        );
        var next = 0;
        var timing = await Timing.OfAsync(
            runs * 3,
            () => WithIndexAsync(index => index.ItemAsync(page.Lines[next++ % page.Lines.Count].Id, default))
        );
        _rows.Add(Measurement.Time(name, 0.05, timing));
    }

    private async Task PageAsync(string what, GenerationFilter filter, PageStart start, double target)
    {
        var name = $"{what}, {size}";
        if (!arguments.Wants(name))
        {
            return;
        }

        var total = 0L;
        var timing = await Timing.OfAsync(
            runs,
            async () =>
            {
                var page = await WithIndexAsync(index => index.PageAsync(filter, start, PageSize, default));
                total = page.Total;
            }
        );
        _rows.Add(Measurement.Time(name, target, timing, FormattableString.Invariant($", {total:N0} found")));
    }

    /// <summary>Opens the store for one question and closes it again, so that no connection is warm.</summary>
    private async Task<T> WithIndexAsync<T>(Func<SqliteGenerationIndex, Task<T>> ask)
    {
        using var file = StoreFile.Open(path, StoreAccess.ReadOnly);
        return await ask(new(file, TimeProvider.System));
    }

    private static GenerationFilter Search(string words) => GenerationFilter.All with { Search = words };

    /// <summary>Words to look for, taken from the store's own index.</summary>
    private sealed record SearchWords(string Rare, string Common, string Phrase, string CommonOfExplanations)
    {
        public static SearchWords Of(string path)
        {
            using var file = StoreFile.Open(path, StoreAccess.ReadOnly);
            using var connection = file.OpenConnection();
            Run(connection, "CREATE VIRTUAL TABLE temp.texts USING fts5vocab (main, turn_words, row)");
            Run(connection, "CREATE VIRTUAL TABLE temp.reasons USING fts5vocab (main, grading_words, row)");
            var preview = (string)
                Run(connection, "SELECT preview FROM generations WHERE length(preview) > 60 LIMIT 1")!;
            return new(
                (string)Run(connection, "SELECT term FROM texts ORDER BY abs(doc - 20), term LIMIT 1")!,
                (string)Run(connection, "SELECT term FROM texts ORDER BY doc DESC LIMIT 1")!,
                string.Join(' ', preview.Split(' ').Skip(1).Take(3)),
                (string)Run(connection, "SELECT term FROM reasons ORDER BY doc DESC LIMIT 1")!
            );
        }

        private static object? Run(SqliteConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar();
        }
    }
}
