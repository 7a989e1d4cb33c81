using System.Globalization;

namespace SkillMix.Core.Prompts;

/// <summary>Small numbers in English words.</summary>
public static class NumberWords
{
    private static readonly string[] Words =
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];

    /// <summary>"one" to "twenty" for 1 to 20; digits for every other number.</summary>
    public static string Of(int number) =>
        number is >= 1 and <= 20 ? Words[number - 1] : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>"one sentence", "two sentences", and so on.</summary>
    public static string Sentences(int number) => $"{Of(number)} {SentenceNoun(number)}";

    /// <summary>"sentence" for one, "sentences" else.</summary>
    public static string SentenceNoun(int number) => number == 1 ? "sentence" : "sentences";
}
