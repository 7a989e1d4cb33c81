using System.CommandLine;
using SkillMix.Dashboard.Pages.People;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Commands;

/// <summary>account: who may sign in where the dashboard is served with --auth.</summary>
public static class AccountCommand
{
    /// <param name="input">Where passwords are read; null for the terminal or standard input.</param>
    public static Command Build(TextReader? input) =>
        new("account", "Say who may sign in where the dashboard is served with --auth.")
        {
            Add(input),
            Password(input),
            Remove(),
            List(),
        };

    private static Command Add(TextReader? input)
    {
        var name = Name("What they are called; also what they type to sign in.");
        var role = new Option<string>("--role")
        {
            Description = "annotator (sees only what there is to annotate) or owner (sees everything).",
            Required = true,
        };
        role.AcceptOnlyFromAmong([.. RoleWords.All]);
        var db = CommonOptions.Db();
        var command = new Command("add", "Add an account; the password is asked for.") { name, role, db };
        command.SetAction(parsed =>
        {
            using var accounts = Open(parsed.GetValue(db));
            var given = parsed.GetValue(name)!;
            if (Find(accounts, given) is { HasAccount: false } before)
            {
                Console.Error.WriteLine($"{before.Name} is there without a password, and gets one.");
            }
            else
            {
                PersonName.Checked(given, accounts.All);
            }

            var added = accounts.Add(given, RoleWords.Read(parsed.GetValue(role)), AskedPassword.Twice(input));
            Console.Out.WriteLine($"{added.Name} may sign in as {RoleWords.Of(added.Role)}.");
            return SkillMixCommandLine.Done;
        });
        return command;
    }

    private static Command Password(TextReader? input)
    {
        var name = Name("Whose.");
        var db = CommonOptions.Db();
        var command = new Command("password", "Set another password, which also unlocks; their sessions end.")
        {
            name,
            db,
        };
        command.SetAction(parsed =>
        {
            using var accounts = Open(parsed.GetValue(db));
            var entry = Get(accounts, parsed.GetValue(name)!);
            accounts.SetPassword(entry.Id, AskedPassword.Twice(input));
            Console.Out.WriteLine($"{entry.Name} may sign in as {RoleWords.Of(entry.Role)} with the new password.");
            return SkillMixCommandLine.Done;
        });
        return command;
    }

    private static Command Remove()
    {
        var name = Name("Who.");
        var db = CommonOptions.Db();
        var command = new Command("remove", "Remove an account; what they decided stays in the store.") { name, db };
        command.SetAction(parsed =>
        {
            using var accounts = Open(parsed.GetValue(db));
            var entry = Get(accounts, parsed.GetValue(name)!);
            accounts.Remove(entry.Id);
            Console.Out.WriteLine($"{entry.Name} is removed.");
            return SkillMixCommandLine.Done;
        });
        return command;
    }

    private static Command List()
    {
        var db = CommonOptions.Db();
        var json = CommonOptions.Json();
        var command = new Command("list", "List the accounts.") { db, json };
        command.SetAction(parsed =>
        {
            using var accounts = Open(parsed.GetValue(db));
            if (parsed.GetValue(json))
            {
                CommonOptions.WriteJson(
                    new
                    {
                        People = accounts.All.Select(entry => new
                        {
                            entry.Id,
                            entry.Name,
                            Role = RoleWords.Of(entry.Role),
                            entry.HasAccount,
                            LockedUntil = accounts.LockOf(entry) is null ? null : entry.LockedUntil,
                        }),
                    }
                );
                return SkillMixCommandLine.Done;
            }

            foreach (var entry in accounts.All)
            {
                Console.Out.WriteLine($"{entry.Name}: {RoleWords.Of(entry.Role)}{Standing(accounts, entry)}");
            }

            if (accounts.All.Count == 0)
            {
                Console.Error.WriteLine($"There is no account yet: {FirstAccount}.");
            }

            return SkillMixCommandLine.Done;
        });
        return command;
    }

    /// <summary>How the first account is made, as part of a sentence.</summary>
    internal const string FirstAccount = "make one with 'skillmix account add NAME --role owner'";

    private static string Standing(Accounts accounts, PersonEntry entry) =>
        !entry.HasAccount ? ", no password yet"
        : accounts.LockOf(entry) is { } rest ? $", locked for {Math.Ceiling(rest.TotalMinutes):N0} min"
        : "";

    private static Accounts Open(string? db) => Accounts.Of(PeopleFile.Beside(StorePath.Of(db)), TimeProvider.System);

    private static PersonEntry? Find(Accounts accounts, string name) =>
        accounts.All.FirstOrDefault(entry => PersonName.AreAlike(entry.Name, name));

    private static PersonEntry Get(Accounts accounts, string name) =>
        Find(accounts, name)
        ?? throw new ArgumentException(
            $"There is no account '{name}'; {(accounts.All.Count == 0 ? FirstAccount : $"there {(accounts.All.Count == 1 ? "is" : "are")} {string.Join(", ", accounts.All)}")}."
        );

    private static Argument<string> Name(string description) => new("name") { Description = description };
}
