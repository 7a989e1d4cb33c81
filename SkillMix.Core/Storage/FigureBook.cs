using Microsoft.Data.Sqlite;
using SkillMix.Core.Figures;

namespace SkillMix.Core.Storage;

/// <summary>The saved figures of a store.</summary>
public sealed class FigureBook(StoreFile file, TimeProvider clock)
{
    private const string Columns = "public_id, name, spec, drawn, note, created, made";

    /// <summary>All of them, by name.</summary>
    public Task<IReadOnlyList<SavedFigure>> AllAsync(CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<SavedFigure>>(
            connection => connection.Rows($"SELECT {Columns} FROM figures ORDER BY name", Read),
            cancellationToken
        );

    /// <summary>The spec of one by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name, or it cannot be read.</exception>
    public async Task<FigureSpec> SpecAsync(string name, CancellationToken cancellationToken)
    {
        var figure = await FindAsync(name, cancellationToken);
        return figure.Spec
            ?? throw new ArgumentException($"The saved figure '{name}' cannot be drawn. {figure.Problem}");
    }

    /// <summary>One by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public async Task<SavedFigure> FindAsync(string name, CancellationToken cancellationToken)
    {
        var all = await AllAsync(cancellationToken);
        return all.FirstOrDefault(figure => figure.Name == name)
            ?? throw new ArgumentException(
                all.Count == 0
                    ? $"There is no saved figure '{name}'; this store has none yet."
                    : $"There is no saved figure '{name}'; there are {string.Join(", ", all.Select(figure => $"'{figure.Name}'"))}."
            );
    }

    /// <summary>Keeps a figure under a name: a new one, or what there is of that name anew, with a note of what it shows differently.</summary>
    /// <returns>What is different from the time before; none where it is new or the same.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Task<IReadOnlyList<string>> KeepAsync(string name, MadeFigure made, CancellationToken cancellationToken)
    {
        var trimmed = name.Trim();
        if (trimmed.Length == 0)
        {
            throw new ArgumentException("A saved figure needs a name.");
        }

        var drawn = DrawnValue.Of(made.Figure);
        return file.ChangeAsync<IReadOnlyList<string>>(
            (connection, transaction) =>
            {
                var before = connection.Rows(
                    transaction,
                    "SELECT drawn FROM figures WHERE name = ?1",
                    reader => DrawnOf(reader.GetFieldValue<byte[]>(0)),
                    trimmed
                );
                IReadOnlyList<string> changes = before is [var last] ? DrawnValue.Changes(last, drawn) : [];
                connection.Run(
                    transaction,
                    """
                    INSERT INTO figures (public_id, name, spec, drawn, note, created, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
                    ON CONFLICT (name) DO UPDATE SET spec = ?3, drawn = ?4, note = ?5, made = ?6
                    """,
                    PublicId.New(clock),
                    trimmed,
                    FigureJson.Write(made.Spec),
                    CompressedText.Pack(DrawnValue.Write(drawn)),
                    string.Join('\n', changes),
                    clock.GetUtcNow()
                );
                return changes;
            },
            cancellationToken
        );
    }

    /// <summary>Takes one away; nothing happens where it is not there.</summary>
    public Task RemoveAsync(Guid id, CancellationToken cancellationToken) =>
        file.ChangeAsync(
            (connection, transaction) => connection.Run(transaction, "DELETE FROM figures WHERE public_id = ?1", id),
            cancellationToken
        );

    /// <summary>One that a later version wrote, or that is damaged, must not take the others away.</summary>
    private static SavedFigure Read(SqliteDataReader reader)
    {
        FigureSpec? spec = null;
        string? problem = null;
        try
        {
            spec = FigureJson.Read(reader.GetString(2));
        }
        catch (FormatException told)
        {
            problem = told.Message;
        }

        return new(
            PublicId.FromBytes(reader.GetFieldValue<byte[]>(0)),
            reader.GetString(1),
            spec,
            problem,
            DrawnOf(reader.GetFieldValue<byte[]>(3)),
            reader.GetString(4).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            new(reader.GetInt64(5), TimeSpan.Zero),
            new(reader.GetInt64(6), TimeSpan.Zero)
        );
    }

    private static IReadOnlyList<DrawnValue> DrawnOf(byte[] packed) => DrawnValue.Read(CompressedText.Unpack(packed));
}
