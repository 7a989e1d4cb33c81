using SkillMix.Dashboard.Pages.People;

namespace SkillMix.Dashboard;

/// <content>People, the sign-in, and where somebody is led after it.</content>
public static partial class SkillMixUrls
{
    public const string PeoplePath = "/people";
    public const string SignInPath = "/sign-in";

    /// <summary>Takes a POST that ends all sessions of whoever sends it.</summary>
    public const string SignOutPath = "/sign-out";

    /// <summary>Takes a POST that says who sits at this browser.</summary>
    public const string ThisIsMePath = "/people/me";

    /// <summary>All that annotators open lies under it.</summary>
    public const string AnnotatePath = "/annotate";

    /// <summary>The key of the address that was asked for before the sign-in.</summary>
    public const string BackKey = "back";

    /// <summary>The People page.</summary>
    public static string People(PeopleView view) =>
        WithQuery(PeoplePath, [("person", view.Person?.ToString("N")), ("add", view.IsAdding ? "on" : null)]);

    /// <summary>What an address of the People page asks for.</summary>
    public static PeopleView ReadPeople(string uri)
    {
        var query = Query(uri);
        return ReadGuid(One(query, "person")) is { } person
            ? new PeopleView(person)
            : new PeopleView(IsAdding: One(query, "add") == "on");
    }

    /// <summary>The sign-in.</summary>
    /// <param name="back">Where to go afterwards; null for Home.</param>
    /// <param name="isChanged">It was asked for because the password was changed.</param>
    public static string SignIn(string? back = null, bool isChanged = false) =>
        WithQuery(SignInPath, [(BackKey, back is Home ? null : back), ("changed", isChanged ? "on" : null)]);

    /// <summary>An address of this dashboard as it stands; Home in place of one that leads, or could lead, to another host.</summary>
    public static string LocalOrHome(string? address) =>
        address is ['/', .. var rest]
        && rest is not ['/', ..]
        && !address.Any(letter => letter == '\\' || char.IsControl(letter))
        && !address.StartsWith(SignInPath, StringComparison.OrdinalIgnoreCase)
            ? address
            : Home;
}
