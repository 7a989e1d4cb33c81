using System.Globalization;
using CsvHelper;

namespace SkillMix.Core.Catalogue;

/// <summary>Writes a catalogue in the reference format, so that <see cref="CatalogueReader"/> reads back the same hash.</summary>
public static class CatalogueWriter
{
    private static readonly CsvWriterOptions Format = new()
    {
        NewLine = "\n",
        Quoting = CsvQuoting.WhenNeededOrWhitespace,
    };

    /// <summary>Writes the skills as CSV and the topics one a line, both with LF line ends.</summary>
    /// <exception cref="ArgumentException">A topic holds a line break, which the format cannot say.</exception>
    public static void Write(SkillCatalogue catalogue, TextWriter skills, TextWriter topics)
    {
        using var csv = CsvWriter.Create(skills, Format, leaveOpen: true);
        csv.WriteHeader("category", "skill", "definition", "example", "occurrence_rate");
        foreach (var skill in catalogue.Skills)
        {
            var rate = skill.OccurrenceRate?.ToString(CultureInfo.InvariantCulture);
            csv.WriteRecord(skill.Category, skill.Name, skill.Definition, skill.Example, rate);
        }

        foreach (var topic in catalogue.Topics)
        {
            if (topic.Name.AsSpan().ContainsAny('\r', '\n'))
            {
                throw new ArgumentException(
                    $"The topic '{topic.Name}' holds a line break; give it a name of one line."
                );
            }

            topics.Write(topic.Name + "\n");
        }
    }
}
