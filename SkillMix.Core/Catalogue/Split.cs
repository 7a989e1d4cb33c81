using System.Text.Json.Serialization;

namespace SkillMix.Core.Catalogue;

/// <summary>Which skills and topics training may use; all others of the catalogue are held out.</summary>
/// <remarks>Zhao et al. 2024, arXiv:2409.19808. Their exact split is not public, so any split here is a choice of the study.</remarks>
/// <param name="Name">What people call it; not part of its identity.</param>
/// <param name="TrainingSkills">Names of the training skills, in any order.</param>
/// <param name="TrainingTopics">Names of the training topics, in any order.</param>
public sealed record Split(string Name, IReadOnlyList<string> TrainingSkills, IReadOnlyList<string> TrainingTopics)
{
    /// <summary>No split: only <see cref="Setting.All"/> can be asked of it.</summary>
    public static Split None { get; } = new("none", [], []);

    /// <summary>Whether nothing is named for training, so that there are no sides.</summary>
    [JsonIgnore]
    public bool IsNone => TrainingSkills.Count == 0 && TrainingTopics.Count == 0;

    /// <summary>Content hash of the training skills and topics as sets: neither their order nor the split's name enters.</summary>
    [JsonIgnore]
    public string Hash =>
        ContentHash.OfJson(
            new
            {
                kind = "split",
                version = 1,
                trainingSkills = TrainingSkills.Distinct().Order(StringComparer.Ordinal),
                trainingTopics = TrainingTopics.Distinct().Order(StringComparer.Ordinal),
            }
        );

    /// <summary>The skills of a side, in the catalogue's order; may be empty.</summary>
    /// <exception cref="ArgumentException">There are no sides, or a training skill is not in the catalogue.</exception>
    public IReadOnlyList<Skill> SkillsOf(SkillCatalogue catalogue, Setting setting) =>
        Side(catalogue, catalogue.Skills, skill => skill.Name, TrainingSkills, "skill", setting);

    /// <summary>The topics of a side, in the catalogue's order; may be empty.</summary>
    /// <exception cref="ArgumentException">There are no sides, or a training topic is not in the catalogue.</exception>
    public IReadOnlyList<Topic> TopicsOf(SkillCatalogue catalogue, Setting setting) =>
        Side(catalogue, catalogue.Topics, topic => topic.Name, TrainingTopics, "topic", setting);

    private IReadOnlyList<T> Side<T>(
        SkillCatalogue catalogue,
        IReadOnlyList<T> all,
        Func<T, string> nameOf,
        IReadOnlyList<string> trainingNames,
        string kind,
        Setting setting
    )
    {
        if (setting is Setting.All)
        {
            return all;
        }

        if (IsNone)
        {
            throw new ArgumentException(
                $"The setting {setting} needs a split into training and held-out sides; give one, or use the setting {Setting.All}."
            );
        }

        // A name the catalogue does not know would quietly leave its skill among the held-out ones.
        var known = all.Select(nameOf).ToHashSet();
        if (trainingNames.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ArgumentException(
                $"The split '{Name}' trains on the {kind} '{unknown}', which the catalogue '{catalogue.Name}' does not have; "
                    + $"did you mean '{NearestName.To(unknown, known)}'?"
            );
        }

        var training = trainingNames.ToHashSet();
        return setting switch
        {
            Setting.Train => [.. all.Where(item => training.Contains(nameOf(item)))],
            Setting.HeldOut => [.. all.Where(item => !training.Contains(nameOf(item)))],
            _ => throw new ArgumentOutOfRangeException(nameof(setting), setting, "Unknown setting."),
        };
    }
}
