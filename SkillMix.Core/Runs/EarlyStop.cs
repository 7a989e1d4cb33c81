namespace SkillMix.Core.Runs;

/// <summary>When a student is not asked for larger k any more. Off, unless it is asked for.</summary>
/// <remarks>What is left out cannot be compared pair by pair with another model at that k.</remarks>
public enum EarlyStop
{
    /// <summary>Every k is asked.</summary>
    None = 0,

    /// <summary>The reference's rule: k ≥ 5 is left out where the Ratio of Full Marks at the k before it is below .05.</summary>
    Reference = 1,

    /// <summary>Every k is left out where the upper end of the 95 % interval at the k before it is below .05.</summary>
    UpperLimit = 2,
}
