using SkillMix.Core.Sampling;

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

    private const int TopicSeed = 10;
    private const string Folder = "Catalogue/Open/";
    private static readonly string[] TrainingCategories = ["literary", "rhetorical"];

    /// <summary>Reads the built-in catalogue.</summary>
    public static SkillCatalogue Load()
    {
        using var skills = Open(CatalogueReader.SkillsFile);
        using var topics = Open(CatalogueReader.TopicsFile);
        return CatalogueReader.Read(skills, topics, Name);
    }

    /// <summary>This project's own choice of sides, for any catalogue; the paper's exact split is not public.</summary>
    /// <returns>
    /// Literary and rhetorical skills for training and the others held out; of the topics the first half (rounded down)
    /// of their order shuffled with seed 10, listed in file order.
    /// </returns>
    public static Split DefaultSplit(SkillCatalogue catalogue)
    {
        var shuffled = catalogue.Topics.ToArray();
        new PythonRandom(TopicSeed).Shuffle(shuffled);
        var trainingTopics = shuffled.Take(shuffled.Length / 2).ToHashSet();
        return new(
            "literary and rhetorical",
            [.. catalogue.Skills.Where(IsForTraining).Select(skill => skill.Name)],
            [.. catalogue.Topics.Where(trainingTopics.Contains).Select(topic => topic.Name)]
        );
    }

    private static bool IsForTraining(Skill skill) =>
        TrainingCategories.Contains(skill.Category, StringComparer.OrdinalIgnoreCase);

    private static StreamReader Open(string file) =>
        new(
            typeof(OpenCatalogue).Assembly.GetManifestResourceStream(Folder + file)
                ?? throw new InvalidDataException(
                    $"The program was built without its resource '{Folder}{file}'; build it anew."
                )
        );
}
