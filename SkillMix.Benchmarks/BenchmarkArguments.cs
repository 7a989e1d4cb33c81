using System.Globalization;

namespace SkillMix.Benchmarks;

/// <summary>What to measure.</summary>
/// <param name="Generations">Sizes of the stores, ascending.</param>
/// <param name="Rows">Only rows whose name contains one of these words; empty for all.</param>
/// <param name="Runs">Measured runs behind each median, ≥ 1.</param>
/// <param name="IsFresh">Make the stores anew even where they are at hand.</param>
public sealed record BenchmarkArguments(
    IReadOnlyList<int> Generations,
    IReadOnlyList<string> Rows,
    int Runs,
    bool IsFresh
)
{
    public const string Usage =
        "dotnet run -c Release --project SkillMix.Benchmarks -- [--generations 10000,100000] [--rows list,search] [--runs 7] [--fresh] | --coverage [4000]";

    /// <exception cref="ArgumentException">An argument is unknown or has no value.</exception>
    public static BenchmarkArguments Parse(IReadOnlyList<string> arguments)
    {
        var parsed = new BenchmarkArguments([10_000, 100_000], [], 7, false);
        for (var i = 0; i < arguments.Count; i++)
        {
            parsed = arguments[i] switch
            {
                "--fresh" => parsed with { IsFresh = true },
                "--generations" => parsed with { Generations = [.. Words(arguments, ++i).Select(Number).Order()] },
                "--rows" => parsed with { Rows = Words(arguments, ++i) },
                "--runs" => parsed with { Runs = Number(Words(arguments, ++i)[0]) },
                var unknown => throw new ArgumentException($"The argument {unknown} is unknown. Usage: {Usage}"),
            };
        }

        return parsed;
    }

    /// <summary>Whether a row was asked for.</summary>
    public bool Wants(string row) =>
        Rows.Count == 0 || Rows.Any(word => row.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a row was asked for that is measured in a large store.</summary>
    public bool WantsStores =>
        Rows.Count == 0
        || Rows.Any(word =>
            !word.StartsWith("run", StringComparison.Ordinal)
            && !word.StartsWith("figure", StringComparison.Ordinal)
            && !word.StartsWith("tuple", StringComparison.Ordinal)
        );

    private static string[] Words(IReadOnlyList<string> arguments, int place) =>
        place < arguments.Count
            ? arguments[place].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : throw new ArgumentException($"{arguments[place - 1]} needs a value. Usage: {Usage}");

    private static int Number(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException(
                $"'{word}' was given where a whole number of 1 or more was expected. Usage: {Usage}"
            );
}
