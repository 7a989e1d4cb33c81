using System.Globalization;
using System.Text.Json;
using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Metrics;

/// <summary>What a number was made from and with: numbers of different fingerprints were not made alike.</summary>
/// <param name="Text">The recipe in words and values: the fingerprints of the series, then every measuring option that a value depends on, and the level of its interval.</param>
/// <param name="Fingerprint">The first 12 hexadecimal digits of the SHA-256 of <paramref name="Text"/> in UTF-8.</param>
public sealed record MetricRecipe(string Text, string Fingerprint)
{
    /// <summary>The recipe of series measured with options; the order of the series and of left-out skills plays no part.</summary>
    /// <remarks>Nor do <see cref="MetricOptions.Intervals"/> and <see cref="MetricOptions.Bootstrap"/>: values with other intervals were made alike.</remarks>
    public static MetricRecipe Of(IEnumerable<string> seriesFingerprints, MetricOptions options)
    {
        var series = string.Join(
            '+',
            seriesFingerprints.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        );
        var leftOut = options.LeaveOut.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"metrics v1; series={series}; generations={options.Generations}; panel={options.Panel}; named skill={options.NamedSkill}; "
                + $"leave out={JsonSerializer.Serialize(leftOut)}; length={options.Length}; "
                + $"turn={options.Turn?.ToString(CultureInfo.InvariantCulture) ?? "last"}; unreadable={options.Unreadable}; "
                + $"generations per tuple={options.PerTuple?.ToString(CultureInfo.InvariantCulture) ?? "most common"}; "
                + $"confidence={options.Confidence:R}; pool samples={options.PoolSamples}"
        );
        return new(text, ContentHash.Short(ContentHash.Of(text)));
    }
}
