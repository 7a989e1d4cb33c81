namespace SkillMix.Core.ChatModels;

/// <summary>A request was not sent, and nothing is wrong with it: what it is for stays to be done.</summary>
public class RequestWithheldException(string message) : Exception(message)
{
    /// <summary>Others may still be sent.</summary>
    public bool IsForThisOneOnly { get; init; }
}

/// <summary>A request was not sent because its run is to pause.</summary>
public sealed class RequestPausedException()
    : RequestWithheldException("The run is to pause; this request was not sent.");
