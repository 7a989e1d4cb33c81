namespace SkillMix.Core.Catalogue;

/// <summary>The skills and topics of a study, as loaded. It never changes; its <see cref="Hash"/> says which one it is.</summary>
/// <remarks>Yu et al. 2023, arXiv:2310.17567: 101 skills with definition and example, 100 topics.</remarks>
public sealed class SkillCatalogue
{
    private readonly Dictionary<string, Skill> _byName;

    /// <summary>A catalogue of at least one skill and one topic.</summary>
    /// <param name="name">What people call it; not part of its identity.</param>
    /// <param name="skills">Skills in file order: the order decides what a seed draws.</param>
    /// <param name="topics">Topics in file order.</param>
    /// <exception cref="ArgumentException">There is no skill or no topic, or a name is blank or stands there twice.</exception>
    public SkillCatalogue(string name, IEnumerable<Skill> skills, IEnumerable<Topic> topics)
    {
        Name = name;
        Skills = [.. skills];
        Topics = [.. topics];
        CheckNames(name, "skill", [.. Skills.Select(skill => skill.Name)]);
        CheckNames(name, "topic", [.. Topics.Select(topic => topic.Name)]);
        Categories = [.. Skills.Select(skill => skill.Category).Distinct()];
        _byName = Skills.ToDictionary(skill => skill.Name);
        Hash = ContentHash.OfJson(
            new
            {
                kind = "catalogue",
                version = 1,
                skills = Skills.Select(skill => new
                {
                    name = skill.Name,
                    category = skill.Category,
                    definition = skill.Definition,
                    example = skill.Example,
                    occurrenceRate = skill.OccurrenceRate,
                }),
                topics = Topics.Select(topic => topic.Name),
            }
        );
    }

    /// <summary>What people call it, for instance "open".</summary>
    public string Name { get; }

    /// <summary>All skills in file order, at least one.</summary>
    public IReadOnlyList<Skill> Skills { get; }

    /// <summary>All topics in file order, at least one.</summary>
    public IReadOnlyList<Topic> Topics { get; }

    /// <summary>The skills' categories, each once, in the order of their first skill.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>
    /// Content hash of all skills (name, category, definition, example, occurrence rate) and topics in their order. The
    /// catalogue's own name does not enter.
    /// </summary>
    public string Hash { get; }

    /// <summary>The skill of that exact name; null where there is none.</summary>
    public Skill? Find(string skillName) => _byName.GetValueOrDefault(skillName);

    /// <summary>The skill of that exact name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest one.</exception>
    public Skill Get(string skillName) =>
        Find(skillName)
        ?? throw new ArgumentException(
            $"The catalogue '{Name}' has no skill '{skillName}'; did you mean '{NearestName.To(skillName, _byName.Keys)}'?"
        );

    /// <summary>The topic of that exact name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest one.</exception>
    public Topic GetTopic(string topicName) =>
        Topics.FirstOrDefault(topic => topic.Name == topicName)
        ?? throw new ArgumentException(
            $"The catalogue '{Name}' has no topic '{topicName}'; did you mean '{NearestName.To(topicName, Topics.Select(topic => topic.Name))}'?"
        );

    private static void CheckNames(string catalogue, string kind, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            throw new ArgumentException($"The catalogue '{catalogue}' has no {kind}; it needs at least one.");
        }

        var seen = new HashSet<string>();
        for (var i = 0; i < names.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]))
            {
                throw new ArgumentException(
                    $"The {kind} at position {i + 1} of the catalogue '{catalogue}' has no name; give it one or leave it out."
                );
            }

            if (!seen.Add(names[i]))
            {
                throw new ArgumentException(
                    $"The {kind} '{names[i]}' stands twice in the catalogue '{catalogue}'; names are keys, so keep one of them."
                );
            }
        }
    }
}
