using System.Xml.Linq;

namespace SkillMix.Tests.Figures.Paper;

/// <summary>Drawings that stand beside their tests.</summary>
internal static class GoldenDrawing
{
    /// <summary>Holds a drawing against the one that was kept, and names each coordinate that moved.</summary>
    /// <remarks>Where the change is meant, delete the drawing and run the test: it writes the file anew and fails once.</remarks>
    public static void Check(string file, string svg)
    {
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, svg);
            Assert.Fail($"{file} was missing and is written: look at it and commit it.");
        }

        Assert.Empty(Moved(XDocument.Parse(File.ReadAllText(file)), XDocument.Parse(svg)));
    }

    /// <summary>What differs between two drawings, one line each.</summary>
    public static List<string> Moved(XDocument before, XDocument after)
    {
        var (old, now) = (before.Root!.Elements().ToList(), after.Root!.Elements().ToList());
        var moved = old.Count == now.Count ? [] : new List<string> { $"shapes {old.Count} → {now.Count}" };
        foreach (var (i, (was, element)) in old.Zip(now).Index())
        {
            var name = $"{was.Name.LocalName} {i + 1}";
            if (was.Name != element.Name || was.Value != element.Value)
            {
                moved.Add($"{name}: {was.Name.LocalName} '{was.Value}' → {element.Name.LocalName} '{element.Value}'");
            }

            var attributes = was.Attributes().Concat(element.Attributes()).Select(one => one.Name).Distinct();
            moved.AddRange(
                attributes
                    .Select(key => (Key: key, Was: was.Attribute(key)?.Value, Is: element.Attribute(key)?.Value))
                    .Where(change => change.Was != change.Is)
                    .Select(change => $"{name}: {change.Key} {change.Was ?? "none"} → {change.Is ?? "none"}")
            );
        }

        return moved;
    }
}
