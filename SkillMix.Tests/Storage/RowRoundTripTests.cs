using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SkillMix.Core.Storage;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Tests.Storage;

public sealed class RowRoundTripTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StoreFile _store;
    private int _last;

    public RowRoundTripTests() => _store = _folder.NewStore();

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rows_OfEveryTable_ComeBackAsTheyWere(bool withOptionalValues)
    {
        using var writing = WithoutForeignKeys();
        var types = writing.Model.GetEntityTypes().ToList();
        var rows = types.ToDictionary(type => type, type => NewRow(type, withOptionalValues));
        writing.AddRange(rows.Values);
        writing.SaveChanges();

        using var reading = _store.CreateDbContext();
        Assert.All(
            rows,
            pair =>
            {
                var (type, row) = pair;
                var back = reading.Find(
                    type.ClrType,
                    [.. type.FindPrimaryKey()!.Properties.Select(key => Value(key, row))]
                );
                Assert.NotNull(back);
                Assert.NotSame(row, back);
                Assert.All(type.GetProperties(), property => Assert.Equal(Value(property, row), Value(property, back)));
            }
        );
    }

    [Fact]
    public void Ids_LeftOut_AreGivenByTheStore()
    {
        using var context = _store.CreateDbContext();
        TagRow[] tags = [new() { Name = "one" }, new() { Name = "two" }];

        context.AddRange(tags);
        context.SaveChanges();

        Assert.Equal([1, 2], tags.Select(tag => tag.Id));
    }

    [Fact]
    public void SameGenerationTwice_IsImpossible()
    {
        using var context = WithoutForeignKeys();
        context.Generations.Add(ThirdRoundOfTupleFour());
        context.SaveChanges();

        context.Generations.Add(ThirdRoundOfTupleFour());
        var exception = Assert.Throws<DbUpdateException>(() => context.SaveChanges());

        Assert.Contains("UNIQUE", exception.InnerException!.Message);

        static GenerationRow ThirdRoundOfTupleFour() =>
            new()
            {
                PublicId = PublicId.New(TimeProvider.System),
                RunId = 1,
                StudentId = 2,
                SampleId = 1,
                TupleIndex = 4,
                Round = 3,
                Preview = "The garden",
            };
    }

    // So that a row can be saved without those it points at.
    private SkillMixContext WithoutForeignKeys()
    {
        var connection = _store.OpenConnection();
        connection.Execute("PRAGMA foreign_keys = OFF");
        return new(
            new DbContextOptionsBuilder<SkillMixContext>().UseSqlite(connection, contextOwnsConnection: true).Options
        );
    }

    private object NewRow(IEntityType type, bool withOptionalValues)
    {
        var row = Activator.CreateInstance(type.ClrType)!;
        foreach (var property in type.GetProperties().Where(property => withOptionalValues || !property.IsNullable))
        {
            property.PropertyInfo!.SetValue(
                row,
                NewValue(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType)
            );
        }

        return row;
    }

    /// <summary>A value that no other property has, and that a conversion which loses something would change.</summary>
    private object NewValue(Type type)
    {
        var n = ++_last;
        return type switch
        {
            { IsEnum: true } => Enum.GetValues(type).Cast<object>().Last(),
            _ when type == typeof(int) => n,
            _ when type == typeof(long) => long.MinValue + n,
            _ when type == typeof(bool) => true,
            _ when type == typeof(double) => n + 0.1,
            _ when type == typeof(string) => $"text {n} “ü”",
            _ when type == typeof(byte[]) => new byte[] { 0, 255, (byte)n },
            _ when type == typeof(Guid) => new Guid(n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(
                2024,
                10,
                1,
                8,
                30,
                0,
                TimeSpan.FromHours(2)
            ).AddTicks(n),
            _ => throw new NotSupportedException($"No example of {type}."),
        };
    }

    private static object? Value(IProperty property, object row) => property.PropertyInfo!.GetValue(row);
}
