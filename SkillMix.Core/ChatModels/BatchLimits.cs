namespace SkillMix.Core.ChatModels;

/// <summary>How much one file of requests may hold.</summary>
/// <param name="Requests">Most requests, ≥ 1.</param>
/// <param name="Bytes">Most bytes, line breaks included, ≥ 1.</param>
public sealed record BatchLimits(int Requests, long Bytes)
{
    /// <summary>Most bytes of a file at OpenAI and at Azure: 200 MB, counted in the smaller megabytes of 10⁶ bytes.</summary>
    public const long MostBytes = 200_000_000;

    /// <summary>Most requests of a file at OpenAI.</summary>
    public const int MostRequests = 50_000;

    /// <summary>Most requests of a file at Azure.</summary>
    public const int MostAzureRequests = 100_000;

    /// <summary>The limits of a model's provider. A compatible server, whose limits are not known, gets OpenAI's.</summary>
    public static BatchLimits Of(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model.Provider is Provider.Azure ? MostAzureRequests : MostRequests, MostBytes);
    }
}
