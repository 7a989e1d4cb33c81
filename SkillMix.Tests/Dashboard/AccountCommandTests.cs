using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

[Collection("console")]
public sealed class AccountCommandTests : IDisposable
{
    private const string Password = "correct horse";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Account_AddedAndListed_IsThereWithItsRoleAndWithoutItsPassword()
    {
        var added = await RunAsync("add", "anna", "--role", "owner");
        await RunAsync("add", "bob", "--role", "annotator");
        var list = await RunAsync("list");
        var json = await RunAsync("list", "--json");

        Assert.Equal((0, "anna may sign in as owner.\n", ""), (added.ExitCode, added.Out, added.Error));
        Assert.Equal("anna: owner\nbob: annotator\n", list.Out);
        Assert.Equal(
            ["anna", "bob"],
            json.Json().GetProperty("people").EnumerateArray().Select(one => one.GetProperty("name").GetString())
        );
        Assert.DoesNotContain("hash", json.Out, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(_folder.File())); // no store is made for it
    }

    [Fact]
    public async Task Account_WithAnotherPassword_HasAnotherHashAndStamp()
    {
        await RunAsync("add", "anna", "--role", "owner");
        var before = await File.ReadAllTextAsync(_folder.File("store.people.json"));

        var answer = await RunAsync("password", "ANNA");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.NotEqual(before, await File.ReadAllTextAsync(_folder.File("store.people.json")));
    }

    [Fact]
    public async Task Account_Removed_IsGone()
    {
        await RunAsync("add", "anna", "--role", "owner");
        await RunAsync("add", "bob", "--role", "annotator");

        Assert.Equal("bob is removed.\n", (await RunAsync("remove", "bob")).Out);
        Assert.Equal("anna: owner\n", (await RunAsync("list")).Out);
    }

    [Theory]
    [InlineData("There is a anna already", Password, "add", "Anna", "--role", "owner")]
    [InlineData("A password has at least 10 characters", "short\n", "add", "bob", "--role", "owner")]
    [InlineData("There is no password on standard input", "", "add", "bob", "--role", "owner")]
    [InlineData("There is no account 'eve'; there is anna.", Password, "password", "eve")]
    [InlineData("anna is the last owner", Password, "remove", "anna")]
    public async Task Account_ThatCannotBeSo_SaysOneSentenceAndExitsWith2(
        string sentence,
        string typed,
        params string[] args
    )
    {
        await RunAsync("add", "anna", "--role", "owner");

        var answer = await CommandLine.RunWithInputAsync(typed, ["account", .. args, "--db", _folder.File()]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.StartsWith(sentence, Assert.Single(answer.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_WithoutARole_IsWrongUsage() => Assert.Equal(2, (await RunAsync("add", "anna")).ExitCode);

    [Fact]
    public async Task Serve_WithAccountsAndNoOwner_SaysHowToMakeTheFirst()
    {
        await RunAsync("add", "bob", "--role", "annotator");

        var answer = await CommandLine.RunAsync(
            "serve",
            "--auth",
            "--no-browser",
            "--url",
            "http://127.0.0.1:0",
            "--db",
            _folder.File()
        );

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("skillmix account add NAME --role owner", Assert.Single(answer.ErrorLines));
    }

    [Fact]
    public async Task Serve_OverABadFileOfPeople_SaysSoInOneSentence()
    {
        await File.WriteAllTextAsync(_folder.File("store.people.json"), "nonsense");

        var answer = await CommandLine.RunAsync(
            "serve",
            "--no-browser",
            "--url",
            "http://127.0.0.1:0",
            "--db",
            _folder.File()
        );

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("is no list of people", Assert.Single(answer.ErrorLines));
    }

    private Task<CommandAnswer> RunAsync(params string[] args) =>
        CommandLine.RunWithInputAsync(Password + "\n", ["account", .. args, "--db", _folder.File()]);
}
