using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Storage;

/// <summary>How a catalogue stands in the store.</summary>
internal sealed record CatalogueBody(IReadOnlyList<Skill> Skills, IReadOnlyList<string> Topics)
{
    public SkillCatalogue ToCatalogue(string name) => new(name, Skills, Topics.Select(topic => new Topic(topic)));
}
