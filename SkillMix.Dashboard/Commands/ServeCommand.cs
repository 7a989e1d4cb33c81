using System.CommandLine;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.People;

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
        var auth = new Option<bool>("--auth")
        {
            Description = "People sign in with a password (default: SKILLMIX_AUTH=1, else not).",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SKILLMIX_AUTH") is "1" or "true",
        };
        command.Options.Add(db);
        command.Options.Add(url);
        command.Options.Add(auth);
        command.Options.Add(noBrowser);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var options = new DashboardOptions(parsed.GetValue(db), parsed.GetValue(url)!)
                {
                    UsesAccounts = parsed.GetValue(auth),
                };
                var address = CheckedAddress(options);
                await using var app = DashboardApplication.Build(options);
                _ = app.Services.GetRequiredService<CurrentStore>(); // opened now, so that what is wrong with it is said first
                CheckPeople(app.Services, options);
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

                if (address is { IsLoopback: false, IsEncrypted: false })
                {
                    await Console.Error.WriteLineAsync(
                        "Passwords travel unencrypted over http, unless a proxy with TLS stands in front; see docs/guide/people.md."
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

    private static ListenAddress CheckedAddress(DashboardOptions options)
    {
        var address = ListenAddress.Parse(options.Url);
        return address.IsLoopback || options.UsesAccounts
            ? address
            : throw new ArgumentException(
                $"Without accounts SkillMix listens on this machine only: {AccountCommand.FirstAccount} and serve with --auth, or use {DashboardOptions.DefaultUrl} and, from elsewhere, a tunnel such as ssh -L 5310:127.0.0.1:5310."
            );
    }

    /// <summary>Reads who there is, so that what is wrong with the file is said now; with accounts, somebody must be able to sign in.</summary>
    private static void CheckPeople(IServiceProvider services, DashboardOptions options)
    {
        var accounts = services.GetRequiredService<Accounts>();
        if (!accounts.HasOwner && options.UsesAccounts)
        {
            throw new InvalidOperationException(
                $"--auth wants an owner who can sign in, and there is none yet: {AccountCommand.FirstAccount}, for the same --db."
            );
        }
    }
}
