using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using SkillMix.Dashboard;

namespace SkillMix.Benchmarks;

/// <summary>The list as a browser gets it: the first HTML of /generations from a dashboard on a free port.</summary>
public static class PageRow
{
    public static async Task<Measurement> MeasureAsync(string path, string size, double target, int runs)
    {
        var name = $"GET /generations, first HTML, {size}";
        await using var app = DashboardApplication.Build(new(path, "http://127.0.0.1:0"));
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        using var client = new HttpClient { BaseAddress = new(addresses.First()) };
        var page = new Uri("/generations", UriKind.Relative);
        using (var first = await client.GetAsync(page))
        {
            if (first.StatusCode != HttpStatusCode.OK)
            {
                await app.StopAsync();
                return Measurement.Skipped(
                    name,
                    FormattableString.Invariant($"≤ {target} s"),
                    $"the dashboard answers {(int)first.StatusCode}, it has no such page yet"
                );
            }
        }

        var length = 0;
        var timing = await Timing.OfAsync(runs, async () => length = (await client.GetByteArrayAsync(page)).Length);
        await app.StopAsync();
        return Measurement.Time(name, target, timing, FormattableString.Invariant($", {length / 1024} KB"));
    }
}
