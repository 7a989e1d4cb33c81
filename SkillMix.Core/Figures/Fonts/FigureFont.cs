namespace SkillMix.Core.Figures.Fonts;

/// <summary>The font of all figures: Source Sans 3, Regular. It is brought by the build and embedded in this assembly.</summary>
/// <remarks>© Adobe, SIL Open Font License 1.1, which allows embedding in documents.</remarks>
public static class FigureFont
{
    private static readonly Lazy<TrueTypeFont> Font = new(() => new(Read("SourceSans3-Regular.ttf")));

    /// <summary>Read once, on first use.</summary>
    public static TrueTypeFont Regular => Font.Value;

    /// <summary>The words of the font's licence.</summary>
    public static string Licence => System.Text.Encoding.UTF8.GetString(Read("SourceSans3-licence"));

    private static byte[] Read(string name)
    {
        using var resource =
            typeof(FigureFont).Assembly.GetManifestResourceStream($"Figures/Fonts/{name}")
            ?? throw new InvalidOperationException($"The build did not embed {name}.");
        using var memory = new MemoryStream();
        resource.CopyTo(memory);
        return memory.ToArray();
    }
}
