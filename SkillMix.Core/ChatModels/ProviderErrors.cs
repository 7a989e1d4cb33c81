using System.ClientModel;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace SkillMix.Core.ChatModels;

/// <summary>Turns statuses and exceptions of every provider into <see cref="ProviderException"/>.</summary>
internal static class ProviderErrors
{
    /// <summary>An answer that is no success.</summary>
    /// <param name="body">The body as far as it came, JSON or not.</param>
    public static ProviderException OfStatus(int status, string body, TimeSpan? retryAfter, SecretScrubber scrubber)
    {
        var (message, codes) = Read(body);
        var kind = status switch
        {
            429 => ProviderFailure.RateLimited,
            503 or 529 => ProviderFailure.Overloaded,
            408 or 504 => ProviderFailure.TimedOut,
            >= 500 => ProviderFailure.ServerError,
            401 or 403 => ProviderFailure.Unauthorised,
            _ when codes.Any(IsAboutContent) => ProviderFailure.ContentRefused,
            _ => ProviderFailure.BadRequest,
        };
        var failure = new ProviderException(kind, status, scrubber.Clean(message), retryAfter);
        return codes.Contains("insufficient_quota")
            ? new(kind, status, failure.Words, retryAfter) { IsTransient = false }
            : failure;
    }

    /// <summary>The provider's words in an error of any form, without keys.</summary>
    /// <param name="body">The error as it came, JSON or not.</param>
    public static string WordsIn(string body, SecretScrubber scrubber) => scrubber.Clean(Read(body).Message);

    /// <summary>Whether the exception must not go on as it is: it is not ours already, and the caller did not cancel.</summary>
    public static bool IsForeign(Exception exception, CancellationToken cancellationToken) =>
        exception is not ProviderException && !cancellationToken.IsCancellationRequested;

    /// <summary>What an SDK or the connection threw.</summary>
    public static ProviderException Of(Exception exception, SecretScrubber scrubber)
    {
        List<Exception> chain = [.. Chain(exception)];
        if (chain.OfType<ProviderException>().FirstOrDefault() is { } inside)
        {
            return inside;
        }

        if (chain.OfType<ClientResultException>().FirstOrDefault(result => result.Status >= 300) is { } answered)
        {
            return OfStatus(
                answered.Status,
                answered.GetRawResponse()?.Content.ToString() ?? answered.Message,
                null,
                scrubber
            );
        }

        var kind =
            chain.Any(e => e is OperationCanceledException or TimeoutException) ? ProviderFailure.TimedOut
            : chain.Any(e => e is HttpRequestException or IOException or SocketException)
                ? ProviderFailure.ConnectionLost
            : ProviderFailure.Malformed;
        var wasSent = !chain.OfType<HttpRequestException>().Any(e => NeverConnected(e.HttpRequestError));
        return new(kind, null, scrubber.Clean(chain[^1].Message)) { MayHaveCost = wasSent };
    }

    /// <summary>Retry-After in seconds or as a date, or OpenAI's own header in milliseconds; null where there is none.</summary>
    public static TimeSpan? RetryAfterOf(HttpResponseHeaders headers, TimeProvider clock)
    {
        if (
            headers.TryGetValues("retry-after-ms", out var values)
            && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is >= 0 and < int.MaxValue
        )
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        return headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => TimeSpan.FromTicks(Math.Max(0, (date - (headers.Date ?? clock.GetUtcNow())).Ticks)),
            _ => null,
        };
    }

    private static bool NeverConnected(HttpRequestError error) =>
        error
            is HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;

    private static bool IsAboutContent(string code) =>
        code is "content_filter" or "content_policy_violation" or "ResponsibleAIPolicyViolation";

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? at = exception; at is not null; at = at.InnerException)
        {
            yield return at;
        }
    }

    /// <summary>The message and the codes of an error body, in any of the forms that servers use.</summary>
    private static (string Message, HashSet<string> Codes) Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var error = Member(root, "error") ?? root;
            if (error.ValueKind is JsonValueKind.String)
            {
                return (error.GetString()!, []);
            }

            var words = Text(error, "message") ?? Text(root, "message") ?? Text(root, "detail") ?? body;
            var inner = Member(error, "innererror") ?? error;
            string?[] codes = [Text(error, "code"), Text(error, "type"), Text(inner, "code")];
            return (words, [.. codes.OfType<string>()]);
        }
        catch (JsonException)
        {
            return (body, []);
        }
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
}
