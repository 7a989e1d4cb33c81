using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace SkillMix.Dashboard.Components;

/// <summary>What somebody gave in a field; null where it is empty or not what is asked for.</summary>
public static class FieldValue
{
    /// <summary>A whole number from 1.</summary>
    public static int? Whole(ChangeEventArgs change) =>
        int.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;

    /// <summary>A number.</summary>
    public static double? Real(ChangeEventArgs change) =>
        double.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An amount of money, ≥ 0.</summary>
    public static decimal? Amount(ChangeEventArgs change) =>
        decimal.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : null;

    /// <summary>Text without the blanks around it.</summary>
    public static string? Text(ChangeEventArgs change) =>
        string.IsNullOrWhiteSpace(change.Value as string) ? null : ((string)change.Value).Trim();
}
