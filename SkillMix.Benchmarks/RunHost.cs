using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using SkillMix.Core.Runs;
using SkillMix.Dashboard;
using SkillMix.Dashboard.Background;

namespace SkillMix.Benchmarks;

/// <summary>A dashboard in a process of its own that does one run while its page is open, and prints how long it took and what it needed.</summary>
public static class RunHost
{
    /// <summary>The argument that makes this program the dashboard: a folder and the provider's address follow it.</summary>
    public const string Argument = "--host-run";

    /// <summary>Texts of the run, each of one turn and graded once.</summary>
    public const int Texts = 2_000;

    /// <summary>Requests in flight.</summary>
    public const int InFlight = 100;

    /// <summary>Prints the address of the run's page, waits until a browser has it open, does the run, and prints "seconds megabytes".</summary>
    public static async Task<int> HostAsync(string folder, string provider)
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, ModelBook.ModelsName),
            $"""
            models:
              - name: compatible/writer
                endpoint: {provider}/v1
              - name: compatible/judge
                endpoint: {provider}/v1
            """
        );
        var opened = new PageOpened();
        await using var app = DashboardApplication.Build(
            new DashboardOptions(Path.Combine(folder, "run.db"), "http://127.0.0.1:0"),
            builder => builder.Services.AddSingleton<CircuitHandler>(opened)
        );
        await app.StartAsync();
        var desk = app.Services.GetRequiredService<RunDesk>();
        var store = app.Services.GetRequiredService<CurrentStore>();
        var ended = new TaskCompletionSource<RunEnded>();
        desk.Ended += ended.SetResult;

        var prepared = PreparedRun.From(Design, folder);
        var models = app.Services.GetRequiredService<ModelBook>().Directory(prepared.Design.Pace);
        var run = await new RunBook(store.Runs, models).OpenAsync(prepared, CancellationToken.None);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Console.WriteLine(address.First() + SkillMixUrls.Run(run.Id));
        await opened.Task;

        var start = Stopwatch.GetTimestamp();
        await desk.GoOnAsync(run, prepared.Terms);
        var outcome = await ended.Task;
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var standing = await store.Runs.StandingAsync(run, CancellationToken.None);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{outcome.State} {standing.Spent.Requests} {seconds:0.00} {process.PeakWorkingSet64 / (1 << 20)}"
            )
        );
        await app.StopAsync();
        return 0;
    }

    private static RunDesign Design { get; } =
        new()
        {
            Name = "measured",
            Ks = [2],
            Tuples = Texts,
            Students = ["compatible/writer"],
            RevisePrompt = null,
            Rounds = 1,
            Graders = [new("compatible/judge")],
            Pace = new(InFlight),
        };

    /// <summary>Done once a page is live.</summary>
    private sealed class PageOpened : CircuitHandler
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => _opened.Task;

        public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
        {
            _opened.TrySetResult();
            return System.Threading.Tasks.Task.CompletedTask;
        }
    }
}
