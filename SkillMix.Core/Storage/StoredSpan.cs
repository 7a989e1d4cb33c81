namespace SkillMix.Core.Storage;

/// <summary>Words of a reply, kept as the place where they stand in it; in full where they are not to be found there.</summary>
/// <param name="Start">First character in the raw reply; null where there are no words or they are kept in full.</param>
/// <param name="Length">How many characters (UTF-16).</param>
/// <param name="Words">The words themselves; null where there are none or the place is kept.</param>
internal readonly record struct StoredSpan(int? Start, int? Length, string? Words)
{
    /// <summary>How words are kept beside a reply. It is raw and never changes, unlike what readers make of it.</summary>
    public static StoredSpan Of(string? words, string reply)
    {
        if (words is null)
        {
            return default;
        }

        // UTF-8 cannot hold a lone surrogate, neither in the reply nor here: the words come back the same either way.
        var start = reply.IndexOf(words, StringComparison.Ordinal);
        return start < 0 ? new(null, null, words) : new(start, words.Length, null);
    }

    /// <summary>The words.</summary>
    /// <exception cref="InvalidDataException">The reply is shorter than it was.</exception>
    public string? In(string reply)
    {
        if (Start is not { } start)
        {
            return Words;
        }

        return start + Length <= reply.Length
            ? reply.Substring(start, Length ?? 0)
            : throw new InvalidDataException(
                $"A verdict points at character {start + Length} of a reply that has {reply.Length}: the store is damaged."
            );
    }
}
