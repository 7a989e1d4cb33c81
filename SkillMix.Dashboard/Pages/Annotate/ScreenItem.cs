using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Grading;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>An item with its texts whole, as it comes on screen.</summary>
/// <param name="Item">The item with its events.</param>
/// <param name="Texts">Its texts that are not empty, in its order.</param>
public sealed record ScreenItem(QueueItem Item, IReadOnlyList<GenerationItem> Texts)
{
    public Guid Id => Item.Id;

    /// <summary>The same for all its texts.</summary>
    public Rubric Rubric => Texts[0].Rubric;

    /// <summary>Reads an item.</summary>
    /// <exception cref="ArgumentException">The store holds no such item, or nothing of it can be judged.</exception>
    public static async Task<ScreenItem> ReadAsync(OpenStore store, Guid id, CancellationToken cancellationToken)
    {
        var item =
            await store.Annotation.ItemAsync(id, cancellationToken)
            ?? throw new ArgumentException(
                $"This store holds no item {id:N}. It may be in another store, or the link may be cut off."
            );
        var texts = new List<GenerationItem>();
        foreach (var text in item.Texts.Where(text => !text.IsEmpty))
        {
            if (await store.Index.ItemAsync(text.Generation, cancellationToken) is { } generation)
            {
                texts.Add(generation);
            }
        }

        return texts.Count > 0
            ? new(item, texts)
            : throw new ArgumentException("All texts of this item are empty: there is nothing to judge.");
    }

    /// <summary>The same with the events as they are now; the texts do not change.</summary>
    public async Task<ScreenItem> RefreshedAsync(AnnotationBook book, CancellationToken cancellationToken) =>
        this with
        {
            Item = await book.ItemAsync(Id, cancellationToken) ?? Item,
        };

    /// <summary>The text of a criterion.</summary>
    public GenerationItem TextOf(CriterionKey key) => Texts.First(text => text.Line.Id == key.Generation);

    /// <summary>The words that are judged.</summary>
    public string WordsOf(CriterionKey key) => TextOf(key).Turns.First(turn => turn.Turn == key.Turn).Text;
}
