using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Storage.Rows;

/// <summary>A sample of tuples, known by the hash of its whole specification.</summary>
public sealed class SampleRow
{
    public long Id { get; set; }

    /// <summary>Hash of the sampling specification: the identity of the sample.</summary>
    public required string Hash { get; set; }

    /// <summary>The specification as JSON.</summary>
    public required string Spec { get; set; }

    public required string CatalogueHash { get; set; }

    /// <summary>Sides of the split that were drawn from.</summary>
    public Setting Setting { get; set; }

    /// <summary>Skills per tuple, k ≥ 1.</summary>
    public int K { get; set; }

    /// <summary>Tuples asked for, M.</summary>
    public int Count { get; set; }

    public long Seed { get; set; }

    /// <summary>Name that seeds the order of skills in the prompt.</summary>
    public required string Name { get; set; }
}
