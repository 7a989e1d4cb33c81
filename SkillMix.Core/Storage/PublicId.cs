namespace SkillMix.Core.Storage;

/// <summary>Public ids: UUIDs of version 7, kept as 16 bytes in network order so that their order in the store is that of time.</summary>
public static class PublicId
{
    /// <summary>Makes an id. Ids of different milliseconds sort by time; within one millisecond the order is by chance.</summary>
    public static Guid New(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>The 16 bytes that stand in the store, for parameters of raw SQL.</summary>
    public static byte[] ToBytes(Guid id) => id.ToByteArray(bigEndian: true);

    /// <summary>The id that 16 bytes of the store stand for.</summary>
    /// <exception cref="ArgumentException">There are not 16 bytes.</exception>
    public static Guid FromBytes(byte[] bytes) => new(bytes, bigEndian: true);
}
