using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Storage.Rows;

/// <summary>A request of a run that ended.</summary>
public sealed class RequestRow
{
    public long Id { get; set; }

    public long RunId { get; set; }

    /// <summary>See <see cref="SkillMix.Core.ChatModels.ReplyKey"/>; null for a request that failed.</summary>
    public byte[]? Key { get; set; }

    public long ModelId { get; set; }

    /// <summary>What it was for.</summary>
    public RequestRole Role { get; set; }

    /// <summary>How often it was sent.</summary>
    public int Tries { get; set; }

    /// <summary>Tokens of the reply; null where the provider does not say.</summary>
    public int? TokensOut { get; set; }

    /// <summary>What all tries cost.</summary>
    public double Usd { get; set; }

    /// <summary>From the first try to the end.</summary>
    public long Milliseconds { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset Created { get; set; }
}
