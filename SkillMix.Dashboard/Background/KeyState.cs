using SkillMix.Core.ChatModels;

namespace SkillMix.Dashboard.Background;

/// <summary>Where a key is found. The first place that has it gives it.</summary>
public enum KeyPlace
{
    /// <summary>A variable of the process's environment.</summary>
    Environment,

    /// <summary>.NET's user secrets.</summary>
    Secrets,

    /// <summary>The encrypted file beside the store.</summary>
    KeyFile,

    /// <summary>Nowhere, and the model cannot be asked without it.</summary>
    Missing,

    /// <summary>Nowhere, and none is needed: the model signs in otherwise, or its server wants no key.</summary>
    NotNeeded,
}

/// <summary>What may be shown of a key.</summary>
/// <param name="Variable">The name it is looked for by.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Key">The key, masked; null where there is none.</param>
/// <param name="IsKept">The encrypted file holds one of that name, whether or not another place comes before it.</param>
public sealed record KeyState(string Variable, KeyPlace Place, MaskedKey? Key, bool IsKept);

/// <summary>One of the variables that keys and addresses are looked for in.</summary>
/// <param name="Variable">Its name.</param>
/// <param name="Place">Where it is set; <see cref="KeyPlace.Missing"/> where it is not.</param>
/// <param name="Shown">An address whole, a key masked; null where it is not set.</param>
public sealed record KnownVariable(string Variable, KeyPlace Place, string? Shown);
