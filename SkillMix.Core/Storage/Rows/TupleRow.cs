namespace SkillMix.Core.Storage.Rows;

/// <summary>A tuple of a sample: k skills and a topic.</summary>
public sealed class TupleRow
{
    public long Id { get; set; }

    public long SampleId { get; set; }

    /// <summary>Place in the sample, from 0.</summary>
    public int Index { get; set; }

    public long TopicId { get; set; }
}
