using SkillMix.Core.Annotation;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>The next items of a queue, read from the store while one is being read by a person. For one page.</summary>
internal sealed class ItemsAhead
{
    private const int Most = 3;

    private readonly Dictionary<Guid, ScreenItem> _items = [];

    /// <summary>An item as it is now; its texts may be here already.</summary>
    /// <exception cref="ArgumentException">The store holds no such item, or nothing of it can be judged.</exception>
    public async Task<ScreenItem> TakeAsync(OpenStore store, Guid id) =>
        _items.Remove(id, out var known)
            ? await known.RefreshedAsync(store.Annotation, CancellationToken.None)
            : await ScreenItem.ReadAsync(store, id, CancellationToken.None);

    /// <summary>Reads the next items of a person, and forgets those that are not among them any more.</summary>
    public async Task FetchAsync(OpenStore store, Guid queue, Annotator who, string session, Guid open)
    {
        try
        {
            var next = await store.Annotation.AheadAsync(queue, who, session, open, Most, CancellationToken.None);
            foreach (var old in _items.Keys.Except(next).ToList())
            {
                _items.Remove(old);
            }

            foreach (var id in next.Where(id => !_items.ContainsKey(id)))
            {
                _items[id] = await ScreenItem.ReadAsync(store, id, CancellationToken.None);
            }
        }
        catch (Exception problem) when (ToldProblem.Is(problem) || problem is ObjectDisposedException)
        {
            // It is read, and its problem told, when it is opened.
        }
    }

    /// <summary>Forgets all of them, because another store is open.</summary>
    public void Clear() => _items.Clear();
}
