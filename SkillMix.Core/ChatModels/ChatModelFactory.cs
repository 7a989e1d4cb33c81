using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.AI;
using OpenAI;

namespace SkillMix.Core.ChatModels;

/// <summary>Makes the client of a model. The SDKs of the providers are known here and in the OpenAI adapter, and nowhere else.</summary>
public static class ChatModelFactory
{
    /// <summary>How long one request may take when nothing else is said.</summary>
    public static TimeSpan DefaultPatience { get; } = TimeSpan.FromMinutes(5);

    private const string EntraScope = "https://cognitiveservices.azure.com/.default";

    /// <summary>Connections of all models. Redirects are not followed: a key goes only where it was meant to go.</summary>
    private static readonly SocketsHttpHandler Connections = new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        MaxConnectionsPerServer = int.MaxValue,
    };

    /// <summary>A client that asks once: no retries, no pacing, no cache. Failures are <see cref="ProviderException"/>.</summary>
    /// <param name="model">Which model, and where.</param>
    /// <param name="keys">Where its key and, if it names no endpoint itself, its base address are.</param>
    /// <param name="patience">How long one request may take; null for <see cref="DefaultPatience"/>.</param>
    /// <exception cref="InvalidOperationException">The key or the address is missing; the sentence names the variable.</exception>
    public static IChatClient Create(ModelSpec model, IKeyRing keys, TimeSpan? patience = null) =>
        Create(model, keys, patience, Connections, null);

    /// <summary>The same over other connections and another sign-in, for tests.</summary>
    internal static IChatClient Create(
        ModelSpec model,
        IKeyRing keys,
        TimeSpan? patience,
        HttpMessageHandler connections,
        TokenCredential? entra
    )
    {
        var (endpoint, key, http, scrubber) = WayTo(model, keys, connections);
        var client =
            model.Provider is Provider.Anthropic
                ? OfAnthropic(model, endpoint, key!, http, patience ?? DefaultPatience)
                : new OpenAIChatClient(
                    OfOpenAI(model, endpoint, key, http, patience ?? DefaultPatience, entra).GetChatClient(model.Model),
                    model,
                    endpoint
                );
        return new ProviderChatClient(client, model, scrubber);
    }

    /// <summary>Where batches for a model are handed in and fetched: no retries. Failures are <see cref="ProviderException"/>.</summary>
    /// <param name="model">Which model, and where: openai/…, azure/… or compatible/….</param>
    /// <param name="keys">Where its key and, if it names no endpoint itself, its base address are.</param>
    /// <param name="patience">How long one request may take, null for <see cref="DefaultPatience"/>; one that carries a file may take twelve times as long.</param>
    /// <param name="clock">Sets the pace of waiting for an uploaded file; null for the real one.</param>
    /// <exception cref="InvalidOperationException">The provider takes no batches, or the key or the address is missing; the sentence says which.</exception>
    public static BatchEndpoint CreateBatches(
        ModelSpec model,
        IKeyRing keys,
        TimeSpan? patience = null,
        TimeProvider? clock = null
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        BatchLine.ThrowIfWithoutBatches(model);
        var (endpoint, key, http, scrubber) = WayTo(model, keys, Connections);
        var perRequest = patience ?? DefaultPatience;
#pragma warning disable OPENAI001 // Batches are marked by the SDK as something that may change.
        return new(
            OfOpenAI(model, endpoint, key, http, perRequest, null).GetBatchClient(),
            OfOpenAI(model, endpoint, key, http, perRequest * 12, null).GetOpenAIFileClient(),
            model,
            scrubber,
            clock ?? TimeProvider.System
        );
#pragma warning restore OPENAI001
    }

    /// <summary>Which models a server says that it has: one real request, which costs nothing.</summary>
    /// <param name="model">Any model there: openai/… or compatible/….</param>
    /// <param name="keys">Where its key and, if it names no endpoint itself, its base address are.</param>
    /// <returns>The server's own names, in order of the alphabet.</returns>
    /// <exception cref="InvalidOperationException">The key or the address is missing; the sentence names the variable.</exception>
    /// <exception cref="ProviderException">The server does not say.</exception>
    public static async Task<IReadOnlyList<string>> OfferedAsync(
        ModelSpec model,
        IKeyRing keys,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        var (endpoint, key, http, scrubber) = WayTo(model, keys, Connections);
        try
        {
            var answer = await OfOpenAI(model, endpoint, key, http, patience, null)
                .GetOpenAIModelClient()
                .GetModelsAsync(cancellationToken);
            return [.. answer.Value.Select(one => one.Id).Order(StringComparer.OrdinalIgnoreCase)];
        }
        catch (Exception exception) when (ProviderErrors.IsForeign(exception, cancellationToken))
        {
            throw ProviderErrors.Of(exception, scrubber);
        }
    }

    /// <summary>Where a model is asked: its own endpoint, else the environment's, else the provider's.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it is no address.</exception>
    public static Uri EndpointOf(ModelSpec model, IKeyRing keys)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(keys);
        var variable = KeyNames.OfAddress(model);
        var endpoint = model.Endpoint;
        if (endpoint is null && keys.Find(variable) is { } address && !IsWebAddress(address, out endpoint))
        {
            throw new InvalidOperationException(
                $"{variable} holds no web address; expected for instance https://example.org/v1."
            );
        }

        endpoint ??= model.Provider switch
        {
            Provider.OpenAI => new("https://api.openai.com/v1"),
            Provider.Anthropic => new("https://api.anthropic.com"),
            _ => throw new InvalidOperationException(
                $"{model.Name} has no address: give it an endpoint in the models file or set {variable}."
            ),
        };
        if (endpoint.UserInfo.Length > 0)
        {
            throw new InvalidOperationException(
                $"The address of {model.Name} has a name or a key before its '@'; a key belongs into its variable, {KeyNames.OfKey(model)}."
            );
        }

        return model.Provider is Provider.Azure ? WithAzurePath(endpoint) : endpoint;
    }

    private static bool IsWebAddress(string text, out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme is "http" or "https";

    private static Uri WithAzurePath(Uri resource) =>
        resource.AbsolutePath.TrimEnd('/').EndsWith("/openai/v1", StringComparison.Ordinal)
            ? resource
            : new($"{resource.GetLeftPart(UriPartial.Path).TrimEnd('/')}/openai/v1/");

    /// <summary>Null for Entra, and for a compatible server that was given no key and names none.</summary>
    private static string? KeyOf(ModelSpec model, IKeyRing keys)
    {
        if (model.UsesEntra)
        {
            return null;
        }

        var variable = KeyNames.OfKey(model);
        var key = keys.Find(variable);
        if (key is null && (model.Provider is not Provider.Compatible || model.KeyVariable is not null))
        {
            throw new InvalidOperationException(
                $"{model.Name} needs a key: set the environment variable {variable} or enter it on the Models page."
            );
        }

        return key?.Any(c => c is < '!' or > '~') == true
            ? throw new InvalidOperationException(
                $"The key in {variable} holds a character that no key has (a blank, a line break or a letter with an accent); copy it again."
            )
            : key;
    }

    /// <summary>The address, the key, and connections that give ProviderExceptions and are shared by all models.</summary>
    private static (Uri Endpoint, string? Key, HttpClient Http, SecretScrubber Scrubber) WayTo(
        ModelSpec model,
        IKeyRing keys,
        HttpMessageHandler connections
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(keys);
        var endpoint = EndpointOf(model, keys);
        var key = KeyOf(model, keys);
        var scrubber = new SecretScrubber(key);
#pragma warning disable CA2000 // The client lives as long as the model is used; its connections are shared and stay.
        var http = new HttpClient(new ProviderHandler(connections, scrubber, TimeProvider.System), false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
#pragma warning restore CA2000
        return (endpoint, key, http, scrubber);
    }

    private static OpenAIClient OfOpenAI(
        ModelSpec model,
        Uri endpoint,
        string? key,
        HttpClient http,
        TimeSpan patience,
        TokenCredential? entra
    )
    {
        if (model.UsesEntra && endpoint.Scheme != Uri.UriSchemeHttps)
        {
            throw new InvalidOperationException($"{model.Name} signs in with Entra, which needs an https address.");
        }

        var options = new OpenAIClientOptions
        {
            Endpoint = endpoint,
            NetworkTimeout = patience,
            RetryPolicy = new ClientRetryPolicy(0),
            Transport = new HttpClientPipelineTransport(http),
        };
        AuthenticationPolicy signIn =
            model.UsesEntra ? new BearerTokenPolicy(entra ?? new DefaultAzureCredential(), EntraScope)
            : key is null ? new NoKeyPolicy()
            : ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential(key));
#pragma warning disable OPENAI001 // The constructor with a policy is marked as one that may change.
        return new(signIn, options);
#pragma warning restore OPENAI001
    }

    private static IChatClient OfAnthropic(
        ModelSpec model,
        Uri endpoint,
        string key,
        HttpClient http,
        TimeSpan patience
    ) =>
        new AnthropicClient(
            new Anthropic.Core.ClientOptions
            {
                ApiKey = key,
                BaseUrl = endpoint.ToString().TrimEnd('/'),
                HttpClient = http,
                MaxRetries = 0,
                Timeout = patience,
            }
        ).AsIChatClient(model.Model, AnthropicRequest.DefaultMaxTokens);
}
