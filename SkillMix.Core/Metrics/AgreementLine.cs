namespace SkillMix.Core.Metrics;

/// <summary>How far one grader agrees with people's verdict.</summary>
/// <param name="Grader">The grader.</param>
/// <param name="Agreement">Of the two, grader and people together.</param>
public sealed record GraderAgreement(Rater Grader, Agreement Agreement);

/// <summary>Agreement over all criteria, or over one part of them.</summary>
/// <param name="Value">Name of the part; <see cref="All"/> for all.</param>
/// <param name="Texts">Texts in it.</param>
/// <param name="Criteria">Criteria in it.</param>
/// <param name="People">Of all people.</param>
/// <param name="Against">Of each grader with people's verdict.</param>
/// <param name="Graders">Of all graders.</param>
public sealed record AgreementLine(
    string Value,
    int Texts,
    int Criteria,
    Agreement People,
    IReadOnlyList<GraderAgreement> Against,
    Agreement Graders
)
{
    /// <summary>What the line over all criteria is called.</summary>
    public const string All = "all";

    /// <summary>The lines of a cut.</summary>
    /// <param name="criteria">All criteria.</param>
    /// <param name="cut">By what they are parted.</param>
    /// <param name="bootstrap">How the intervals are found; <see cref="BootstrapSpec.Default"/> when null.</param>
    public static IReadOnlyList<AgreementLine> By(
        RatedCriteria criteria,
        AgreementCut cut,
        BootstrapSpec? bootstrap = null
    ) => [.. criteria.PartsBy(cut).AsParallel().AsOrdered().Select(part => Of(part.Value, part.Part, bootstrap))];

    /// <summary>One line.</summary>
    public static AgreementLine Of(string value, RatedCriteria criteria, BootstrapSpec? bootstrap = null) =>
        new(
            value,
            criteria.Judged,
            criteria.Criteria.Count,
            Agreement.Of(criteria.TableOf(criteria.People), bootstrap),
            [
                .. criteria.Graders.Select(grader => new GraderAgreement(
                    criteria.Raters[grader],
                    Agreement.Of(criteria.TableAgainstPeople(grader), bootstrap)
                )),
            ],
            Agreement.Of(criteria.TableOf(criteria.Graders), bootstrap)
        );
}
