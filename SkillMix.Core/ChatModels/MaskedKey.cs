namespace SkillMix.Core.ChatModels;

/// <summary>A key as it may be shown: "sk-…3f9a".</summary>
public sealed record MaskedKey
{
    private const int LeastLength = 12;
    private const int ShownAtTheEnd = 4;

    private MaskedKey(string shown) => Shown = shown;

    /// <summary>At most three characters of the start (only a prefix such as "sk-") and four of the end; "…" for a key under twelve.</summary>
    public string Shown { get; }

    /// <summary>Masks a key. Nothing of the key but what is shown is kept.</summary>
    public static MaskedKey Of(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length < LeastLength)
        {
            return new("…");
        }

        var prefix = key[2] == '-' ? key[..3] : "";
        return new($"{prefix}…{key[^ShownAtTheEnd..]}");
    }

    /// <inheritdoc/>
    public override string ToString() => Shown;
}
