namespace SkillMix.Core.ChatModels;

/// <summary>
/// The one place under every SDK that sees an answer as it comes: an answer that is no success becomes a
/// <see cref="ProviderException"/>, with Retry-After, which not every SDK's exception carries.
/// </summary>
internal sealed class ProviderHandler(HttpMessageHandler inner, SecretScrubber scrubber, TimeProvider clock)
    : DelegatingHandler(inner)
{
    private const int LongestErrorBody = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var body = await StartOfBodyAsync(response, cancellationToken);
            var retryAfter = ProviderErrors.RetryAfterOf(response.Headers, clock);
            throw ProviderErrors.OfStatus((int)response.StatusCode, body, retryAfter, scrubber);
        }
    }

    /// <summary>What came of the body; a body that breaks off is no reason to lose the status.</summary>
    private static async Task<string> StartOfBodyAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var buffer = new byte[LongestErrorBody];
        var read = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return response.ReasonPhrase ?? "";
        }

        return System.Text.Encoding.UTF8.GetString(buffer, 0, read);
    }
}
