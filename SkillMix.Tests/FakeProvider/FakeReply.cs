using System.Text.Json;

namespace SkillMix.Tests.FakeProvider;

/// <summary>How a reply goes wrong on its way.</summary>
public enum FakeFault
{
    None,

    /// <summary>The connection is dropped before a byte of the reply; in a stream too.</summary>
    DroppedConnection,

    /// <summary>Half of the announced body, or of the pieces, then the connection is dropped; what was sent last may be lost with it.</summary>
    HalfBody,

    /// <summary>A complete answer with status 200 that is no JSON.</summary>
    NoJson,

    /// <summary>A complete answer with status 200 whose JSON ends in the middle.</summary>
    HalfJson,

    /// <summary>A complete answer with status 200 that is JSON of something else.</summary>
    OtherJson,

    /// <summary>A stream that ends in order but without its last piece.</summary>
    EarlyEnd,
}

/// <summary>What the fake provider does with one request.</summary>
public sealed record FakeReply
{
    public string Text { get; init; } = "A short text.";

    /// <summary>OpenAI's words; translated for Anthropic.</summary>
    public string FinishReason { get; init; } = "stop";

    /// <summary>The words of a refusal in place of a text; null for none.</summary>
    public string? Refusal { get; init; }

    /// <summary>The model that says it answered; null for the one that was asked.</summary>
    public string? Model { get; init; }

    public int InputTokens { get; init; } = 10;

    public int OutputTokens { get; init; } = 5;

    /// <summary>Anything but 200 answers with <see cref="ErrorMessage"/>.</summary>
    public int Status { get; init; } = 200;

    public string ErrorMessage { get; init; } = "Something went wrong.";

    public string? ErrorCode { get; init; }

    /// <summary>Value of the Retry-After header: seconds, or a date.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Time before the reply.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Time between the pieces of a stream.</summary>
    public TimeSpan DelayBetweenPieces { get; init; }

    /// <summary>The reply waits for this; null for nothing. A test holds requests in flight with it.</summary>
    public Task? Gate { get; init; }

    /// <summary>Answers whole although pieces were asked for.</summary>
    public bool NeverStreams { get; init; }

    public FakeFault Fault { get; init; }

    public static FakeReply Says(string text) => new() { Text = text };

    public static FakeReply Fails(int status, string message = "Something went wrong.", string? code = null) =>
        new()
        {
            Status = status,
            ErrorMessage = message,
            ErrorCode = code,
        };

    public static FakeReply Limits(string? retryAfter = null) =>
        new()
        {
            Status = 429,
            ErrorMessage = "Slow down.",
            RetryAfter = retryAfter,
        };

    public static FakeReply Breaks(FakeFault fault) => new() { Fault = fault };

    public static FakeReply Refuses(string words) => new() { Refusal = words };
}

/// <summary>A request as it came over the wire.</summary>
/// <param name="Path">Without the query.</param>
/// <param name="Headers">Without those that carry keys.</param>
/// <param name="Key">The key it came with, without "Bearer"; null for none.</param>
/// <param name="Body">The JSON of the body.</param>
public sealed record FakeRequest(
    string Path,
    IReadOnlyDictionary<string, string> Headers,
    string? Key,
    JsonElement Body
)
{
    public string Model => Body.GetProperty("model").GetString()!;

    public bool IsStream => Body.TryGetProperty("stream", out var stream) && stream.GetBoolean();

    /// <summary>Names of the members of the body, in order of the alphabet.</summary>
    public IReadOnlyList<string> Fields =>
        [.. Body.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)];

    /// <summary>Raw JSON of a member of the body; null where it is absent.</summary>
    public string? Field(string name) => Body.TryGetProperty(name, out var value) ? value.GetRawText() : null;
}
