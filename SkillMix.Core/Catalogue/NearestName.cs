namespace SkillMix.Core.Catalogue;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest single-character edits from the one typed; the first of equals.</summary>
    /// <remarks>Letter case does not count, and a name also matches without its bracket: "accident" is "accident (fallacy)".</remarks>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">What may have been meant, at least one.</param>
    public static string To(string typed, IEnumerable<string> names) =>
        names.MinBy(name => Math.Min(Edits(typed, name), Edits(typed, name.Split('(')[0].Trim())))
        ?? throw new ArgumentException("There is no name to choose from.");

    private static int Edits(string from, string to)
    {
        var above = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i + 1;
            for (var j = 0; j < to.Length; j++)
            {
                var replaced = above[j] + (char.ToLowerInvariant(from[i]) == char.ToLowerInvariant(to[j]) ? 0 : 1);
                row[j + 1] = Math.Min(replaced, 1 + Math.Min(above[j + 1], row[j]));
            }

            above = row;
        }

        return above[^1];
    }
}
