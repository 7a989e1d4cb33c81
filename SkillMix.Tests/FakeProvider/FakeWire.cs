using System.Text.Json;
using System.Text.RegularExpressions;

namespace SkillMix.Tests.FakeProvider;

/// <summary>One server-sent event.</summary>
internal sealed record FakeEvent(string? Name, string Data);

/// <summary>How a provider puts replies and errors into JSON.</summary>
internal abstract class FakeWire
{
    public abstract object Body(FakeRequest request, FakeReply reply);

    public abstract object Error(FakeReply reply);

    public abstract IEnumerable<FakeEvent> Events(FakeRequest request, FakeReply reply);

    /// <summary>The text in pieces of a word each.</summary>
    protected static IEnumerable<string> Pieces(string text) => Regex.Split(text, "(?<= )").Where(piece => piece != "");
}

internal sealed class OpenAIWire : FakeWire
{
    public static OpenAIWire Instance { get; } = new();

    public override object Body(FakeRequest request, FakeReply reply) =>
        new
        {
            id = "chatcmpl-1",
            @object = "chat.completion",
            created = 1_700_000_000,
            model = reply.Model ?? request.Model,
            choices = new[]
            {
                new
                {
                    index = 0,
                    message = new
                    {
                        role = "assistant",
                        content = reply.Refusal is null ? reply.Text : null,
                        refusal = reply.Refusal,
                    },
                    finish_reason = reply.FinishReason,
                },
            },
            usage = Usage(reply),
        };

    public override object Error(FakeReply reply) =>
        new
        {
            error = new
            {
                message = reply.ErrorMessage,
                type = "error",
                code = reply.ErrorCode,
            },
        };

    public override IEnumerable<FakeEvent> Events(FakeRequest request, FakeReply reply)
    {
        foreach (var piece in Pieces(reply.Refusal ?? reply.Text))
        {
            yield return reply.Refusal is null
                ? Chunk(request, reply, new { role = "assistant", content = piece })
                : Chunk(request, reply, new { role = "assistant", refusal = piece });
        }

        yield return Chunk(request, reply, new { }, reply.FinishReason);
        yield return new(null, JsonSerializer.Serialize(Envelope(request, reply, [], Usage(reply))));
        yield return new(null, "[DONE]");
    }

    private static FakeEvent Chunk(FakeRequest request, FakeReply reply, object delta, string? reason = null) =>
        new(
            null,
            JsonSerializer.Serialize(
                Envelope(
                    request,
                    reply,
                    [
                        new
                        {
                            index = 0,
                            delta,
                            finish_reason = reason,
                        },
                    ],
                    null
                )
            )
        );

    private static object Envelope(FakeRequest request, FakeReply reply, object[] choices, object? usage) =>
        new
        {
            id = "chatcmpl-1",
            @object = "chat.completion.chunk",
            created = 1_700_000_000,
            model = reply.Model ?? request.Model,
            choices,
            usage,
        };

    private static object Usage(FakeReply reply) =>
        new
        {
            prompt_tokens = reply.InputTokens,
            completion_tokens = reply.OutputTokens,
            total_tokens = reply.InputTokens + reply.OutputTokens,
        };
}

internal sealed class AnthropicWire : FakeWire
{
    public static AnthropicWire Instance { get; } = new();

    public override object Body(FakeRequest request, FakeReply reply) =>
        Message(
            request,
            reply,
            reply.Refusal is null && reply.Text.Length > 0 ? [new { type = "text", text = reply.Text }] : [],
            Reason(reply)
        );

    public override object Error(FakeReply reply) =>
        new
        {
            type = "error",
            error = new
            {
                type = reply.ErrorCode
                    ?? reply.Status switch
                    {
                        401 => "authentication_error",
                        429 => "rate_limit_error",
                        529 => "overloaded_error",
                        >= 500 => "api_error",
                        _ => "invalid_request_error",
                    },
                message = reply.ErrorMessage,
            },
        };

    public override IEnumerable<FakeEvent> Events(FakeRequest request, FakeReply reply)
    {
        yield return Event(
            "message_start",
            new { type = "message_start", message = Message(request, reply, [], null) }
        );
        yield return Event(
            "content_block_start",
            new
            {
                type = "content_block_start",
                index = 0,
                content_block = new { type = "text", text = "" },
            }
        );
        foreach (var piece in Pieces(reply.Refusal is null ? reply.Text : ""))
        {
            yield return Event(
                "content_block_delta",
                new
                {
                    type = "content_block_delta",
                    index = 0,
                    delta = new { type = "text_delta", text = piece },
                }
            );
        }

        yield return Event("content_block_stop", new { type = "content_block_stop", index = 0 });
        yield return Event(
            "message_delta",
            new
            {
                type = "message_delta",
                delta = new { stop_reason = Reason(reply), stop_sequence = (string?)null },
                usage = new { output_tokens = reply.OutputTokens },
            }
        );
        yield return Event("message_stop", new { type = "message_stop" });
    }

    private static FakeEvent Event(string name, object data) => new(name, JsonSerializer.Serialize(data));

    private static string Reason(FakeReply reply) =>
        reply.Refusal is not null
            ? "refusal"
            : reply.FinishReason switch
            {
                "stop" => "end_turn",
                "length" => "max_tokens",
                "content_filter" => "refusal",
                var other => other,
            };

    private static object Message(FakeRequest request, FakeReply reply, object[] content, string? reason) =>
        new
        {
            id = "msg_1",
            type = "message",
            role = "assistant",
            model = reply.Model ?? request.Model,
            content,
            stop_reason = reason,
            stop_sequence = (string?)null,
            usage = new { input_tokens = reply.InputTokens, output_tokens = reply.OutputTokens },
        };
}
