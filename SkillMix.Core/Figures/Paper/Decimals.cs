using System.Globalization;

namespace SkillMix.Core.Figures.Paper;

/// <summary>Numbers as figure files hold them.</summary>
internal static class Decimals
{
    /// <summary>At most two decimals, unless said otherwise: a hundredth of a point is less than any printer resolves.</summary>
    public static string Number(double value, int decimals = 2) =>
        (Math.Round(value, decimals) + 0.0).ToString("0.####", CultureInfo.InvariantCulture);
}
