using Microsoft.AspNetCore.DataProtection;
using SkillMix.Core.ChatModels;

namespace SkillMix.Dashboard.Background;

/// <summary>How the keys beside a store are encrypted: the dashboard and the command line read the same file.</summary>
/// <remarks>
/// What encrypts is in the user's data folder. A copy of the project folder is of no use to anybody else; whoever can read all
/// of the user's files can read the keys.
/// </remarks>
public static class KeyProtection
{
    private const string Application = "SkillMix";
    private const string Purpose = "SkillMix.Keys";

    /// <summary>An encrypted file of keys; neither it nor the folder needs to exist before a key is kept.</summary>
    /// <param name="path">The file.</param>
    /// <param name="folder">Where the protection keys are; null for the usual folder among the user's data.</param>
    public static KeyFile Open(string path, string? folder = null)
    {
        // Made when first needed, and tried again where it could not be made.
        var protector = new Lazy<IDataProtector>(
            () => Protector(folder ?? UsualFolder()),
            LazyThreadSafetyMode.PublicationOnly
        );
        return new(path, bytes => protector.Value.Protect(bytes), bytes => protector.Value.Unprotect(bytes));
    }

    private static IDataProtector Protector(string folder)
    {
        var directory = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        return DataProtectionProvider
            .Create(
                directory,
                builder =>
                {
                    builder.SetApplicationName(Application);
                    if (OperatingSystem.IsWindows())
                    {
                        builder.ProtectKeysWithDpapi();
                    }
                }
            )
            .CreateProtector(Purpose);
    }

    private static string UsualFolder() =>
        Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.Create
            ),
            "skillmix",
            "protection"
        );
}
