namespace SkillMix.Core.Sampling;

/// <summary>How skills and topics are drawn from a seed.</summary>
public enum SamplingMode
{
    /// <summary>As the reference implementation draws them: cumulative shuffles, the first k skills, the first topic.</summary>
    /// <remarks>Yu et al. 2023, arXiv:2310.17567, and its code. Some skills come up more often than others.</remarks>
    Reference,

    /// <summary>Every skill comes up equally often, give or take one, and every topic too. This project's own.</summary>
    Balanced,

    /// <summary>Not drawn: the tuples are those of an imported run, which no seed at hand reproduces.</summary>
    AsFound,

    /// <summary>Not drawn: somebody picked the tuples by name.</summary>
    Picked,
}
