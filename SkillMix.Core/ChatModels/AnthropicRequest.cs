using System.Text.Json;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>The sampling options that Anthropic's interface knows but its SDK's adapter leaves out.</summary>
internal static class AnthropicRequest
{
    /// <summary>Longest reply where the request does not say; Anthropic wants a number with every request.</summary>
    public const int DefaultMaxTokens = 4096;

    private static readonly Dictionary<string, JsonElement> Empty = [];

    /// <summary>The same options, with temperature, top_p and top_k put into the body that the adapter builds on.</summary>
    public static ChatOptions? WithSampling(ChatOptions? options, string model)
    {
        if (options is null or { Temperature: null, TopP: null, TopK: null })
        {
            return options;
        }

        var body = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["model"] = JsonSerializer.SerializeToElement(model),
            ["max_tokens"] = JsonSerializer.SerializeToElement(options.MaxOutputTokens ?? DefaultMaxTokens),
            ["messages"] = JsonSerializer.SerializeToElement(Array.Empty<object>()),
        };
        Add(body, "temperature", options.Temperature);
        Add(body, "top_p", options.TopP);
        Add(body, "top_k", options.TopK);
        var sent = options.Clone();
        sent.RawRepresentationFactory = _ => MessageCreateParams.FromRawUnchecked(Empty, Empty, body);
        return sent;
    }

    private static void Add<T>(Dictionary<string, JsonElement> body, string name, T? value)
        where T : struct
    {
        if (value is { } given)
        {
            body[name] = JsonSerializer.SerializeToElement(given);
        }
    }
}
