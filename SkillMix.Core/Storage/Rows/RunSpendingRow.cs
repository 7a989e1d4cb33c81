using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Storage.Rows;

/// <summary>What the requests of a run to one model came to.</summary>
public sealed class RunSpendingRow
{
    public long RunId { get; set; }

    public long ModelId { get; set; }

    /// <summary>What they were for.</summary>
    public RequestRole Role { get; set; }

    /// <summary>The name the model answered by; "" where it gave none.</summary>
    public required string AnsweredBy { get; set; }

    public long Replies { get; set; }

    /// <summary>Requests that failed for good.</summary>
    public long Failures { get; set; }

    public long Tries { get; set; }

    /// <summary>Of prompts and replies, failed tries included.</summary>
    public long Tokens { get; set; }

    /// <summary>Of replies.</summary>
    public long TokensOut { get; set; }

    public double Usd { get; set; }

    public long Milliseconds { get; set; }
}
