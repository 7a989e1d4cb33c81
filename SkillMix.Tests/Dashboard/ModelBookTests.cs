using Microsoft.Extensions.Configuration;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;
using SkillMix.Dashboard.Background;
using SkillMix.Tests.ChatModels;
using SkillMix.Tests.FakeProvider;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

public sealed class ModelBookTests : IDisposable
{
    private const string Variable = "SKILLMIX_LLAMA_API_KEY";

    private static readonly ModelSpec Llama = new("compatible/llama", Provider.Compatible, "llama-3:8b")
    {
        Endpoint = new("http://127.0.0.1:9/v1"),
        KeyVariable = Variable,
        FilteredBy = ["openai/gpt-4"],
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keep_ANewModelAndThenAChange_WritesItOnceInItsPlaceUnderTheCommentsAtTheTop()
    {
        var book = Book();
        File.WriteAllText(book.Path, "# Ours.\n\nmodels:\n  - name: openai/a # lost\n  - name: openai/b\n");

        book.Keep(Llama);
        book.Keep(ModelSpec.FromName("openai/a") with { PriceIn = 0.15m });

        Assert.Equal(["openai/a", "openai/b", "compatible/llama"], book.Models.Select(model => model.Name));
        Assert.Equal(0.15m, book.Models[0].PriceIn);
        var text = File.ReadAllText(book.Path);
        Assert.StartsWith("# Ours.\nmodels:\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("lost", text, StringComparison.Ordinal);
        Assert.Equal(["models.yaml"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Forget_AModel_LeavesTheOthers()
    {
        var book = Book();
        book.Keep(ModelSpec.FromName("openai/a"));
        book.Keep(Llama);

        book.Forget("openai/a");
        book.Forget("openai/never");

        Assert.Equal(["compatible/llama"], Book().Models.Select(model => model.Name));
    }

    [Fact]
    public void Models_WhenTheFileChangesOnDisk_AreReadAnew()
    {
        var book = Book();
        Assert.Empty(book.Models);

        File.WriteAllText(book.Path, "models:\n  - name: openai/a\n");
        Assert.Equal("openai/a", Assert.Single(book.Models).Name);

        File.WriteAllText(book.Path, "models:\n  - name: openai/b\n");
        Assert.Equal("openai/b", Assert.Single(book.Models).Name);
    }

    [Fact]
    public void FileWithMistakes_IsToldWithPathAndLineAndNeverWritten()
    {
        var book = Book();
        const string Broken = "models:\n  - name: gpt\n    price-in: cheap\n";
        File.WriteAllText(book.Path, Broken);

        Assert.Empty(book.Models);
        Assert.Equal(2, book.Mistakes.Count);
        Assert.StartsWith($"{book.Path}, line 2: 'gpt' names no model", book.Mistakes[0], StringComparison.Ordinal);
        Assert.StartsWith($"{book.Path}, line 3: ", book.Mistakes[1], StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => book.Keep(Llama));
        Assert.Throws<InvalidDataException>(() => book.Forget("gpt"));
        var refused = Assert.Throws<InvalidDataException>(() => book.Directory(RunPace.Default));
        Assert.Contains("line 3", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Broken, File.ReadAllText(book.Path));
    }

    [Fact]
    public void KeepKey_OpenedAgainAfterARestart_IsThereMaskedAndInNoFileInTheClear()
    {
        var book = Book();
        book.Keep(Llama);
        book.KeepKey(Variable, $" {Models.Key}\n");

        var again = Book();

        Assert.Equal(
            new KeyState(Variable, KeyPlace.KeyFile, MaskedKey.Of(Models.Key), IsKept: true),
            again.StateOf(Llama)
        );
        Assert.Null(again.KeysProblem);
        foreach (var file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllText(file, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(Models.Key, bytes, StringComparison.Ordinal);
        }

        again.ForgetKey(Variable);
        Assert.Equal(new KeyState(Variable, KeyPlace.Missing, null, IsKept: false), book.StateOf(Llama));
    }

    [Fact]
    public void StateOf_AKeyInSeveralPlaces_IsTheEnvironmentsBeforeTheSecretsBeforeTheFile()
    {
        string? set = "from-environment-0001";
        var secrets = new Dictionary<string, string?> { [Variable] = "from-secrets-0002" };
        var book = Book(_ => set, secrets);
        book.KeepKey(Variable, "from-file-0003");

        Assert.Equal((KeyPlace.Environment, "…0001"), Seen(book));
        set = null;
        Assert.Equal((KeyPlace.Secrets, "…0002"), Seen(book));
        Assert.Equal((KeyPlace.KeyFile, "…0003"), Seen(Book()));
        Assert.True(book.StateOf(Llama).IsKept);
    }

    [Fact]
    public void StateOf_ModelsThatNeedNoKey_SaysSo()
    {
        var book = Book();

        Assert.Equal(KeyPlace.NotNeeded, book.StateOf(ModelSpec.FromName("compatible/llama")).Place);
        Assert.Equal(
            KeyPlace.NotNeeded,
            book.StateOf(ModelSpec.FromName("azure/grader") with { UsesEntra = true }).Place
        );
        Assert.Equal(KeyPlace.Missing, book.StateOf(ModelSpec.FromName("openai/gpt-x")).Place);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("sk-secret one")]
    [InlineData("sk-sécret")]
    public void KeepKey_WhatIsNoKey_IsRefusedWithoutRepeatingIt(string key)
    {
        var problem = Assert.ThrowsAny<ArgumentException>(() => Book().KeepKey(Variable, key));

        Assert.DoesNotContain("cret", problem.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void KeysOfAnotherMachine_AreToldAndDoNotStandInTheWayOfTheEnvironment()
    {
        Book().KeepKey(Variable, Models.Key);
        Directory.Delete(Protection, recursive: true);

        var book = Book(name => name == "OPENAI_API_KEY" ? Models.Key : null);

        Assert.Contains("enter the keys again", book.KeysProblem, StringComparison.Ordinal);
        Assert.Equal(KeyPlace.Missing, book.StateOf(Llama).Place);
        using var client = book.Directory(RunPace.Default).Open("openai/gpt-x", new Budget(new BudgetLimits()));
        Assert.NotNull(client);
    }

    [Fact]
    public void KnownVariables_ShowAddressesWholeAndKeysMasked()
    {
        var book = Book(name =>
            name switch
            {
                "OPENAI_API_KEY" => Models.Key,
                "OPENAI_BASE_URL" => "http://127.0.0.1:8000/v1",
                _ => null,
            }
        );

        var known = book.KnownVariables.ToDictionary(variable => variable.Variable, variable => variable.Shown);

        Assert.Equal("sk-…3f9a", known["OPENAI_API_KEY"]);
        Assert.Equal("http://127.0.0.1:8000/v1", known["OPENAI_BASE_URL"]);
        Assert.Null(known["ANTHROPIC_API_KEY"]);
    }

    [Theory]
    [InlineData("https://me:hidden@proxy.example:8443/v1", "https://proxy.example:8443/v1")]
    [InlineData("https://proxy.example/v1?api-key=hidden#hidden", "https://proxy.example/v1")]
    [InlineData("sk-hidden0123456789", "no web address")]
    public void KnownVariables_AnAddressThatHoldsAKey_IsShownWithoutIt(string address, string shown)
    {
        var book = Book(name => name == "OPENAI_BASE_URL" ? address : null);

        Assert.Equal(shown, Assert.Single(book.KnownVariables, one => one.Variable == "OPENAI_BASE_URL").Shown);
    }

    [Fact]
    public async Task Directory_WithOneTry_AsksOnce()
    {
        await using var server = await FakeProviderServer.StartAsync(FakeReply.Fails(500));
        var book = Book();
        book.Keep(Llama with { Endpoint = server.OpenAIAddress, KeyVariable = null });
        using var client = book.Directory(new RunPace(InFlight: 1, Tries: 1))
            .Open(Llama.Name, new Budget(new BudgetLimits()));

        await Assert.ThrowsAsync<ProviderException>(() =>
            client.GetResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "hello")])
        );

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Directories_OfOneBook_ShareTheDoorToAnEndpoint()
    {
        await using var server = await FakeProviderServer.StartAsync(
            new FakeReply { Text = "Hello.", Delay = TimeSpan.FromMilliseconds(50) }
        );
        var book = Book();
        book.Keep(Llama with { Endpoint = server.OpenAIAddress, KeyVariable = null });
        using var one = book.Directory(new RunPace(InFlight: 1)).Open(Llama.Name, new Budget(new BudgetLimits()));
        using var two = book.Directory(new RunPace(InFlight: 1)).Open(Llama.Name, new Budget(new BudgetLimits()));

        await Task.WhenAll(
            one.GetResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "a")]),
            two.GetResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "b")])
        );

        Assert.Equal((2, 1), (server.Requests.Count, server.MostInFlight));
    }

