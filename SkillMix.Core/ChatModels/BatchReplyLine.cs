using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace SkillMix.Core.ChatModels;

/// <summary>A line of a file of replies in OpenAI's form for batches, as OpenAI, Azure and vLLM write it.</summary>
/// <param name="Id">The custom_id of the request that it belongs to.</param>
public abstract record BatchReplyLine(string Id)
{
    private static readonly SecretScrubber Scrubber = new();

    /// <summary>The model answered.</summary>
    /// <param name="Id">The custom_id of the request.</param>
    /// <param name="Response">The reply as the model's client would have given it; it may be a refusal, and its text may be empty.</param>
    public sealed record Answer(string Id, ChatResponse Response) : BatchReplyLine(Id);

    /// <summary>The provider did not answer this request.</summary>
    /// <param name="Id">The custom_id of the request.</param>
    /// <param name="Status">The HTTP status; null where the request was never asked, or the line says none.</param>
    /// <param name="Words">The provider's own words, on one line and without keys.</param>
    public sealed record Failure(string Id, int? Status, string Words) : BatchReplyLine(Id);

    /// <summary>Reads one line.</summary>
    /// <remarks>A line without a status counts as 200 when it holds a completion.</remarks>
    /// <exception cref="FormatException">The line is neither an answer nor a failure; one sentence says what was expected.</exception>
    public static BatchReplyLine Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException(
                "The line is no JSON or is cut off: expected one complete object in one line.",
                exception
            );
        }
    }

    /// <exception cref="InvalidOperationException">A text is half of a character, which JSON can write but nobody can read.</exception>
    private static BatchReplyLine Read(JsonElement root)
    {
        if (
            Member(root, "custom_id") is not { ValueKind: JsonValueKind.String } name
            || name.GetString() is not [_, ..] id
        )
        {
            throw new FormatException("The line does not say which request it answers: expected a text in custom_id.");
        }

        var response = Member(root, "response");
        var status = StatusOf(response);
        if (ErrorIn(root) is { } error)
        {
            return new Failure(id, status, WordsIn(error));
        }

        if (response is null && Member(root, "body") is not null)
        {
            throw new FormatException("The line is a request and no reply: expected the file that the provider wrote.");
        }

        var body = Member(response, "body");
        if (status is not (null or (>= 200 and < 300)))
        {
            return new Failure(id, status, body is null ? "" : WordsIn(body.Value));
        }

        return ErrorIn(body) is { } inside && Member(body, "choices") is null
            ? new Failure(id, status, WordsIn(inside))
            : new Answer(id, ResponseIn(body));
    }

    /// <summary>Reads the completion with the SDK, so that a file and the wire give the same.</summary>
    private static ChatResponse ResponseIn(JsonElement? body)
    {
        const string Expected = "expected in response.body what the provider answers to a single request";
        if (
            Member(body, "choices") is not { ValueKind: JsonValueKind.Array } choices
            || choices.GetArrayLength() == 0
            || Member(choices[0], "message") is not { ValueKind: JsonValueKind.Object }
        )
        {
            throw new FormatException($"The line holds no chat completion: {Expected}.");
        }

        try
        {
            var completion = ModelReaderWriter.Read<Sdk.ChatCompletion>(
                BinaryData.FromString(body!.Value.GetRawText())
            );
            return OpenAIReply.Of(completion!);
        }
        catch (Exception exception) // Whatever the SDK throws at a completion that is none.
        {
            throw new FormatException(
                $"The line's chat completion cannot be read ({Scrubber.Clean(exception.Message)}): {Expected}.",
                exception
            );
        }
    }

    /// <summary>The error, unless it is absent, null, or says nothing.</summary>
    private static JsonElement? ErrorIn(JsonElement? element) =>
        Member(element, "error") is { } error && error.GetRawText().Trim() is not ("{}" or "\"\"" or "[]" or "false")
            ? error
            : null;

    private static string WordsIn(JsonElement error) => ProviderErrors.WordsIn(error.GetRawText(), Scrubber);

    private static int? StatusOf(JsonElement? response) =>
        Member(response, "status_code") is { ValueKind: JsonValueKind.Number } number
        && number.TryGetInt32(out var status)
            ? status
            : null;

    /// <summary>A member of an object; null where there is none or it is null.</summary>
    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent
        && parent.TryGetProperty(name, out var member)
        && member.ValueKind is not JsonValueKind.Null
            ? member
            : null;
}
