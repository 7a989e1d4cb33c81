using SkillMix.Dashboard.People;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.People;

public sealed class PeopleFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Beside_AStore_HasTheStoresName() =>
        Assert.Equal(_folder.File("skillmix.people.json"), PeopleFile.Beside(_folder.File("skillmix.db")).Path);

    [Fact]
    public void People_OfNoFile_AreNobodyAndLeaveNoFile()
    {
        Assert.Empty(File_().People);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void People_WrittenAndReadElsewhere_AreTheSame()
    {
        PersonEntry[] people =
        [
            new(Guid.CreateVersion7(), "Änne \"<b>\"", PersonRole.Owner)
            {
                PasswordHash = "hash",
                FailedAttempts = 3,
                LockedUntil = new DateTimeOffset(2025, 1, 1, 0, 15, 0, TimeSpan.Zero),
            },
            new(Guid.CreateVersion7(), "bob", PersonRole.Annotator),
        ];

        File_().Change(_ => people);

        Assert.Equal(people, File_().People);
        Assert.Equal(
            [_folder.File("skillmix.people.json"), _folder.File("skillmix.people.json.lock")],
            Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Change_OnUnix_IsReadableByTheUserOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(_folder.File("skillmix.people.json.new"), "left behind, and readable by others");
        File_().Change(_ => [new(Guid.CreateVersion7(), "anna", PersonRole.Owner)]);

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(_folder.File("skillmix.people.json"))
        );
    }

    [Fact]
    public void Change_ThatChangesNothing_WritesNothing()
    {
        File_().Change(people => people);

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void People_AddedFromTwoPlacesAtOnce_AreAllThere()
    {
        PeopleFile[] places = [File_(), File_()];

        Parallel.For(
            0,
            60,
            number =>
                places[number % 2]
                    .Change(people => [.. people, new(Guid.CreateVersion7(), $"{number}", PersonRole.Annotator)])
        );

        Assert.Equal(60, File_().People.Count);
    }

    [Fact]
    public void People_ChangedByAnotherProcess_AreSeenAtOnce()
    {
        var (ours, theirs) = (File_(), File_());
        Assert.Empty(ours.People);

        theirs.Change(_ => [new(Guid.CreateVersion7(), "anna", PersonRole.Owner)]);

        Assert.Equal("anna", Assert.Single(ours.People).Name);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""{"version":2,"people":[]}""")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"people":[null]}""")]
    [InlineData(
        """{"version":1,"people":[{"id":"01900000-0000-7000-8000-000000000000","name":null,"role":"owner"}]}"""
    )]
    [InlineData("""{"version":1,"people":[{"id":"01900000-0000-7000-8000-000000000000","name":"a","role":"king"}]}""")]
    public void People_OfABadFile_AreOneSentenceThatNamesIt(string content)
    {
        File.WriteAllText(_folder.File("skillmix.people.json"), content);

        var problem = Assert.Throws<InvalidDataException>(() => File_().People);

        Assert.StartsWith(
            _folder.File("skillmix.people.json") + " is no list of people",
            problem.Message,
            StringComparison.Ordinal
        );
        Assert.Throws<InvalidDataException>(() => File_().Change(_ => []));
        Assert.Equal(content, File.ReadAllText(_folder.File("skillmix.people.json")));
    }

    [Fact]
    public void Entry_AsText_IsTheNameAlone() =>
        Assert.Equal(
            "anna",
            $"{new PersonEntry(Guid.CreateVersion7(), "anna", PersonRole.Owner) { PasswordHash = "hash" }}"
        );

    private PeopleFile File_() => PeopleFile.Beside(_folder.File("skillmix.db"));
}
