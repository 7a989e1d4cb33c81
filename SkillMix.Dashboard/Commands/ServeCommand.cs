using System.CommandLine;
using System.Net;
using SkillMix.Dashboard.Background;

namespace SkillMix.Dashboard.Commands;

/// <summary>serve: the dashboard. It is what happens without a verb, too.</summary>
public static class ServeCommand
{
    public static Command Build()
    {
        var command = new Command("serve", "Serve the dashboard (the default).");
        AddTo(command);
        return command;
    }

    /// <summary>Gives a command the options and the action of serving.</summary>
    public static void AddTo(Command command)
    {
        var db = CommonOptions.Db();
        var url = new Option<string>("--url")
        {
            Description = "Where to listen.",
            DefaultValueFactory = _ =>
                Environment.GetEnvironmentVariable("SKILLMIX_URL") ?? DashboardOptions.DefaultUrl,
        };
        var noBrowser = new Option<bool>("--no-browser") { Description = "Do not open a browser." };
        command.Options.Add(db);
        command.Options.Add(url);
        command.Options.Add(noBrowser);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var options = new DashboardOptions(parsed.GetValue(db), CheckedUrl(parsed.GetValue(url)!));
                await using var app = DashboardApplication.Build(options);
                _ = app.Services.GetRequiredService<CurrentStore>(); // opened now, so that what is wrong with it is said first
                try
                {
                    await app.StartAsync(cancellationToken);
                }
                catch (IOException problem)
                    when (problem.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
                {
                    throw new IOException(
                        $"{options.Url} is in use, perhaps by another SkillMix; stop it or choose another address with --url.",
                        problem
                    );
                }

                await Console.Error.WriteLineAsync($"SkillMix is at {options.Url} (Ctrl+C stops it).");
                if (!parsed.GetValue(noBrowser))
                {
                    DefaultBrowser.Open(options.Url);
                }

                await app.WaitForShutdownAsync(cancellationToken);
                return SkillMixCommandLine.Done;
            }
        );
    }

    private static string CheckedUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException($"--url wants an address such as {DashboardOptions.DefaultUrl}, not '{url}'.");
        }

        var isLoopback =
            uri.IsLoopback || (IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address));
        return isLoopback
            ? url
            : throw new ArgumentException(
                $"SkillMix has no sign-in yet and listens on this machine only: use {DashboardOptions.DefaultUrl} and, from elsewhere, a tunnel such as ssh -L 5310:127.0.0.1:5310."
            );
    }
}
