using System.Diagnostics;
using System.Globalization;

namespace SkillMix.Benchmarks;

/// <summary>A run of 4,000 requests over HTTP, with the store committed and the live page open in a browser.</summary>
/// <remarks>Provider, dashboard and browser are processes of their own.</remarks>
public static class RunRows
{
    private const string Name = "run of 4,000 requests, 100 in flight, answers after 200 ms, live page open";
    private const double MostSeconds = 10;
    private const int MostMegabytes = 300;

    /// <summary>Measures it as often as asked, each time in a store of its own.</summary>
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(int runs)
    {
        if (FindBrowser() is not { } browser)
        {
            return
            [
                Measurement.Skipped(Name, $"≤ {MostSeconds} s", "no Chromium was found; name one in SKILLMIX_BROWSER"),
            ];
        }

        using var provider = Start(Environment.ProcessPath!, ReplyServer.Argument);
        try
        {
            var address = (await provider.StandardOutput.ReadLineAsync())!;
            var seconds = new List<double>();
            var megabytes = new List<int>();
            for (var i = 0; i < runs; i++)
            {
                var (took, memory) = await OnceAsync(browser, address);
                seconds.Add(took);
                megabytes.Add(memory);
            }

            seconds.Sort();
            var timing = new Timing(seconds[seconds.Count / 2], seconds[0], seconds[^1]);
            var ideal = 2.0 * RunHost.Texts / RunHost.InFlight * ReplyServer.Delay.TotalSeconds;
            return
            [
                Measurement.Time(
                    Name,
                    MostSeconds,
                    timing,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $", {2 * RunHost.Texts / timing.Median:0} requests/s; ideal {ideal:0.0} s"
                    )
                ),
                new(
                    "memory peak of the dashboard during that run",
                    $"≤ {MostMegabytes} MB",
                    $"{megabytes.Max()} MB",
                    megabytes.Max() <= MostMegabytes
                ),
            ];
        }
        finally
        {
            provider.Kill(entireProcessTree: true);
        }
    }

    private static async Task<(double Seconds, int Megabytes)> OnceAsync(string browser, string provider)
    {
        var folder = Directory.CreateTempSubdirectory("skillmix-run-");
        using var host = Start(Environment.ProcessPath!, RunHost.Argument, folder.FullName, provider);
        var page = (await host.StandardOutput.ReadLineAsync())!;
        using var window = Start(
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-port=0",
            $"--user-data-dir={Path.Combine(folder.FullName, "browser")}",
            page
        );
        try
        {
            var words = (await host.StandardOutput.ReadLineAsync() ?? "").Split(' ');
            await host.WaitForExitAsync();
            return
                words is ["Finished", var requests, var seconds, var megabytes]
                && int.Parse(requests, CultureInfo.InvariantCulture) == 2 * RunHost.Texts
                ? (
                    double.Parse(seconds, CultureInfo.InvariantCulture),
                    int.Parse(megabytes, CultureInfo.InvariantCulture)
                )
                : throw new InvalidOperationException(
                    $"The measured run ended with '{string.Join(' ', words)}'; a finished run of {2 * RunHost.Texts} requests was expected."
                );
        }
        finally
        {
            window.Kill(entireProcessTree: true);
            await window.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        return process;
    }

    internal static string? FindBrowser()
    {
        if (Environment.GetEnvironmentVariable("SKILLMIX_BROWSER") is { Length: > 0 } named)
        {
            return named;
        }

        string[] names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
