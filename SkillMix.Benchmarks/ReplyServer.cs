using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SkillMix.Benchmarks;

/// <summary>A provider that answers every chat completion after the same time: what a run is measured against.</summary>
/// <remarks>It runs as a process of its own, so that its memory and its work are not the program's.</remarks>
public static class ReplyServer
{
    /// <summary>The argument that makes this program the server.</summary>
    public const string Argument = "--serve-replies";

    /// <summary>Time before each answer.</summary>
    public static TimeSpan Delay { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Serves until the process is ended; prints its address as the first line.</summary>
    public static async Task<int> ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost("/v1/chat/completions", (RequestDelegate)AnswerAsync);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        using var asked = await JsonDocument.ParseAsync(context.Request.Body);
        var model = asked.RootElement.GetProperty("model").GetString();
        await Task.Delay(Delay, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(
            new
            {
                id = "chatcmpl-1",
                @object = "chat.completion",
                created = 1_700_000_000,
                model,
                choices = new[]
                {
                    new
                    {
                        index = 0,
                        message = new { role = "assistant", content = model == "judge" ? Grading : Text },
                        finish_reason = "stop",
                    },
                },
                usage = new
                {
                    prompt_tokens = 300,
                    completion_tokens = 80,
                    total_tokens = 380,
                },
            },
            context.RequestAborted
        );
    }

    private const string Text =
        "Answer: The old sewing machine hummed like a patient bee, and whoever stopped it at dusk had surely something to hide.\n"
        + "Explanation: The hum is compared with a bee, and the question takes for granted that there is something to hide.";

    private const string Grading =
        "Here's the grading table:\n\n| Criteria | Points Earned |\n|---|---|\n| one | 1 |\n| two | 1 |\n| three | 1 |\n| four | 0 |\n| five | 1 |\n\n"
        + "Explanation: The first skill is shown by the comparison; the sense of the text suffers a little at its end.";
}
