namespace SkillMix.Dashboard.People;

/// <summary>
/// People without passwords, who sit at this machine or come to it through a tunnel. All of them are owners: on loopback there is
/// no wall between one who may see everything and one who may not.
/// </summary>
/// <remarks>Those who have an account are among them, as the same person.</remarks>
public sealed class LocalPeople(PeopleFile file)
{
    /// <summary>The cookie that says who sits at this browser.</summary>
    public const string CookieName = "skillmix-person";

    // Written down when they first do something, so that a look around leaves no file behind.
    private readonly PersonEntry _usual = new(Guid.CreateVersion7(), UsualName(), PersonRole.Owner);

    /// <summary>Everybody, at least one, in the order in which they were added.</summary>
    /// <exception cref="InvalidDataException">The file is no list of people.</exception>
    public IReadOnlyList<Person> All => [.. OrUsual(file.People).Select(Local)];

    /// <summary>Who sits at a browser with this cookie: the first of all where it names nobody.</summary>
    public Person At(Guid? id)
    {
        var all = All;
        return all.FirstOrDefault(one => one.Id == id) ?? all[0];
    }

    /// <summary>Adds somebody.</summary>
    /// <exception cref="ArgumentException">The name will not do; the sentence says why.</exception>
    public Person Add(string? name)
    {
        PersonEntry? added = null;
        file.Change(people =>
        {
            var all = OrUsual(people);
            added = new(Guid.CreateVersion7(), PersonName.Checked(name, all), PersonRole.Owner);
            return [.. all, added];
        });
        return Local(added!);
    }

    /// <summary>Calls somebody otherwise; what they decided stays theirs.</summary>
    /// <exception cref="ArgumentException">The name will not do, or there is no such person.</exception>
    public void Rename(Guid id, string? name) =>
        file.Change(people =>
        {
            var all = OrUsual(people);
            var checkedName = PersonName.Checked(name, all.Where(one => one.Id != id));
            return all.Any(one => one.Id == id)
                ? [.. all.Select(one => one.Id == id ? one with { Name = checkedName } : one)]
                : throw new ArgumentException("This person is not there any more; load the page again.");
        });

    /// <summary>Writes the first person down, where nobody is yet. Where that cannot be done, the store beside it cannot be written either.</summary>
    public void Keep()
    {
        try
        {
            file.Change(OrUsual);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Nothing they decide can be kept here, so that nobody will ask who it was.
        }
    }

    private IReadOnlyList<PersonEntry> OrUsual(IReadOnlyList<PersonEntry> people) =>
        people.Count > 0 ? people : [_usual];

    private static Person Local(PersonEntry entry) => entry.Person with { Role = PersonRole.Owner };

    private static string UsualName()
    {
        var name = Environment.UserName.Trim();
        return name.Length is 0 or > PersonName.Longest ? "local" : name;
    }
}
