using System.Text.Json;
using System.Text.Json.Serialization;

namespace SkillMix.Core.Storage;

/// <summary>The long texts of a turn or a grading, kept apart from the rows that lists read.</summary>
/// <remarks>
/// What one commit holds of a generation is packed together: a revision repeats its draft and graders quote the text, so
/// that together they take half the room. A later commit adds a body of its own; none is ever written again.
/// </remarks>
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

    /// <summary>Packs the parts of a body; a part is found again by its place.</summary>
    public static byte[] Pack(IReadOnlyList<StoredBody> parts) =>
        CompressedText.Pack(JsonSerializer.Serialize(parts, Compact));

    /// <summary>The parts of a body.</summary>
    /// <exception cref="InvalidDataException">The bytes hold no body.</exception>
    public static IReadOnlyList<StoredBody> Unpack(byte[] body) =>
        JsonSerializer.Deserialize<List<StoredBody>>(CompressedText.Unpack(body), Compact)
        ?? throw new InvalidDataException("A stored text is empty where it should hold replies.");
}
