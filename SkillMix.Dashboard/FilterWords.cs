using SkillMix.Core.Browse;

namespace SkillMix.Dashboard;

/// <summary>A filter of generations that a queue rests on, written as in an address of the dashboard.</summary>
internal static class FilterWords
{
    /// <summary>These say how a list is looked at, and nothing about what is in it where they have their usual value.</summary>
    private static readonly string[] OfTheScreen = ["in", "order"];

    /// <summary>The filter; a whole address may be pasted.</summary>
    /// <exception cref="ArgumentException">A word of it says nothing; unlike in an address, none is passed over.</exception>
    public static GenerationFilter Read(string? words)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return GenerationFilter.All;
        }

        var address = words.Contains('?', StringComparison.Ordinal) ? words : $"?{words}";
        var filter = SkillMixUrls.ReadFilter(address);
        var understood = SkillMixUrls
            .FilterPairs(filter)
            .Where(pair => pair.Value is not null)
            .ToLookup(pair => pair.Key);
        var known = SkillMixUrls.FilterPairs(Full).Select(pair => pair.Key).Distinct().ToList();
        foreach (var (key, values) in SkillMixUrls.Query(address))
        {
            if (!known.Contains(key))
            {
                throw new ArgumentException($"The filter has no '{key}'; there are {string.Join(", ", known)}.");
            }

            if (!OfTheScreen.Contains(key) && understood[key].Count() != values.Count)
            {
                throw new ArgumentException(
                    $"The filter does not understand '{key}={string.Join($"&{key}=", values)}'."
                );
            }
        }

        return filter;
    }

    /// <summary>A filter that uses every word.</summary>
    private static GenerationFilter Full { get; } =
        new()
        {
            Students = [""],
            Graders = [""],
            Ks = [1],
            Settings = [default],
            Skills = [""],
            Outcomes = [default],
        };
}
