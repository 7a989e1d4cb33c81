using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Storage;

/// <summary>A reply as the log keeps it.</summary>
internal sealed record LoggedReply(
    [property: JsonPropertyName("t")] string Text,
    [property: JsonPropertyName("r")] string? Refusal,
    [property: JsonPropertyName("f")] string? FinishReason,
    [property: JsonPropertyName("m")] string? Model
)
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Pack(ChatResponse response) =>
        CompressedText.Pack(
            JsonSerializer.Serialize(
                new LoggedReply(
                    response.Text,
                    ChatRefusal.WordsOf(response),
                    response.FinishReason?.Value,
                    response.ModelId
                ),
                Compact
            )
        );

    public static ChatResponse Unpack(byte[] body)
    {
        var kept =
            JsonSerializer.Deserialize<LoggedReply>(CompressedText.Unpack(body), Compact)
            ?? throw new InvalidDataException("A logged reply is empty where it should hold a text.");
        return ChatRefusal.Answer(kept.Text, kept.Refusal, kept.FinishReason, kept.Model);
    }
}
