using System.Text.Json;
using System.Text.Json.Serialization;

namespace SkillMix.Core.Storage;

/// <summary>The long texts of a turn or a grading, kept apart from the rows that lists read.</summary>
/// <param name="Reply">The raw reply.</param>
/// <param name="Prompt">The filled prompt where template and slots do not make it again.</param>
/// <param name="Text">The text where it is not what the reader reads out of the reply.</param>
internal sealed record StoredBody(
    [property: JsonPropertyName("r")] string Reply,
    [property: JsonPropertyName("p")] string? Prompt = null,
    [property: JsonPropertyName("t")] string? Text = null
)
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public byte[] Pack() => CompressedText.Pack(JsonSerializer.Serialize(this, Compact));

    public static StoredBody Unpack(byte[] body) =>
        JsonSerializer.Deserialize<StoredBody>(CompressedText.Unpack(body), Compact)
        ?? throw new InvalidDataException("A stored text is empty where it should hold a reply.");
}
