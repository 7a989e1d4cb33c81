using SkillMix.Dashboard.People;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.People;

public sealed class LocalPeopleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void At_WhereNobodyIsYet_IsOneOwnerWhoIsWrittenDownWhenNeeded()
    {
        var file = PeopleFile.Beside(_folder.File());
        var locals = new LocalPeople(file);

        var first = locals.At(null);

        Assert.True(first.IsOwner);
        Assert.False(File.Exists(file.Path));
        locals.Keep();
        Assert.Equal(first, new LocalPeople(PeopleFile.Beside(_folder.File())).At(null));
    }

    [Fact]
    public void At_ByCookie_IsThatPersonOrTheFirst()
    {
        var locals = new LocalPeople(PeopleFile.Beside(_folder.File()));
        var first = locals.At(null);
        var bob = locals.Add(" bob ");

        Assert.Equal("bob", locals.At(bob.Id).Name);
        Assert.Equal(first, locals.At(Guid.NewGuid()));
        Assert.Equal([first, bob], locals.All);
    }

    [Fact]
    public void Rename_KeepsTheIdAndRefusesANameThatIsTaken()
    {
        var locals = new LocalPeople(PeopleFile.Beside(_folder.File()));
        var bob = locals.Add("bob");
        locals.Add("eve");

        locals.Rename(bob.Id, "Bob");
        Assert.Throws<ArgumentException>(() => locals.Rename(bob.Id, "EVE"));

        Assert.Equal("Bob", locals.At(bob.Id).Name);
    }

    [UnwritableFact]
    public void Keep_WhereNothingCanBeWritten_IsNoProblem()
    {
        using var locked = Unwritable.Lock(_folder.Path);
        var locals = new LocalPeople(PeopleFile.Beside(_folder.File()));

        locals.Keep();

        Assert.Single(locals.All);
    }
}
