namespace SkillMix.Dashboard;

/// <summary>Where the store is: a flag before the environment before the usual place.</summary>
public static class StorePath
{
    private const string Variable = "SKILLMIX_DB";
    private const string Usual = "skillmix.db";

    /// <summary>The full path of the store.</summary>
    /// <param name="flag">What the command line says; null where it says nothing.</param>
    public static string Of(string? flag) => Path.GetFullPath(flag ?? FromEnvironment ?? Usual);

    /// <summary>Somebody named the store; it is not only at the usual place.</summary>
    public static bool IsNamed(string? flag) => (flag ?? FromEnvironment) is not null;

    private static string? FromEnvironment =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null;
}
