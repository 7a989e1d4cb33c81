namespace SkillMix.Core.Storage.Migrations;

/// <summary>The SQL files of this folder, which are embedded in the program.</summary>
internal static class MigrationScript
{
    /// <summary>Text of a script.</summary>
    /// <exception cref="FileNotFoundException">No script of that name was embedded.</exception>
    public static string Read(string name)
    {
        var resource = "Storage/Migrations/" + name;
        using var stream =
            typeof(MigrationScript).Assembly.GetManifestResourceStream(resource)
            ?? throw new FileNotFoundException(
                $"The migration script {resource} is not embedded in SkillMix.Core.",
                resource
            );
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
