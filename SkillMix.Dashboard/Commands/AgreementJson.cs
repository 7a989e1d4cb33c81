using SkillMix.Core.Annotation;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Commands;

/// <summary>Agreement as one JSON document; where a number is not defined it is null and says why.</summary>
internal static class AgreementJson
{
    public static object Of(
        AgreementReport report,
        AgreementCut cut,
        IReadOnlyList<AgreementLine> lines,
        double epsilon,
        IReadOnlyList<StandIn> standIns
    )
    {
        var criteria = report.Criteria;
        return new
        {
            queue = criteria.Queue is { } queue
                ? new
                {
                    queue.Name,
                    unit = Word(queue.Unit),
                    selection = Word(queue.Selection),
                    queue.EndsEarly,
                }
                : null,
            criteria.Texts,
            texts_judged = criteria.Judged,
            texts_unfinished = criteria.Unfinished,
            texts_simulated = criteria.Simulated,
            criteria = criteria.Criteria.Count,
            left_out = criteria.Counted.Select(AnnotationWords.Of),
            raters = criteria.Raters.Select(rater => new
            {
                rater.Key,
                rater.Name,
                kind = rater.IsPerson ? "person" : "grader",
            }),
            cautions = AgreementCautions.Of(criteria),
            all = Document(report.All),
            by = AgreementWords.Key(cut),
            lines = lines.Select(Document),
            pairs = report.Matrix.Pairs.Select(pair => new
            {
                first = criteria.Raters[pair.First].Key,
                second = criteria.Raters[pair.Second].Key,
                coefficients = Document(pair.Agreement),
            }),
            confusions = report.Confusions.Select(confusion => new
            {
                grader = confusion.Grader.Name,
                plain = confusion.Plain.Select(Document),
                weighted = confusion.Weighted.Select(Document),
            }),
            effective_graders = new
            {
                report.Effective.Graders,
                shown = report.Effective.ToString(),
                mean_correlation = Document(report.Effective.MeanCorrelation),
                effective = Document(report.Effective.Effective),
                why_not = AgreementWords.WhyNot(report.Effective),
            },
            alternative_annotator_test = new
            {
                epsilon,
                graders = standIns.Select(one => new
                {
                    grader = one.Grader.Name,
                    passed = one.IsPassed,
                    one.WhyNot,
                    winning_rate = one.Test?.WinningRate,
                    advantage_probability = one.Test?.AdvantageProbability,
                    one.Test?.Used,
                    one.Test?.Total,
                    people = one.Test?.People.Zip(
                        criteria.People,
                        (contest, person) =>
                            new
                            {
                                person = criteria.Raters[person].Key,
                                criteria.Raters[person].Name,
                                contest.Units,
                                contest.Advantage,
                                contest.MeanDifference,
                                p = contest.PValue,
                                held_its_own = contest.IsRejected,
                            }
                    ),
                }),
            },
        };
    }

    private static object Document(AgreementLine line) =>
        new
        {
            line.Value,
            line.Texts,
            line.Criteria,
            people = Document(line.People),
            graders_against_people = line.Against.Select(one => new
            {
                grader = one.Grader.Name,
                coefficients = Document(one.Agreement),
            }),
            graders = Document(line.Graders),
        };

    private static Dictionary<string, object> Document(Agreement agreement) =>
        Enum.GetValues<CoefficientKind>()
            .ToDictionary(
                AgreementWords.Key,
                kind => Document(agreement[kind], AgreementWords.WhyNot(kind, agreement))
            );

    private static object Document(Coefficient coefficient, string? whyNot = null) =>
        new
        {
            coefficient.Value,
            coefficient.Interval?.Low,
            coefficient.Interval?.High,
            coefficient.Used,
            coefficient.Total,
            small = AgreementWords.IsSmall(coefficient),
            undefined_repeats = coefficient.UndefinedRepeats,
            why_not = whyNot ?? AgreementWords.WhyNoInterval(coefficient),
        };

    private static object Document(GraderConfusion line) =>
        new
        {
            kind = line.Kind is { } kind ? AnnotationWords.Of(kind) : AgreementLine.All,
            line.BothMet,
            line.Missed,
            line.FalselyMet,
            line.NeitherMet,
            line.Used,
            line.Total,
            line.PickedByHand,
            sensitivity = Document(line.Sensitivity),
            specificity = Document(line.Specificity),
            line.Youden,
            why_not = AgreementWords.WhyNot(line),
        };

    private static object Document(WeightedShare share) =>
        new
        {
            share.Value,
            share.Interval?.Low,
            share.Interval?.High,
            share.N,
            effective_n = share.EffectiveN,
        };

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
