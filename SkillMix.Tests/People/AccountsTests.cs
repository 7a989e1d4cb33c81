using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SkillMix.Dashboard.People;
using SkillMix.Tests.ChatModels;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.People;

public sealed class AccountsTests : IDisposable
{
    private const string Right = "correct horse";
    private const string Wrong = "wrong battery";

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly PeopleFile _file;
    private readonly CountingHasher _hasher = new(rounds: 10);
    private readonly Accounts _accounts;

    public AccountsTests()
    {
        _file = PeopleFile.Beside(_folder.File());
        _accounts = new(_file, _hasher, _clock);
    }

    public void Dispose()
    {
        _accounts.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("anna")]
    [InlineData(" ANNA ")]
    public async Task SignIn_RightPassword_IsThePerson(string typed)
    {
        var anna = _accounts.Add(" Anna ", PersonRole.Owner, Right);

        var outcome = Assert.IsType<SignInOutcome.SignedIn>(await SignInAsync(typed, Right));

        Assert.Equal(new Person(anna.Id, "Anna", PersonRole.Owner), outcome.Entry.Person);
        Assert.DoesNotContain(Right, await File.ReadAllTextAsync(_file.Path));
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("nobody")]
    public async Task SignIn_FiveWrongPasswords_LocksTheNameFor15MinutesWhetherItIsAnybodysOrNot(string name)
    {
        _accounts.Add("anna", PersonRole.Owner, Right);
        for (var i = 0; i < 4; i++)
        {
            Assert.IsType<SignInOutcome.Refused>(await SignInAsync(name, Wrong));
        }

        Assert.Equal(15, Assert.IsType<SignInOutcome.Locked>(await SignInAsync(name, Wrong)).Minutes);
        _clock.Advance(TimeSpan.FromMinutes(14.5));
        Assert.Equal(1, Assert.IsType<SignInOutcome.Locked>(await SignInAsync(name, Right)).Minutes);
        _clock.Advance(TimeSpan.FromMinutes(0.5));

        Assert.IsType<SignInOutcome.Refused>(await SignInAsync(name, Wrong));
        Assert.Equal(name == "anna", await SignInAsync(name, Right) is SignInOutcome.SignedIn);
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("nobody")]
    [InlineData("local name without a password")]
    public async Task SignIn_WrongPassword_ChecksOneHashWhetherThereIsOneOrNot(string name)
    {
        _accounts.Add("anna", PersonRole.Owner, Right);
        new LocalPeople(_file).Add("local name without a password");
        await SignInAsync("warm", Wrong);
        var before = _hasher.Checked;

        await SignInAsync(name, Wrong);

        Assert.Equal(before + 1, _hasher.Checked);
    }

