using System.Text.Json.Serialization;
using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Sampling;

/// <summary>Everything that decides which tuples are drawn. Its <see cref="Id"/> is the identity of the sample.</summary>
/// <remarks>In reference mode the topics depend on the count: a sample is never extended, it is made anew.</remarks>
/// <param name="CatalogueHash"><see cref="SkillCatalogue.Hash"/> of the catalogue to draw from.</param>
/// <param name="SplitHash"><see cref="Split.Hash"/> of the split; null where none enters, as in <see cref="Setting.All"/>.</param>
/// <param name="Setting">Which side of the split to draw from.</param>
/// <param name="K">Skills per tuple, 1 to <see cref="LargestK"/>.</param>
/// <param name="Count">How many tuples, 1 or more; the papers' M.</param>
/// <param name="Seed">Seed of skills and topics; its sign is ignored. The reference's default is 10.</param>
/// <param name="Mode">How to draw.</param>
/// <param name="Name">Name of the experiment: it seeds the order of the skills in the prompt. The reference's default is "test".</param>
public sealed record SamplingSpec(
    string CatalogueHash,
    string? SplitHash,
    Setting Setting,
    int K,
    int Count,
    long Seed,
    SamplingMode Mode = SamplingMode.Reference,
    string Name = "test"
)
{
    /// <summary>Most skills a tuple may have: with topic, sense and length they fill the sixteen criteria of a packed grading.</summary>
    public const int LargestK = 13;

    /// <summary>The version of the drawing algorithm that this program knows.</summary>
    public const int CurrentVersion = 1;

    /// <summary>
    /// Names of skills left out before anything is drawn ("sample without"), in any order. Dropping tuples afterwards, which
    /// is what the papers do, is <see cref="TupleSample.Dropping"/>.
    /// </summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>
    /// Hash of the tuples themselves where they were not drawn (<see cref="SamplingMode.AsFound"/>,
    /// <see cref="SamplingMode.Picked"/>); else null.
    /// </summary>
    public string? TuplesHash { get; init; }

    /// <summary>Version of the drawing algorithm.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Content hash of all fields; equal specs draw equal tuples. Compare specs by it.</summary>
    [JsonIgnore]
    public string Id =>
        ContentHash.OfJson(
            new
            {
                kind = "sampling",
                version = Version,
                catalogue = CatalogueHash,
                split = SplitHash,
                setting = Setting,
                k = K,
                count = Count,
                seed = Seed,
                mode = Mode,
                name = Name,
                without = Without.Distinct().Order(StringComparer.Ordinal),
                tuples = TuplesHash,
            }
        );

    /// <summary>The spec for drawing from a catalogue.</summary>
    /// <param name="catalogue">Where to draw from.</param>
    /// <param name="split">Training and held-out sides; null or <see cref="Split.None"/> where there are none.</param>
    /// <param name="setting">
    /// Which side to draw from. With <see cref="Setting.All"/> the split plays no part and stays out of the spec, so that the
    /// sample is the same one whatever the split.
    /// </param>
    /// <param name="k">Skills per tuple.</param>
    /// <param name="count">How many tuples.</param>
    /// <param name="seed">Seed of skills and topics.</param>
    /// <param name="mode">How to draw.</param>
    /// <param name="name">Name of the experiment.</param>
    public static SamplingSpec For(
        SkillCatalogue catalogue,
        Split? split,
        Setting setting,
        int k,
        int count,
        long seed = 10,
        SamplingMode mode = SamplingMode.Reference,
        string name = "test"
    ) =>
        new(
            catalogue.Hash,
            setting is Setting.All || split is null || split.IsNone ? null : split.Hash,
            setting,
            k,
            count,
            seed,
            mode,
            name
        );
}
