using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SkillMix.Core.Storage;

namespace SkillMix.Tests.Storage;

/// <summary>The schema is written twice, as SQL and as a model: here the two are held against each other.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StoreFile _store;
    private readonly SqliteConnection _connection;
    private readonly SkillMixContext _context;

    public SchemaTests()
    {
        _store = _folder.NewStore();
        _connection = _store.OpenConnection();
        _context = _store.CreateDbContext();
    }

    public void Dispose()
    {
        _context.Dispose();
        _connection.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    private sealed record Column(string Name, string Affinity, bool IsRequired, bool IsKey);

    private sealed record Index(string Name, string Columns, bool IsUnique, string? Filter);

    private IEnumerable<IEntityType> Rows => _context.Model.GetEntityTypes();

    [Fact]
    public void Tables_AreThoseOfTheModel()
    {
        var tables = _connection
            .Query(
                """
                SELECT name FROM pragma_table_list
                WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE '\_\_EF%' ESCAPE '\'
                """
            )
            .Select(row => (string)row[0]!);

        Assert.Equal(tables.Order(), Rows.Select(row => row.GetTableName()!).Order());
        Assert.Equal(41, Rows.Count());
    }

    [Fact]
    public void Columns_AreThoseOfTheModel()
    {
        Assert.All(
            Rows,
            row =>
            {
                var table = row.GetTableName()!;
                var inModel = row.GetProperties()
                    .Select(property => new Column(
                        property.GetColumnName(),
                        property.GetColumnType(),
                        !property.IsNullable,
                        property.IsPrimaryKey()
                    ));
                Assert.Equal(Columns(table).OrderBy(column => column.Name), inModel.OrderBy(column => column.Name));
            }
        );
    }

    [Fact]
    public void Indexes_AreThoseOfTheModel()
    {
        Assert.All(
            Rows,
            row =>
            {
                var inModel = row.GetIndexes()
                    .Select(index => new Index(
                        index.Name ?? "",
                        string.Join(", ", index.Properties.Select(property => property.GetColumnName())),
                        index.IsUnique,
                        index.GetFilter()
                    ));
                Assert.Equal(Indexes(row.GetTableName()!).OrderBy(Key), inModel.OrderBy(Key));
            }
        );

        static string Key(Index index) => index.Name + ":" + index.Columns;
    }

    [Fact]
    public void ForeignKeys_AllPointAtAKeyThatExists()
    {
        Assert.Empty(_connection.Query("PRAGMA foreign_key_check"));
        Assert.All(
            Rows.SelectMany(row => _connection.Query($"PRAGMA foreign_key_list({row.GetTableName()})")),
            key =>
            {
                Assert.Contains(Rows, row => row.GetTableName() == (string)key[2]!);
                Assert.Equal("id", key[4]);
            }
        );
    }

    [Fact]
    public void Words_CanBeIndexedAndFoundWithoutTheirAccents()
    {
        _connection.Execute(
            "INSERT INTO turn_words (rowid, text) VALUES (7, 'Un café naïf'); INSERT INTO grading_words (rowid, explanation) VALUES (8, 'métaphore')"
        );

        Assert.Equal(7L, _connection.Scalar("SELECT rowid FROM turn_words WHERE turn_words MATCH 'cafe'"));
        Assert.Equal(8L, _connection.Scalar("SELECT rowid FROM grading_words WHERE grading_words MATCH 'metaphore'"));
    }

    private IEnumerable<Column> Columns(string table) =>
        _connection
            .Query($"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}')")
            .Select(column => new Column(
                (string)column[0]!,
                (string)column[1]!,
                // SQLite does not call an INTEGER PRIMARY KEY "not null", and lets none be null.
                (long)column[2]! == 1
                    || (long)column[3]! > 0,
                (long)column[3]! > 0
            ));

    // Constraints (origin u) have a made-up name; primary keys (origin pk) are no indexes of the model.
    private IEnumerable<Index> Indexes(string table) =>
        _connection
            .Query(
                $"""
                SELECT list.name, list."unique", list.origin,
                  (SELECT group_concat(name, ', ' ORDER BY seqno) FROM pragma_index_info(list.name)),
                  (SELECT substr(sql, instr(sql, ' WHERE ') + 7) FROM sqlite_schema AS s WHERE s.name = list.name AND sql LIKE '% WHERE %')
                FROM pragma_index_list('{table}') AS list WHERE list.origin <> 'pk'
                """
            )
            .Select(index => new Index(
                (string)index[2]! == "u" ? "" : (string)index[0]!,
                (string)index[3]!,
                (long)index[1]! == 1,
                (string?)index[4]
            ));
}
