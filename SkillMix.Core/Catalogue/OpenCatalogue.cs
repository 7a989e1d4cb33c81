namespace SkillMix.Core.Catalogue;

/// <summary>The built-in catalogue: 101 skills in eight categories and 100 topics, written for this project.</summary>
/// <remarks>
/// It contains the ten public skills and topics of the paper by name. The paper's other skills and topics are private, so
/// results on it are not results on the paper's list.
/// </remarks>
public static class OpenCatalogue
{
    /// <summary>What the built-in catalogue is called.</summary>
    public const string Name = "open";

    private const string Folder = "Catalogue/Open/";

    /// <summary>Reads the built-in catalogue.</summary>
    public static SkillCatalogue Load()
    {
        using var skills = Open(CatalogueReader.SkillsFile);
        using var topics = Open(CatalogueReader.TopicsFile);
        return CatalogueReader.Read(skills, topics, Name);
    }

    private static StreamReader Open(string file) =>
        new(
            typeof(OpenCatalogue).Assembly.GetManifestResourceStream(Folder + file)
                ?? throw new InvalidDataException(
                    $"The program was built without its resource '{Folder}{file}'; build it anew."
                )
        );
}
