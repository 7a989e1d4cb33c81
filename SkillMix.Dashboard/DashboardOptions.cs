namespace SkillMix.Dashboard;

/// <summary>How the dashboard is started.</summary>
/// <param name="Db">The store to open; null for the usual place, or the sample store where there is none.</param>
/// <param name="Url">Where to listen. Other addresses than loopback want accounts.</param>
/// <param name="SampleDb">The sample store's file; null for its usual place among the user's data.</param>
public sealed record DashboardOptions(
    string? Db = null,
    string Url = DashboardOptions.DefaultUrl,
    string? SampleDb = null
)
{
    /// <summary>The usual address.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5310";

    /// <summary>Folder of what encrypts the keys beside the store; null for the usual one among the user's data.</summary>
    public string? Protection { get; init; }

    /// <summary>People sign in with a password and have a role; otherwise whoever reaches the dashboard is a local person and may do everything.</summary>
    public bool UsesAccounts { get; init; }
}
