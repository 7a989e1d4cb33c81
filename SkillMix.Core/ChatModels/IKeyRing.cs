using Microsoft.Extensions.Configuration;

namespace SkillMix.Core.ChatModels;

/// <summary>Where keys are found by name. A key found here goes to the provider and nowhere else.</summary>
public interface IKeyRing
{
    /// <summary>The key of that name; null where there is none or it is blank.</summary>
    string? Find(string name);
}

/// <summary>Keys and base addresses from the environment of the process.</summary>
/// <param name="read">Reads a variable; null reads the real environment.</param>
public sealed class EnvironmentKeys(Func<string, string?>? read = null) : IKeyRing
{
    private readonly Func<string, string?> _read = read ?? Environment.GetEnvironmentVariable;

    /// <inheritdoc/>
    public string? Find(string name) => KeyRing.Given(_read(name));
}

/// <summary>Keys from the configuration, which is where .NET's user secrets are.</summary>
public sealed class ConfigurationKeys(IConfiguration configuration) : IKeyRing
{
    /// <inheritdoc/>
    public string? Find(string name) => KeyRing.Given(configuration[name]);
}

/// <summary>Several places in order: the first that has the key gives it.</summary>
public sealed class KeyRing(params IReadOnlyList<IKeyRing> places) : IKeyRing
{
    /// <inheritdoc/>
    public string? Find(string name) => places.Select(place => place.Find(name)).FirstOrDefault(key => key is not null);

    internal static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
