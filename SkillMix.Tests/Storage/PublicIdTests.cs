using Microsoft.EntityFrameworkCore;
using SkillMix.Core.Storage;
using SkillMix.Core.Storage.Rows;

namespace SkillMix.Tests.Storage;

public sealed class PublicIdTests
{
    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private static Guid At(long milliseconds) =>
        PublicId.New(new Clock(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)));

    [Fact]
    public void New_StartsWithTheTimeInMilliseconds()
    {
        var bytes = PublicId.ToBytes(At(0x0123456789AB));

        Assert.Equal([0x01, 0x23, 0x45, 0x67, 0x89, 0xAB], bytes[..6]);
        Assert.Equal(7, bytes[6] >> 4);
    }

    [Fact]
    public void FromBytes_OfToBytes_IsTheId()
    {
        var id = Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057");

        Assert.Equal("01890A5DAC96774BBCCEB302099A8057", Convert.ToHexString(PublicId.ToBytes(id)));
        Assert.Equal(id, PublicId.FromBytes(PublicId.ToBytes(id)));
    }

    [Fact]
    public void Store_OrdersIdsByTime_AndFindsOneByItsBytes()
    {
        using var folder = new TemporaryFolder();
        using var store = folder.NewStore();
        long[] times = [0x20000, 0x100, 0xFF, 0x10000000000];
        var ids = times.Select(At).ToArray();
        using (var context = store.CreateDbContext())
        {
            context.Annotators.AddRange(
                ids.Select((id, i) => new AnnotatorRow { PublicId = id, Name = $"{times[i]}" })
            );
            context.SaveChanges();
        }

        using var connection = store.OpenConnection();
        var names = connection.Query("SELECT name FROM annotators ORDER BY public_id").Select(row => row[0]);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM annotators WHERE public_id = $id";
        command.Parameters.AddWithValue("$id", PublicId.ToBytes(ids[1]));
        using var reading = store.CreateDbContext();

        Assert.Equal(times.Order().Select(time => (object)$"{time}"), names);
        Assert.Equal("256", command.ExecuteScalar());
        Assert.Equal("256", reading.Annotators.Single(row => row.PublicId == ids[1]).Name);
    }
}
