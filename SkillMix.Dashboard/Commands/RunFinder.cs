using SkillMix.Core.Runs;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>The run that somebody means.</summary>
internal static class RunFinder
{
    /// <summary>By id, its first characters, or name; the last one that is not finished where nothing is said.</summary>
    /// <exception cref="ArgumentException">There is none, or there are several.</exception>
    public static async Task<Run> FindAsync(SqliteRunStore store, string? which, CancellationToken cancellationToken)
    {
        var own = (await store.RunsAsync(cancellationToken)).Where(run => run.Origin != RunOrigin.Imported).ToList();
        return Find(own, which);
    }

    /// <summary>By id, its first characters, or name, among all runs of the store.</summary>
    /// <exception cref="ArgumentException">There is none, or there are several.</exception>
    public static async Task<Run> FindAnyAsync(
        SqliteRunStore store,
        string which,
        CancellationToken cancellationToken
    ) => Find(await store.RunsAsync(cancellationToken), which);

    private static Run Find(IReadOnlyList<Run> own, string? which)
    {
        var found = which is null
            ? own.Where(run => run.State is not (RunState.Finished or RunState.Cancelled)).TakeLast(1).ToList()
            : Meant(own, which);
        return found switch
        {
            [var run] => run,
            [] when own.Count == 0 => throw new ArgumentException(
                "The store holds no run that was made here; 'skillmix run <file>' makes one."
            ),
            [] when which is null => throw new ArgumentException(
                $"Every run of the store is finished; name the one to go on with, for instance one whose requests failed: {string.Join(", ", own.TakeLast(5).Select(run => $"'{run.Name}' ({run.Id:N})"))}."
            ),
            [] => throw new ArgumentException(
                $"There is no run '{which}'; there are {string.Join(", ", own.Select(run => $"'{run.Name}' ({run.Id:N})"))}."
            ),
            _ => throw new ArgumentException(
                $"'{which}' names {found.Count} runs; give more characters of the id: {string.Join(", ", found.Select(run => run.Id.ToString("N")))}."
            ),
        };
    }

    /// <summary>The public id of a run, imported ones included, by id, its first characters, or name.</summary>
    /// <exception cref="ArgumentException">There is none, or there are several.</exception>
    public static async Task<Guid> AnyAsync(SqliteRunStore store, string which, CancellationToken cancellationToken)
    {
        var all = await store.RunsAsync(cancellationToken);
        var found = Meant(all, which);
        return found is [var one]
            ? one.Id
            : throw new ArgumentException(
                $"'{which}' names {(found.Count == 0 ? "no run" : $"{found.Count} runs")} of the store; there are {string.Join(", ", all.Select(run => $"'{run.Name}' ({run.Id:N})"))}."
            );
    }

    private static List<Run> Meant(IReadOnlyList<Run> runs, string which) =>
        [
            .. runs.Where(run =>
                run.Name == which
                || run.Id.ToString("N").StartsWith(which.Replace("-", ""), StringComparison.OrdinalIgnoreCase)
            ),
        ];
}
