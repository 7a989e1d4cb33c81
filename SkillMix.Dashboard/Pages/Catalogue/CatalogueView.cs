using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;

namespace SkillMix.Dashboard.Pages.Catalogue;

/// <summary>The part of the Catalogue page that is open.</summary>
public enum CataloguePart
{
    Skills,
    Topics,
    Draw,
}

/// <summary>What the Catalogue page shows.</summary>
public sealed record CatalogueView
{
    public CataloguePart Part { get; init; }

    /// <summary>First characters of a stored catalogue's hash; null for the built-in one.</summary>
    public string? Hash { get; init; }

    /// <summary>Words that a name, definition or example must contain.</summary>
    public string? Search { get; init; }

    /// <summary>Only this side of the default split; null for both.</summary>
    public Setting? Side { get; init; }

    /// <summary>The skill that is open.</summary>
    public string? Skill { get; init; }

    /// <summary>The tuples to draw.</summary>
    public DrawForm Draw { get; init; } = new();

    /// <summary>Whether the form was sent.</summary>
    public bool IsDrawn { get; init; }
}

/// <summary>The form for drawing tuples; a form that people type in, so nothing in it needs to be possible.</summary>
public sealed record DrawForm
{
    /// <summary>Most tuples that the preview draws.</summary>
    public const int LargestCount = 2000;

    public int K { get; set; } = 3;

    public int Count { get; set; } = 24;

    public long Seed { get; set; } = 10;

    public SamplingMode Mode { get; set; } = SamplingMode.Balanced;

    public Setting Setting { get; set; } = Setting.All;

    public string Name { get; set; } = "test";
}
