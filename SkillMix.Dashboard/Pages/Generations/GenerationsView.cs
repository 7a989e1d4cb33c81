using SkillMix.Core.Browse;

namespace SkillMix.Dashboard.Pages.Generations;

/// <summary>What the Generations page shows.</summary>
/// <param name="Filter">Which generations.</param>
/// <param name="Start">Which stretch of them.</param>
/// <param name="Item">Which one is open; null for the first of the stretch.</param>
/// <param name="ShowsDiff">Draft and revision as a word diff.</param>
/// <param name="ShowsEvidence">Evidence in colours.</param>
public sealed record GenerationsView(
    GenerationFilter Filter,
    PageStart Start,
    Guid? Item,
    bool ShowsDiff,
    bool ShowsEvidence
)
{
    /// <summary>Another filter, from its first page.</summary>
    public GenerationsView With(GenerationFilter filter) =>
        this with
        {
            Filter = filter,
            Start = PageStart.First,
            Item = null,
        };
}
