using Microsoft.AspNetCore.Components.Authorization;
using SkillMix.Dashboard;
using SkillMix.Dashboard.People;
using SkillMix.Tests.ChatModels;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.People;

public sealed class PersonStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly PeopleFile _file;
    private readonly Accounts _accounts;
    private readonly Person _anna;
    private readonly PersonState _state;

    public PersonStateTests()
    {
        _file = PeopleFile.Beside(_folder.File());
        _accounts = Accounts.Of(_file, _clock);
        _anna = _accounts.Add("anna", PersonRole.Owner, "correct horse");
        var door = new Doorkeeper(new DashboardOptions { UsesAccounts = true }, _file, new LocalPeople(_file));
        _state = new(door, _file, _clock);
        _state.SetAuthenticationState(Task.FromResult(new AuthenticationState(Doorkeeper.SignedIn(_file.People[0]))));
    }

    public void Dispose()
    {
        _state.Dispose();
        _accounts.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Circuit_OfASessionThatEndsHere_IsNobodysAtOnce()
    {
        _accounts.EndSessions(_anna.Id);

        Assert.Null(await WhoAsync());
    }

    [Fact]
    public async Task Circuit_OfASessionThatAnotherProcessEnds_IsNobodysSoon()
    {
        using (var elsewhere = Accounts.Of(PeopleFile.Beside(_folder.File()), _clock))
        {
            elsewhere.SetPassword(_anna.Id, "another horse");
        }

        Assert.Equal(_anna, await WhoAsync());
        _clock.Advance(PersonState.Pace);

        Assert.Null(await WhoAsync());
    }

    [Fact]
    public async Task Circuit_OfSomebodyWhoIsNoOwnerAnyMore_IsAnAnnotatorsAtOnce()
    {
        _accounts.Add("bob", PersonRole.Owner, "correct horse");

        _accounts.SetRole(_anna.Id, PersonRole.Annotator);

        Assert.Equal(_anna with { Role = PersonRole.Annotator }, await WhoAsync());
    }

    [Fact]
    public async Task Circuit_WhereTheFileCannotBeReadAnyMore_IsNobodys()
    {
        await File.WriteAllTextAsync(_file.Path, "nonsense");
        _clock.Advance(PersonState.Pace);

        Assert.Null(await WhoAsync());
    }

    [Fact]
    public async Task CurrentPerson_AfterTheirSessionEnded_IsNobodyToKeepAnythingFor()
    {
        var current = new CurrentPerson(_state, new DashboardOptions { UsesAccounts = true }, new LocalPeople(_file));
        Assert.Equal(_anna, await current.GetAsync());

        _accounts.EndSessions(_anna.Id);

        Assert.Null(await current.FindAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await current.GetAsync());
    }

    [Fact]
    public async Task CurrentPerson_WithoutAccounts_IsWrittenDownWhenSomethingIsKeptForThem()
    {
        var file = PeopleFile.Beside(_folder.File("local.db"));
        var (options, locals) = (new DashboardOptions(), new LocalPeople(file));
        var door = new Doorkeeper(options, file, locals);
        using var state = new PersonState(door, file, _clock);
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState(door.Local(null))));
        var current = new CurrentPerson(state, options, locals);

        var found = await current.FindAsync();
        Assert.False(File.Exists(file.Path));

        Assert.Equal(found, await current.GetAsync());
        Assert.Equal(found!.Id, Assert.Single(file.People).Id);
    }

    private async Task<Person?> WhoAsync() =>
        PersonPrincipal.PersonOf((await _state.GetAuthenticationStateAsync()).User);
}
