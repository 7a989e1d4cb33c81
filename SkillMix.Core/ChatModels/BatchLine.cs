using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SkillMix.Core.ChatModels;

/// <summary>A request as a line of JSONL in OpenAI's form for batches, which vLLM and other engines read too.</summary>
public static class BatchLine
{
    /// <summary>The path that every request of a batch goes to.</summary>
    public const string Path = "/v1/chat/completions";

    /// <summary>Letters of all languages and apostrophes stay readable; whatever could end a line is escaped.</summary>
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One line of JSON, without the line break: custom_id, method, url, and the body that the model's client would send.</summary>
    /// <param name="request">What to ask. Its notes are left out.</param>
    /// <param name="model">How the model is reached; decides on its name and on the word for the limit of tokens.</param>
    /// <exception cref="InvalidOperationException">The provider takes no batches in this form.</exception>
    /// <exception cref="ArgumentException">The request is for another model, has no id, or holds what is no text or no option.</exception>
    public static string Write(PendingRequest request, ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(model);
        ThrowIfWithoutBatches(model);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Id);
        if (request.Model != model.Name)
        {
            throw new ArgumentException($"The request '{request.Id}' is for {request.Model}, not for {model.Name}.");
        }

        var messages = ProviderChatClient.TextOnly(request.Messages);
        using var body = JsonDocument.Parse(OpenAIRequest.Body(model, messages, RequestNotes.Without(request.Options)));
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Readable))
        {
            json.WriteStartObject();
            json.WriteString("custom_id"u8, request.Id);
            json.WriteString("method"u8, "POST"u8);
            json.WriteString("url"u8, Path);
            json.WritePropertyName("body"u8);
            body.RootElement.WriteTo(json); // Written anew: a schema may come with line breaks of its own.
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
    }

    /// <summary>Only what speaks OpenAI's interface can have batches in OpenAI's form.</summary>
    internal static void ThrowIfWithoutBatches(ModelSpec model)
    {
        if (model.Provider is Provider.Anthropic)
        {
            throw new InvalidOperationException(
                $"{model.Name} takes no batches in OpenAI's form; take an openai/…, azure/… or compatible/… model, or ask it directly."
            );
        }
    }
}
