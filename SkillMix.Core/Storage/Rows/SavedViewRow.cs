namespace SkillMix.Core.Storage.Rows;

/// <summary>A view that someone named to come back to.</summary>
public sealed class SavedViewRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7: it names the row in links and files and when stores are merged.</summary>
    public Guid PublicId { get; set; }

    public required string Name { get; set; }

    /// <summary>The view's address below the root, with its query string.</summary>
    public required string Query { get; set; }

    /// <summary>When the row was made.</summary>
    public DateTimeOffset Created { get; set; }
}
