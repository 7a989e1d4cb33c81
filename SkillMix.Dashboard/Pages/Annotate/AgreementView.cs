using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>What the Agreement page shows.</summary>
public sealed record AgreementView
{
    /// <summary>Only this queue; null for all texts that people judged.</summary>
    public Guid? Queue { get; init; }

    /// <summary>By what criteria are parted.</summary>
    public AgreementCut By { get; init; }

    /// <summary>The coefficient in the tables.</summary>
    public CoefficientKind Show { get; init; }

    /// <summary>ε of the alternative annotator test.</summary>
    public double Epsilon { get; init; } = StandIn.UsualEpsilon;

    /// <summary>One side of the open cell: a rater's key, or <see cref="OpenCell.People"/> or <see cref="OpenCell.Graders"/>.</summary>
    public string? First { get; init; }

    /// <summary>Its other side.</summary>
    public string? Second { get; init; }

    /// <summary>The part of the cut that it is in; null for all.</summary>
    public string? Value { get; init; }

    /// <summary>Lists what both judged, not only where they differ.</summary>
    public bool ShowsAllItems { get; init; }

    /// <summary>The first line of the list, from 0.</summary>
    public int Start { get; init; }

    /// <summary>The same with another cell open.</summary>
    public AgreementView At(string first, string second, string? value = null) =>
        this with
        {
            First = first,
            Second = second,
            Value = value,
            ShowsAllItems = false,
            Start = 0,
        };

    /// <summary>The same with no cell open.</summary>
    public AgreementView Closed() =>
        this with
        {
            First = null,
            Second = null,
            Value = null,
            ShowsAllItems = false,
            Start = 0,
        };

    /// <summary>Whether this cell is the open one.</summary>
    public bool IsOpen(string first, string second, string? value = null) =>
        (First, Second, Value) == (first, second, value);
}