    [Fact]
    public async Task CommandLine_AndDashboard_ReadTheSameFileOfKeys()
    {
        var store = _folder.File("skillmix.db");
        ModelBook.Beside(store, protection: Protection).KeepKey(Variable, Models.Key);

        var other = ModelBook.Beside(store, await OtherModelsFileAsync(), Protection);

        Assert.Equal(KeyPlace.KeyFile, other.StateOf(Assert.Single(other.Models)).Place);
        Assert.Throws<InvalidDataException>(() => ModelBook.Beside(store, _folder.File("nowhere.yaml")));
    }

    [Fact]
    public async Task Keep_FromManySides_LosesNothing()
    {
        var book = Book();

        await Parallel.ForEachAsync(
            Enumerable.Range(1, 20),
            (number, _) =>
            {
                book.Keep(ModelSpec.FromName($"openai/m{number}"));
                book.KeepKey($"KEY_{number}", Models.Key);
                return ValueTask.CompletedTask;
            }
        );

        Assert.Equal(20, Book().Models.Count);
        Assert.True(Book().StateOf(ModelSpec.FromName("openai/m1") with { KeyVariable = "KEY_20" }).IsKept);
    }

    private string Protection => Path.Combine(_folder.Path, "protection");

    private ModelBook Book(
        Func<string, string?>? environment = null,
        IReadOnlyDictionary<string, string?>? secrets = null
    ) =>
        new(
            _folder.File("models.yaml"),
            new EnvironmentKeys(environment ?? (_ => null)),
            new ConfigurationKeys(
                new ConfigurationBuilder().AddInMemoryCollection(secrets ?? new Dictionary<string, string?>()).Build()
            ),
            KeyProtection.Open(_folder.File("skillmix.keys"), Protection),
            TimeProvider.System
        );

    private async Task<string> OtherModelsFileAsync()
    {
        var path = _folder.File("other.yaml");
        await File.WriteAllTextAsync(path, $"models:\n  - name: compatible/llama\n    key: {Variable}\n");
        return path;
    }

    private static (KeyPlace, string?) Seen(ModelBook book)
    {
        var state = book.StateOf(Llama);
        return (state.Place, state.Key?.ToString());
    }
}
