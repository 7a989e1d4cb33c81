using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SkillMix.Core.Storage.Configurations;

/// <summary>Times as UTC ticks: 100 ns since 0001-01-01, so that they compare and sort as numbers.</summary>
internal sealed class UtcTicksConverter()
    : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>Public ids as <see cref="PublicId"/> writes them.</summary>
internal sealed class PublicIdConverter()
    : ValueConverter<Guid, byte[]>(id => PublicId.ToBytes(id), bytes => PublicId.FromBytes(bytes));
