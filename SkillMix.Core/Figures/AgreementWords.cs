using System.Globalization;
using SkillMix.Core.Annotation;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>Coefficients of agreement as pages and commands write them, and why one is missing.</summary>
public static class AgreementWords
{
    /// <summary>"Krippendorff's α".</summary>
    public static string Name(CoefficientKind kind) =>
        kind switch
        {
            CoefficientKind.Percent => "percent agreement",
            CoefficientKind.Cohen => "Cohen's κ",
            CoefficientKind.Fleiss => "Fleiss' κ",
            CoefficientKind.Gwet => "Gwet's AC1",
            _ => "Krippendorff's α",
        };

    /// <summary>"krippendorff": how addresses, options and files name it.</summary>
    public static string Key(CoefficientKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>"kind", "k", "skill", "student" or "setting".</summary>
    public static string Key(AgreementCut cut) => cut.ToString().ToLowerInvariant();

    /// <summary>A cut as a heading.</summary>
    public static string Title(AgreementCut cut) =>
        cut switch
        {
            AgreementCut.K => "k",
            AgreementCut.Skill => "Skill",
            AgreementCut.Student => "Student",
            AgreementCut.Setting => "Setting",
            _ => "Kind of criterion",
        };

    /// <summary>The coefficient of a word; null where there is none.</summary>
    public static CoefficientKind? ReadCoefficient(string? word) => AnnotationWords.Read<CoefficientKind>(word, Key);

    /// <summary>The cut of a word; null where there is none.</summary>
    public static AgreementCut? ReadCut(string? word) => AnnotationWords.Read<AgreementCut>(word, Key);

    /// <summary>"0.62", "−0.10" or "87.5 %"; "–" where it is not defined.</summary>
    public static string Number(CoefficientKind kind, double? value) =>
        value is not { } number ? "–"
        : kind == CoefficientKind.Percent ? (100 * number).ToString("0.0", CultureInfo.InvariantCulture) + " %"
        : number.ToString("0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>"0.41 … 0.80"; null where there is no interval.</summary>
    public static string? Limits(CoefficientKind kind, Interval? interval) =>
        interval is { } limits ? $"{Number(kind, limits.Low)} … {Number(kind, limits.High)}" : null;

    /// <summary>Whether it rests on so little that one verdict more can move it far.</summary>
    public static bool IsSmall(Coefficient coefficient) =>
        coefficient.Value is not null && coefficient.Used < AgreementReport.FewUnits;

    /// <summary>Why a coefficient is not defined; null where it is.</summary>
    /// <param name="kind">Which coefficient.</param>
    /// <param name="agreement">Of whom.</param>
    public static string? WhyNot(CoefficientKind kind, Agreement agreement) =>
        agreement[kind].Value is not null ? null
        : agreement.Raters.Count < 2 ? "There is nobody to compare with."
        : kind == CoefficientKind.Cohen && agreement.Raters.Count > 2
            ? "Cohen's κ is of two raters; Fleiss' κ is of more."
        : agreement.Units == 0 ? "There is no criterion here."
        : agreement[kind].Used > 0
            ? "All said the same of every criterion, so that chance would have agreed as often; percent agreement and AC1 can be read."
        : kind == CoefficientKind.Krippendorff || agreement.Raters.Count == 2
            ? "No criterion was judged by two of them."
        : "No criterion was judged by all of them; Krippendorff's α takes what some have judged.";

    /// <summary>Why a coefficient has no interval; null where it has one, or is not defined itself.</summary>
    public static string? WhyNoInterval(Coefficient coefficient) =>
        coefficient is not { Value: not null, Interval: null } ? null
        : coefficient.UndefinedRepeats > 0
            ? FormattableString.Invariant(
                $"No interval: in {coefficient.UndefinedRepeats} repeats of the bootstrap nothing varied."
            )
        : "No interval: it rests on a single item.";

    /// <summary>Why a line of a confusion says nothing of one kind of verdict, or of both; null where it speaks of both.</summary>
    public static string? WhyNot(GraderConfusion line) =>
        (line.Sensitivity.Value, line.Specificity.Value) switch
        {
            (null, null) when line.PickedByHand > 0 =>
                "None of it was drawn by chance, so that there is nothing to weight.",
            (null, null) => "There is no criterion that both this grader and people decided.",
            (null, _) => "People saw it met nowhere, so that there is no sensitivity.",
            (_, null) => "People saw it met everywhere, so that there is no specificity.",
            _ => null,
        };

    /// <summary>Why there is no effective number of graders; null where there is one.</summary>
    public static string? WhyNot(EffectiveGraders effective) =>
        effective.MeanCorrelation.Value is not null ? null
        : effective.Graders < 2 ? "It takes two graders or more."
        : effective.MeanCorrelation.Used == 0 ? "There is no criterion that people and all graders decided."
        : "A grader errs nowhere, or everywhere: its errors cannot go together with those of others.";

    /// <summary>What the alternative annotator test says of a grader, in one sentence or two.</summary>
    public static string Answer(StandIn one) =>
        one.WhyNot
        ?? string.Create(
            CultureInfo.InvariantCulture,
            $"{(one.IsPassed is true ? "may stand in" : "may not stand in")} at ε = {one.Test!.Epsilon:0.##}: holds its own against {one.Test.People.Count(contest => contest.IsRejected)} of {one.Test.People.Count(contest => contest.PValue is not null)} people (ω = {one.Test.WinningRate:0.00}), and agrees with the others at least as well as a person does on {Number(CoefficientKind.Percent, one.Test.AdvantageProbability)} of the criteria (ρ)."
        );

    /// <summary>What a line of a confusion is called.</summary>
    public static string Name(GraderConfusion line) =>
        line.Kind is { } kind ? AnnotationWords.Of(kind) : AgreementLine.All;

    /// <summary>"0.93 (0.85 … 0.97)"; "–" where it rests on nothing.</summary>
    public static string Share(WeightedShare share) =>
        share.Interval is { } limits
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{share.Value:0.00} ({limits.Low:0.00} … {limits.High:0.00})"
            )
            : "–";

    /// <summary>What there is, in one sentence.</summary>
    public static string Facts(RatedCriteria criteria) =>
        $"{(criteria.Queue is { } queue ? $"Queue '{queue.Name}', {Design(queue)}" : "All texts that people judged")}: {(criteria.Judged == criteria.Texts ? $"{criteria.Judged}" : $"{criteria.Judged} of {criteria.Texts}")} texts, {criteria.Criteria.Count} criteria; people: {Names(criteria, criteria.People)}; graders: {Names(criteria, criteria.Graders)}.";

    /// <summary>How a queue was chosen: "tuples drawn by chance, split panels 3 times as often".</summary>
    public static string Design(QueueSpec queue) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(queue.Unit == QueueUnit.Tuple ? "tuples" : "single texts")} {queue.Selection switch
            {
                QueueSelection.Probability when queue.Boost > 1 => $"drawn by chance, split panels {queue.Boost:0.##} times as often",
                QueueSelection.Probability => "drawn by chance",
                QueueSelection.Disagreements => "on which graders differ",
                _ => "picked by hand",
            }}"
        );

    private static string Names(RatedCriteria criteria, IReadOnlyList<int> raters) =>
        raters.Count == 0 ? "none" : string.Join(", ", raters.Select(rater => criteria.Raters[rater].Name));
}
