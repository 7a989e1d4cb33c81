namespace SkillMix.Core.Metrics;

/// <summary>How far a mean over tuples is to be trusted, by one rule.</summary>
/// <param name="StandardError">Null where there are fewer than two values.</param>
/// <param name="Interval">Not clipped to any range; null where there is nothing to base it on.</param>
/// <param name="Method">"wilson", "student-t", "shared-skills", "tuple-bootstrap"; "none" without an interval.</param>
/// <param name="Skills">Different skills behind the mean; null unless the claim is for skills like these.</param>
internal sealed record Spread(double? StandardError, Interval? Interval, string Method, int? Skills = null)
{
    /// <summary>Wilson's interval; every value is 0 or 1.</summary>
    public static Spread OfCounts(double[] values, double confidence) =>
        Made(
            Intervals.StandardError(values),
            Intervals.Wilson(values.AsSpan().Count(1.0), values.Length, confidence),
            "wilson"
        );

    /// <summary>The spread of a mean of scores, or of differences of scores, over tuples.</summary>
    /// <param name="scores">One per tuple; null where it is undecided.</param>
    /// <param name="skillsOf">The skills of the tuple at a place; asked only for skills like these.</param>
    /// <param name="options">Rule, level and draws.</param>
    public static Spread Of(
        IReadOnlyList<double?> scores,
        Func<int, IReadOnlyList<string>> skillsOf,
        MetricOptions options
    )
    {
        double[] values = [.. scores.OfType<double>()];
        return options.Intervals switch
        {
            IntervalRule.SkillsLikeThese => OfSkills(
                values,
                [.. Enumerable.Range(0, scores.Count).Where(place => scores[place] is not null).Select(skillsOf)],
                options.Confidence
            ),
            IntervalRule.TupleBootstrap => OfDraws(
                TupleBootstrap.Of(scores, options.Bootstrap with { Confidence = options.Confidence })
            ),
            _ => Made(Intervals.StandardError(values), Intervals.StudentT(values, options.Confidence), "student-t"),
        };
    }

    private static Spread OfSkills(double[] values, IReadOnlyList<IReadOnlyList<string>> skills, double confidence)
    {
        var shared = SharedSkills.Of(values, skills, confidence);
        return Made(shared?.StandardError, shared?.Interval, "shared-skills") with { Skills = shared?.Skills };
    }

    private static Spread OfDraws(TupleBootstrap? drawn) =>
        Made(drawn?.StandardError, drawn?.Interval, "tuple-bootstrap");

    private static Spread Made(double? error, Interval? interval, string method) =>
        new(error, interval, interval is null ? "none" : method);
}
