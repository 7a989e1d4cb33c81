using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>What is measured and how, as somebody asked for it; empty lists leave the choice open, see <see cref="MeasureOffers.Complete"/>.</summary>
public sealed record MeasureChoices
{
    public IReadOnlyList<string> Students { get; init; } = [];

    public IReadOnlyList<string> Graders { get; init; } = [];

    public IReadOnlyList<Setting> Settings { get; init; } = [];

    public IReadOnlyList<int> Ks { get; init; } = [];

    /// <summary>Samples, by the first characters of their identity; none for all.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>The rules of measuring.</summary>
    public MetricOptions Options { get; init; } = MetricOptions.Default;

    /// <summary>Rows as legends and tables have them: students in the order in which they were chosen, then settings, graders and k.</summary>
    public IReadOnlyList<MetricRow> InOrder(IReadOnlyList<MetricRow> rows) =>
        [
            .. rows.OrderBy(row => PlaceOf(row.Student))
                .ThenBy(row => row.Setting)
                .ThenBy(row => row.Grader, StringComparer.Ordinal)
                .ThenBy(row => row.K),
        ];

    /// <summary>The place of a student among those that were chosen; behind them where it is none of them.</summary>
    public int PlaceOf(string student)
    {
        for (var i = 0; i < Students.Count; i++)
        {
            if (Students[i] == student)
            {
                return i;
            }
        }

        return Students.Count;
    }
}
