using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Sampling;

/// <summary>This project's own choice of training and held-out sides; the papers' exact split is not public.</summary>
public static class DefaultSplit
{
    /// <summary>What the split is called.</summary>
    public const string Name = "literary and rhetorical";

    private const int TopicSeed = 10;
    private static readonly string[] TrainingCategories = ["literary", "rhetorical"];

    /// <summary>The default sides of any catalogue.</summary>
    /// <returns>
    /// Literary and rhetorical skills for training and the others held out; of the topics the first half (rounded down)
    /// of their order shuffled with seed 10, listed in file order.
    /// </returns>
    public static Split Of(SkillCatalogue catalogue)
    {
        var shuffled = catalogue.Topics.ToArray();
        new PythonRandom(TopicSeed).Shuffle(shuffled);
        var trainingTopics = shuffled.Take(shuffled.Length / 2).ToHashSet();
        return new(
            Name,
            [.. catalogue.Skills.Where(IsForTraining).Select(skill => skill.Name)],
            [.. catalogue.Topics.Where(trainingTopics.Contains).Select(topic => topic.Name)]
        );
    }

    private static bool IsForTraining(Skill skill) =>
        TrainingCategories.Contains(skill.Category, StringComparer.OrdinalIgnoreCase);
}
