using SkillMix.Core.ChatModels;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Components;

/// <summary>Tells failures that say in a sentence what to do from faults of the program.</summary>
public static class ToldProblem
{
    /// <summary>Whether its message is for the person at the page.</summary>
    public static bool Is(Exception problem) =>
        problem
            is not ObjectDisposedException
                and (
                    StoreException
                    or ProviderException
                    or ArgumentException
                    or FormatException
                    or InvalidOperationException
                    or InvalidDataException
                    or IOException
                    or UnauthorizedAccessException
                );
}
