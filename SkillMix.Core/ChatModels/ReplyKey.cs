using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>What makes two requests the same request.</summary>
public static class ReplyKey
{
    /// <summary>SHA-256, lower-case hexadecimal, of model, messages, options and round.</summary>
    /// <param name="model">"provider/model".</param>
    /// <remarks>Of the program's own notes only the round counts. The order of additional properties does not.</remarks>
    public static string Of(string model, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var format = options?.ResponseFormat as ChatResponseFormatJson;
        var others = (options?.AdditionalProperties ?? [])
            .Where(pair => !RequestNotes.IsNote(pair.Key))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, JsonSerializer.SerializeToNode(pair.Value)));
        var request = new JsonObject
        {
            ["version"] = 1,
            ["model"] = model,
            ["round"] = RequestNotes.RoundOf(options),
            ["messages"] = new JsonArray([
                .. messages.Select(message => new JsonArray(message.Role.Value, message.Text)),
            ]),
            ["instructions"] = options?.Instructions,
            ["modelId"] = options?.ModelId,
            ["temperature"] = options?.Temperature,
            ["topP"] = options?.TopP,
            ["topK"] = options?.TopK,
            ["maxTokens"] = options?.MaxOutputTokens,
            ["seed"] = options?.Seed,
            ["frequencyPenalty"] = options?.FrequencyPenalty,
            ["presencePenalty"] = options?.PresencePenalty,
            ["stop"] = new JsonArray([.. (options?.StopSequences ?? []).Select(stop => JsonValue.Create(stop))]),
            ["format"] = options?.ResponseFormat?.GetType().Name,
            ["schema"] = format?.Schema?.GetRawText(),
            ["schemaName"] = format?.SchemaName,
            ["schemaDescription"] = format?.SchemaDescription,
            ["others"] = new JsonObject(others),
        };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
    }
}
