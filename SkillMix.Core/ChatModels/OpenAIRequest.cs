using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace SkillMix.Core.ChatModels;

/// <summary>Our messages and options in the words of the OpenAI SDK.</summary>
internal static class OpenAIRequest
{
    /// <summary>The conversation, text only.</summary>
    public static List<Sdk.ChatMessage> Messages(IEnumerable<ChatMessage> messages) => [.. messages.Select(MessageOf)];

    /// <summary>Every option that is set, and nothing else.</summary>
    /// <param name="speaksMaxTokens">Send the limit as max_tokens, the only word that many compatible servers know.</param>
    public static Sdk.ChatCompletionOptions Options(ChatOptions? options, bool speaksMaxTokens)
    {
        var request = new Sdk.ChatCompletionOptions();
        if (options is null)
        {
            return request;
        }

        request.Temperature = options.Temperature;
        request.TopP = options.TopP;
        request.FrequencyPenalty = options.FrequencyPenalty;
        request.PresencePenalty = options.PresencePenalty;
        request.MaxOutputTokenCount = speaksMaxTokens ? null : options.MaxOutputTokens;
        request.ResponseFormat = FormatOf(options.ResponseFormat);
#pragma warning disable OPENAI001 // The SDK marks the seed as one that may change; the wire format is old and stable.
        request.Seed = options.Seed;
#pragma warning restore OPENAI001
        foreach (var stop in options.StopSequences ?? [])
        {
            request.StopSequences.Add(stop);
        }

        AddOthers(request, options, speaksMaxTokens);
        return request;
    }

    /// <summary>Whether the server knows the limit of tokens as max_tokens only.</summary>
    public static bool SpeaksMaxTokens(ModelSpec model) => model.Provider is Provider.Compatible;

    /// <summary>The JSON that the SDK's client would post for these messages and options.</summary>
    public static BinaryData Body(ModelSpec model, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var request = Options(options, SpeaksMaxTokens(model));
        var conversation = new JsonArray([
            .. Messages(messages).Select(message => JsonNode.Parse(ModelReaderWriter.Write(message))),
        ]);
#pragma warning disable SCME0001 // The SDK's client sets both where no one else can.
        request.Patch.Set("$.model"u8, model.Model);
        request.Patch.Set("$.messages"u8, BinaryData.FromString(conversation.ToJsonString()));
#pragma warning restore SCME0001
        return ModelReaderWriter.Write(request);
    }

    /// <summary>What the SDK has no property for goes into the JSON as it is.</summary>
    private static void AddOthers(Sdk.ChatCompletionOptions request, ChatOptions options, bool speaksMaxTokens)
    {
#pragma warning disable SCME0001 // The patch is the SDK's way to send what it has no property for.
        if (speaksMaxTokens && options.MaxOutputTokens is { } tokens)
        {
            request.Patch.Set("$.max_tokens"u8, tokens);
        }

        if (options.TopK is { } topK)
        {
            request.Patch.Set("$.top_k"u8, topK);
        }

        foreach (var (name, value) in options.AdditionalProperties ?? [])
        {
            if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                throw new ArgumentException(
                    $"'{name}' is no name of an option: expected letters, digits and '_', for instance repetition_penalty."
                );
            }

            var path = System.Text.Encoding.UTF8.GetBytes("$." + name);
            request.Patch.Set(path, BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(value)));
        }
#pragma warning restore SCME0001
    }

    private static Sdk.ChatMessage MessageOf(ChatMessage message) =>
        message.Role.Value switch
        {
            "system" => Sdk.ChatMessage.CreateSystemMessage(message.Text),
            "user" => Sdk.ChatMessage.CreateUserMessage(message.Text),
            "assistant" => Sdk.ChatMessage.CreateAssistantMessage(message.Text),
            _ => throw new ArgumentException(
                $"A message of role '{message.Role.Value}' cannot be sent: expected system, user or assistant."
            ),
        };

    private static Sdk.ChatResponseFormat? FormatOf(ChatResponseFormat? format) =>
        format switch
        {
            null => null,
            ChatResponseFormatJson { Schema: { } schema } json => Sdk.ChatResponseFormat.CreateJsonSchemaFormat(
                json.SchemaName ?? "reply",
                BinaryData.FromString(schema.GetRawText()),
                json.SchemaDescription,
                jsonSchemaIsStrict: true
            ),
            ChatResponseFormatJson => Sdk.ChatResponseFormat.CreateJsonObjectFormat(),
            _ => Sdk.ChatResponseFormat.CreateTextFormat(),
        };
}
