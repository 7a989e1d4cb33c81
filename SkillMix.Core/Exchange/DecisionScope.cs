namespace SkillMix.Core.Exchange;

/// <summary>Which events of annotation a file holds.</summary>
public abstract record DecisionScope
{
    private DecisionScope() { }

    /// <summary>All of the store.</summary>
    public sealed record Everything : DecisionScope;

    /// <summary>Those on texts outside of every queue.</summary>
    public sealed record Outside : DecisionScope;

    /// <summary>Those of one queue, by its public id.</summary>
    public sealed record Within(Guid Queue) : DecisionScope;
}