    [Fact]
    public async Task SignIn_ManyWrongPasswordsAtOnce_ChecksNoMoreThanFive()
    {
        _accounts.Add("anna", PersonRole.Owner, Right);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SignInAsync("anna", Wrong)));

        Assert.Equal(5, _hasher.Checked);
    }

    [UnwritableFact]
    public async Task SignIn_WhereTheFileCannotBeWritten_IsLockedAllTheSame()
    {
        _accounts.Add("anna", PersonRole.Owner, Right);
        using var locked = Unwritable.Lock(_folder.Path);
        for (var i = 0; i < 4; i++)
        {
            Assert.IsType<SignInOutcome.Refused>(await SignInAsync("anna", Wrong));
        }

        Assert.IsType<SignInOutcome.Locked>(await SignInAsync("anna", Wrong));
        Assert.IsType<SignInOutcome.Locked>(await SignInAsync("anna", Right));
    }

    [Fact]
    public async Task SignIn_RightPasswordAfterFourWrongOnes_ForgetsThem()
    {
        _accounts.Add("anna", PersonRole.Owner, Right);
        for (var i = 0; i < 4; i++)
        {
            await SignInAsync("anna", Wrong);
        }

        await SignInAsync("anna", Right);

        Assert.Equal(0, _file.People[0].FailedAttempts);
    }

    [Fact]
    public async Task SignIn_WithAHashOfFewerRounds_IsHashedAgain()
    {
        _accounts.Add("anna", PersonRole.Owner, Right);
        var before = _file.People[0];
        using var stronger = new Accounts(_file, new CountingHasher(rounds: 20), _clock);

        Assert.IsType<SignInOutcome.SignedIn>(await stronger.SignInAsync("anna", Right, default));

        Assert.NotEqual(before.PasswordHash, _file.People[0].PasswordHash);
        Assert.Equal(before.Stamp, _file.People[0].Stamp);
        Assert.IsType<SignInOutcome.SignedIn>(await stronger.SignInAsync("anna", Right, default));
    }

    [Fact]
    public async Task SetPassword_OfALockedAccount_UnlocksIt()
    {
        var anna = _accounts.Add("anna", PersonRole.Owner, Right);
        for (var i = 0; i < 5; i++)
        {
            await SignInAsync("anna", Wrong);
        }

        _accounts.SetPassword(anna.Id, "another horse");

        Assert.IsType<SignInOutcome.Refused>(await SignInAsync("anna", Right));
        Assert.IsType<SignInOutcome.SignedIn>(await SignInAsync("anna", "another horse"));
    }

    [Fact]
    public async Task ChangePassword_WithAWrongPresentOne_ChangesNothing()
    {
        var anna = _accounts.Add("anna", PersonRole.Annotator, Right);

        Assert.IsType<SignInOutcome.Refused>(
            await _accounts.ChangePasswordAsync(anna.Id, Wrong, "another horse", default)
        );
        Assert.IsType<SignInOutcome.SignedIn>(
            await _accounts.ChangePasswordAsync(anna.Id, Right, "another horse", default)
        );

        Assert.IsType<SignInOutcome.SignedIn>(await SignInAsync("anna", "another horse"));
    }

    [Fact]
    public void Add_SomebodyWhoWasALocalPerson_KeepsWhoTheyAre()
    {
        var local = new LocalPeople(_file).Add("bob");

        var account = _accounts.Add("Bob", PersonRole.Annotator, Right);

        Assert.Equal(new Person(local.Id, "bob", PersonRole.Annotator), account);
    }

    [Theory]
    [InlineData("ANNA", Right, "There is a anna already")]
    [InlineData(" ", Right, "A name has 1 to 60 characters")]
    [InlineData("a\nb", Right, "A name has 1 to 60 characters")]
    [InlineData("bob", "too short", "A password has at least 10 characters")]
    public void Add_WhatWillNotDo_SaysWhyAndAddsNobody(string name, string password, string sentence)
    {
        _accounts.Add("anna", PersonRole.Owner, Right);

        var problem = Assert.Throws<ArgumentException>(() => _accounts.Add(name, PersonRole.Annotator, password));

        Assert.StartsWith(sentence, problem.Message, StringComparison.Ordinal);
        Assert.Single(_accounts.All);
    }

    [Fact]
    public void LastOwner_CanNeitherBeRemovedNorBecomeAnAnnotator()
    {
        var anna = _accounts.Add("anna", PersonRole.Owner, Right);
        new LocalPeople(_file).Add("an owner, but without a password");

        Assert.Throws<InvalidOperationException>(() => _accounts.Remove(anna.Id));
        Assert.Throws<InvalidOperationException>(() => _accounts.SetRole(anna.Id, PersonRole.Annotator));
        _accounts.Add("bob", PersonRole.Owner, Right);
        _accounts.Remove(anna.Id);

        Assert.True(_accounts.HasOwner);
    }

    [Fact]
    public void Session_AfterAnythingThatEndsIt_IsNotTakenAgain()
    {
        var options = new SkillMix.Dashboard.DashboardOptions { UsesAccounts = true };
        var door = new Doorkeeper(options, _file, new LocalPeople(_file));
        _accounts.Add("owner", PersonRole.Owner, Right);
        var anna = _accounts.Add("anna", PersonRole.Owner, Right);
        System.Security.Claims.ClaimsPrincipal Session() =>
            Doorkeeper.SignedIn(_file.People.First(one => one.Id == anna.Id));

        var session = Session();
        _accounts.SetRole(anna.Id, PersonRole.Annotator);
        Assert.Equal(PersonRole.Annotator, PersonPrincipal.PersonOf(door.Again(session))!.Role);

        foreach (
            var end in new Action[]
            {
                () => _accounts.SetPassword(anna.Id, "another horse"),
                () => _accounts.EndSessions(anna.Id),
                () => _accounts.Remove(anna.Id),
            }
        )
        {
            session = Session();
            Assert.NotNull(door.Again(session));
            end();
            Assert.Null(door.Again(session));
        }
    }

    private Task<SignInOutcome> SignInAsync(string name, string password) =>
        _accounts.SignInAsync(name, password, CancellationToken.None);

    /// <summary>Identity's hasher with few rounds, and a count of what it was asked.</summary>
    private sealed class CountingHasher(int rounds) : IPasswordHasher<Person>
    {
        private readonly PasswordHasher<Person> _inner = new(
            Options.Create(new PasswordHasherOptions { IterationCount = rounds })
        );

        public int Checked { get; private set; }

        public string HashPassword(Person user, string password) => _inner.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(
            Person user,
            string hashedPassword,
            string providedPassword
        )
        {
            Checked++;
            return _inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
