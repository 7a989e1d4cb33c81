using System.Globalization;
using System.Text.Json;

namespace SkillMix.Core.Figures.Paper;

/// <summary>Choices of style as addresses and the command line write them: "top-left", "0:1".</summary>
public static class StyleWords
{
    /// <summary>A choice in small letters with hyphens.</summary>
    public static string Of<T>(T choice)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString());

    /// <summary>All words of a choice, the usual one first.</summary>
    public static string[] All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];

    /// <summary>The choice of a word; null where there is none of it.</summary>
    public static T? Read<T>(string? word)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(choice => Of(choice) == word).Select(choice => (T?)choice).FirstOrDefault();

    /// <summary>"0:1".</summary>
    public static string? Of(AxisRange? range) =>
        range is null ? null : string.Create(CultureInfo.InvariantCulture, $"{range.Min}:{range.Max}");

    /// <summary>The range of two numbers with a colon between them.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static AxisRange ReadRange(string words) =>
        words.Split(':') is [var from, var to]
        && double.TryParse(from, NumberStyles.Float, CultureInfo.InvariantCulture, out var min)
        && double.TryParse(to, NumberStyles.Float, CultureInfo.InvariantCulture, out var max)
        && double.IsFinite(min)
        && double.IsFinite(max)
        && min < max
            ? new(min, max)
            : throw new FormatException($"a range is a lower and a higher number, such as 0:1, not '{words}'");
}
