using System.Globalization;
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

    /// <summary>The coefficient of a word; null where there is none.</summary>
    public static CoefficientKind? ReadCoefficient(string? word) => Read<CoefficientKind>(word, Key);

    /// <summary>The cut of a word; null where there is none.</summary>
    public static AgreementCut? ReadCut(string? word) => Read<AgreementCut>(word, Key);

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

    private static T? Read<T>(string? word, Func<T, string> key)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (key(value) == word)
            {
                return value;
            }
        }

        return null;
    }
}
