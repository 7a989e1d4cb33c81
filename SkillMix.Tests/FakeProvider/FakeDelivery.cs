using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SkillMix.Tests.FakeProvider;

/// <summary>Puts a reply on the wire, or breaks it on the way.</summary>
internal static class FakeDelivery
{
    public static async Task SendAsync(HttpContext context, FakeWire wire, FakeRequest request, FakeReply reply)
    {
        if (reply.Fault is FakeFault.DroppedConnection)
        {
            context.Abort();
            return;
        }

        if (reply.RetryAfter is { } retryAfter)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        context.Response.StatusCode = reply.Status;
        if (
            reply.Status == 200
            && request.IsStream
            && !reply.NeverStreams
            && reply.Fault is FakeFault.None or FakeFault.HalfBody or FakeFault.EarlyEnd
        )
        {
            await StreamAsync(context, [.. wire.Events(request, reply)], reply);
            return;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(
            reply.Status == 200 ? wire.Body(request, reply) : wire.Error(reply)
        );
        await WriteAsync(context, body, reply.Fault);
    }

    private static async Task WriteAsync(HttpContext context, byte[] body, FakeFault fault)
    {
        var bytes = fault switch
        {
            FakeFault.NoJson => "<html>Welcome to the proxy</html>"u8.ToArray(),
            FakeFault.OtherJson => """{"hello":"world"}"""u8.ToArray(),
            FakeFault.HalfJson => body[..(body.Length / 2)],
            _ => body,
        };
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        if (fault is FakeFault.HalfBody)
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(bytes);
    }

    private static async Task StreamAsync(HttpContext context, FakeEvent[] events, FakeReply reply)
    {
        context.Response.ContentType = "text/event-stream";
        var sent = reply.Fault is FakeFault.None ? events.Length : events.Length / 2;
        foreach (var part in events[..sent])
        {
            var name = part.Name is null ? "" : $"event: {part.Name}\n";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"{name}data: {part.Data}\n\n"));
            await context.Response.Body.FlushAsync();
            await Task.Delay(reply.DelayBetweenPieces, context.RequestAborted);
        }

        if (reply.Fault is FakeFault.HalfBody)
        {
            context.Abort();
        }
    }
}
