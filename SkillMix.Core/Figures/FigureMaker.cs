using SkillMix.Core.Figures.Kinds;
using SkillMix.Core.Figures.Paper;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>From a spec and what a store says to the figure: the one way, whoever asks.</summary>
public static class FigureMaker
{
    /// <summary>Makes a figure.</summary>
    /// <param name="asked">The spec.</param>
    /// <exception cref="ArgumentException">The store does not hold what is asked, or it cannot be drawn; the message says what to do.</exception>
    public static MadeFigure Make(FigureSpec asked, FigureInput input)
    {
        var spec = FigureChoices.As(asked, asked.Kind);
        var offers = input.Offers;
        offers.Require(spec.Choices);
        var choices = offers.Complete(Asked(spec, offers, input.Students));
        var part = MeasureOffers.Part(input.Points, choices);
        var sketch = Draw(new(spec, choices, part, input));
        var figure = spec.Title is { } title ? sketch.Figure with { Title = title } : sketch.Figure;
        return new(
            asked,
            choices,
            figure,
            [
                .. FigureLint.Of(figure, sketch.Lint, sketch.Says),
                .. Chosen(asked, choices, offers),
                .. OnPaper(figure, spec.Style),
            ],
            FigureCaption.Of(figure, sketch.Rows, choices.Options)
        );
    }

    /// <summary>What is asked, where a kind needs another choice than the others where none was made.</summary>
    private static MeasureChoices Asked(FigureSpec spec, MeasureOffers offers, IReadOnlyList<CurveStudent> known) =>
        spec switch
        {
            { Kind: FigureKind.Graders, Choices.Graders.Count: 0 } => spec.Choices with
            {
                Graders = [.. offers.Graders.Take(2)],
            },
            { Kind: FigureKind.Criteria or FigureKind.Skills, Choices.Students.Count: 0 } => spec.Choices with
            {
                Students = Pair(offers.Students, known),
            },
            { Kind: FigureKind.Confusion, Choices.Graders.Count: 0 } => spec.Choices with { Graders = offers.Graders },
            { Kind: FigureKind.Grid, Choices.Settings.Count: 0 } => spec.Choices with { Settings = offers.Settings },
            _ => spec.Choices,
        };

    /// <summary>What the figure chose by itself where it moves the numbers, and what it was asked in vain.</summary>
    private static IEnumerable<string> Chosen(FigureSpec asked, MeasureChoices choices, MeasureOffers offers)
    {
        if (
            !FigureChoices.IsOfQueue(asked.Kind)
            && asked.Choices.Graders.Count == 0
            && choices.Graders.Count < offers.Graders.Count
        )
        {
            yield return $"Nobody chose a grader: it is graded by {string.Join(" and ", choices.Graders)}, of {offers.Graders.Count} graders.";
        }

        if (FigureChoices.Unused(asked) is { Count: > 0 } unused)
        {
            yield return $"Chosen, and without a meaning for this kind of figure: {string.Join(", ", unused)}.";
        }
    }

    /// <summary>What its look takes from it.</summary>
    private static IEnumerable<string> OnPaper(Figure figure, FigureStyle style)
    {
        if (FigureLayout.OutsideCount(figure, style) is > 0 and var outside)
        {
            yield return FormattableString.Invariant(
                $"{outside} of {FigureLayout.ValueCount(figure)} values lie outside the axes."
            );
        }

        if (FigureLayout.LegendCoversData(figure, style))
        {
            yield return "The legend lies over data; another place for it, or none, leaves all to be seen.";
        }
    }

    /// <summary>A base model and the last of what was tuned from it: more could not be told apart.</summary>
    private static IReadOnlyList<string> Pair(IReadOnlyList<string> students, IReadOnlyList<CurveStudent> known)
    {
        var tuned = known
            .Where(one => one.BaseModel is { } root && students.Contains(root) && students.Contains(one.Name))
            .OrderBy(one => one.TrainingData?.Length)
            .ThenBy(one => one.TrainingData, StringComparer.Ordinal)
            .LastOrDefault();
        return tuned is null ? [.. students.Take(2)] : [tuned.BaseModel!, tuned.Name];
    }

    private static Sketch Draw(FigureMaterial material) =>
        material.Spec.Kind switch
        {
            FigureKind.Curve => CurveKind.Draw(material),
            FigureKind.Criteria => CriteriaKind.Draw(material),
            FigureKind.Paired => PairedKind.Draw(material),
            FigureKind.Training => TrainingKind.Draw(material),
            FigureKind.Graders => GradersKind.Draw(material),
            FigureKind.Skills => SkillsKind.Draw(material),
            FigureKind.Pairs => PairsKind.Draw(material),
            FigureKind.Grid => GridKind.Draw(material),
            FigureKind.Novelty => NoveltyKind.Draw(material),
            FigureKind.Confusion => ConfusionKind.Draw(material),
            FigureKind.Labels => LabelsKind.Draw(material),
            var kind => throw new ArgumentOutOfRangeException(nameof(material), kind, "Unknown kind of figure."),
        };
}
