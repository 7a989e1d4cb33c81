using SkillMix.Core.Annotation;

namespace SkillMix.Core.Metrics;

/// <summary>How far people agree with each other on the criteria that two or more of them judged.</summary>
/// <remarks>
/// Each criterion of each text is a unit, and its raters are the first two people who could tell: a queue has an item labelled by
/// whoever comes, so that the same two people need not meet twice. Neither coefficient depends on who is which of the two. Adjudications
/// replace nobody's verdict and play no part. There is no interval: criteria of one text are no independent units.
/// </remarks>
/// <param name="People">Different people who judged a criterion together with somebody else.</param>
/// <param name="Percent">Share of the criteria on which the two say the same; null where no two could tell.</param>
/// <param name="Gwet">Gwet's AC1; null where no two could tell.</param>
public sealed record HumanAgreement(int People, Coefficient Percent, Coefficient Gwet)
{
    private static readonly BootstrapSpec WithoutInterval = new(Repeats: 0);

    /// <summary>Criteria on which two people could tell.</summary>
    public int Used => Percent.Used;

    /// <summary>Criteria that two or more people judged, unsure or not.</summary>
    public int Total => Percent.Total;

    /// <summary>Compares people on some texts.</summary>
    public static HumanAgreement Of(IEnumerable<AnnotatedText> texts)
    {
        var shared = texts.SelectMany(text => text.Verdicts).Where(verdict => verdict.People.Count > 1).ToList();
        var agreement = Agreement.Of(
            RatingTable.OfVerdicts(["one", "another"], [.. shared.Select(FirstTwo)]),
            WithoutInterval
        );
        return new(
            shared.SelectMany(verdict => verdict.People).Select(one => one.Annotator.Id).Distinct().Count(),
            agreement.Percent,
            agreement.Gwet
        );
    }

    private static bool?[] FirstTwo(HumanVerdict verdict)
    {
        var told = verdict.People.Select(one => HumanVerdict.Decided(one.Judgement)).Where(met => met is not null);
        return [.. told.Concat([null, null]).Take(2)];
    }
}
