namespace SkillMix.Core.ChatModels;

/// <summary>What kept a provider from answering.</summary>
public enum ProviderFailure
{
    /// <summary>429: too many requests or tokens.</summary>
    RateLimited,

    /// <summary>503 or 529: too busy.</summary>
    Overloaded,

    /// <summary>Another 5xx.</summary>
    ServerError,

    /// <summary>No answer in time; also 408 and 504.</summary>
    TimedOut,

    /// <summary>No connection, or one that broke off before the reply was complete.</summary>
    ConnectionLost,

    /// <summary>Another 4xx or a redirect: asking again does not help.</summary>
    BadRequest,

    /// <summary>401 or 403: the key is wrong or may not do this.</summary>
    Unauthorised,

    /// <summary>The request was refused because of its content.</summary>
    ContentRefused,

    /// <summary>The reply is not what the provider's interface promises.</summary>
    Malformed,

    /// <summary>A reply in pieces was asked for, and no piece came: the server may know whole replies only.</summary>
    NotStreamed,
}

/// <summary>A provider did not answer. One type for all providers; keys are taken out of every word.</summary>
/// <remarks>Carries no inner exception on purpose: those of the SDKs quote headers and bodies.</remarks>
/// <param name="kind">What happened.</param>
/// <param name="statusCode">The HTTP status; null where there was none.</param>
/// <param name="words">The provider's own words, already without keys.</param>
/// <param name="retryAfter">How long the provider asks to wait; null where it does not say.</param>
public sealed class ProviderException(ProviderFailure kind, int? statusCode, string words, TimeSpan? retryAfter = null)
    : Exception(Sentence(kind, statusCode, words))
{
    public ProviderFailure Kind { get; } = kind;

    /// <summary>The HTTP status; null where there was none.</summary>
    public int? StatusCode { get; } = statusCode;

    /// <summary>The provider's own words, or what the connection said; without keys.</summary>
    public string Words { get; } = words;

    /// <summary>How long the provider asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether asking again may help.</summary>
    /// <remarks>A used-up quota comes as 429 too, but waiting does not fill it.</remarks>
    public bool IsTransient { get; init; } =
        kind
        is ProviderFailure.RateLimited
            or ProviderFailure.Overloaded
            or ProviderFailure.ServerError
            or ProviderFailure.TimedOut
            or ProviderFailure.ConnectionLost
            or ProviderFailure.Malformed;

    /// <summary>Whether the provider may have done (and charged for) the work although no reply arrived.</summary>
    public bool MayHaveCost { get; init; } =
        kind
        is ProviderFailure.TimedOut
            or ProviderFailure.ConnectionLost
            or ProviderFailure.Malformed
            or ProviderFailure.NotStreamed;

    private static string Sentence(ProviderFailure kind, int? statusCode, string words)
    {
        var what = kind switch
        {
            ProviderFailure.RateLimited => "The provider limits the rate",
            ProviderFailure.Overloaded => "The provider is overloaded",
            ProviderFailure.ServerError => "The provider failed",
            ProviderFailure.TimedOut => "The provider did not answer in time",
            ProviderFailure.ConnectionLost => "The connection to the provider was lost",
            ProviderFailure.BadRequest => "The provider does not take the request",
            ProviderFailure.Unauthorised => "The provider does not take the key",
            ProviderFailure.ContentRefused => "The provider refuses the content",
            ProviderFailure.NotStreamed => "The provider did not send its reply in pieces",
            _ => "The provider's reply cannot be read",
        };
        return (statusCode is null ? what : $"{what} (HTTP {statusCode})") + (words.Length == 0 ? "." : $": {words}");
    }
}
