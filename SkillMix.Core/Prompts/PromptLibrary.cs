using System.Globalization;
using System.Text.RegularExpressions;

namespace SkillMix.Core.Prompts;

/// <summary>The templates at hand: the built-in ones and those a user or an imported run brought along.</summary>
/// <param name="own">Templates beside the built-in ones; of equal name and version the own one wins.</param>
public sealed partial class PromptLibrary(IEnumerable<PromptTemplate>? own = null)
{
    /// <summary>Name of the built-in prompt that asks for a text.</summary>
    public const string Write = "generate-write";

    /// <summary>Name of the built-in prompt that asks for a better text.</summary>
    public const string Revise = "generate-revise";

    /// <summary>Name of the softer revision prompt, meant for LLaMA students at k &gt; 2.</summary>
    public const string ReviseGentle = "generate-revise-gentle";

    /// <summary>Name of the built-in grading prompt in table style.</summary>
    public const string GradeTable = "grade-table";

    /// <summary>Name of the built-in grading prompt in prose style.</summary>
    public const string GradeProse = "grade-prose";

    /// <summary>Name of the built-in grading prompt that asks for JSON.</summary>
    public const string GradeStructured = "grade-structured";

    private readonly IReadOnlyList<PromptTemplate> _templates = [.. own ?? [], .. BuiltIn];

    /// <summary>The templates that come with the program, in our own words; not comparable with published points.</summary>
    public static IReadOnlyList<PromptTemplate> BuiltIn { get; } = [.. ReadBuiltIn()];

    /// <summary>All templates, own ones first.</summary>
    public IReadOnlyList<PromptTemplate> All => _templates;

    /// <summary>A template by name.</summary>
    /// <param name="name">Its name, for instance "grade-table".</param>
    /// <param name="version">Its version; null for the newest.</param>
    /// <exception cref="ArgumentException">There is no such template.</exception>
    public PromptTemplate Get(string name, int? version = null) =>
        _templates
            .Where(template => template.Name == name && (version is null || template.Version == version))
            .MaxBy(template => template.Version)
        ?? throw new ArgumentException(
            $"There is no prompt template \"{name}\"{(version is null ? "" : $" of version {version}")}; "
                + $"known are {string.Join(", ", _templates.Select(template => template.Name).Distinct())}.",
            nameof(name)
        );

    /// <summary>A library that also holds this template.</summary>
    public PromptLibrary With(PromptTemplate template) => new([template, .. _templates]);

    /// <summary>Reads a user's own template. Line ends become "\n" and line ends at the end of the file are dropped.</summary>
    /// <param name="path">The file; its name without extension, and without a version such as ".v2", names the template.</param>
    /// <param name="kind">What the template asks for.</param>
    /// <param name="readerKey">Which reader understands the replies; null for the one that goes with the kind.</param>
    /// <exception cref="InvalidDataException">The template lacks a slot its kind needs, or holds an unknown one.</exception>
    public static PromptTemplate FromFile(string path, PromptKind kind, string? readerKey = null)
    {
        var text = Normalised(File.ReadAllText(path));
        var problems = PromptSlots.Problems(text, kind);
        if (problems.Count > 0)
        {
            throw new InvalidDataException($"{path} cannot be used as a prompt template: {string.Join(" ", problems)}");
        }

        var (name, version) = NameAndVersion(Path.GetFileNameWithoutExtension(path));
        return new(name, version, kind, text, readerKey ?? PromptTemplate.ReaderKeyOf(kind));
    }

    /// <summary>A template whose text is taken as it is, such as one recovered from an imported run.</summary>
    /// <exception cref="ArgumentException">The text lacks a slot its kind needs, or holds an unknown one.</exception>
    public static PromptTemplate FromVerbatim(string name, PromptKind kind, string text)
    {
        var problems = PromptSlots.Problems(text, kind);
        return problems.Count == 0
            ? new(name, 1, kind, text, PromptTemplate.ReaderKeyOf(kind))
            : throw new ArgumentException(
                $"The text cannot be used as a prompt: {string.Join(" ", problems)}",
                nameof(text)
            );
    }

    private static IEnumerable<PromptTemplate> ReadBuiltIn()
    {
        const string folder = "Prompts/Templates/";
        var assembly = typeof(PromptLibrary).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(IsTemplate).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var (name, version) = NameAndVersion(resource[folder.Length..^".md".Length]);
            var kind = KindOf(name);
            yield return new(name, version, kind, Normalised(reader.ReadToEnd()), PromptTemplate.ReaderKeyOf(kind));
        }

        static bool IsTemplate(string resource) =>
            resource.StartsWith(folder, StringComparison.Ordinal) && resource.EndsWith(".md", StringComparison.Ordinal);
    }

    private static PromptKind KindOf(string name) =>
        name switch
        {
            Write => PromptKind.GenerationWrite,
            Revise or ReviseGentle => PromptKind.GenerationRevise,
            GradeTable => PromptKind.GradingTable,
            GradeProse => PromptKind.GradingProse,
            GradeStructured => PromptKind.GradingStructured,
            _ => throw new InvalidDataException(
                $"The built-in template \"{name}\" has no kind; name its kind in {nameof(PromptLibrary)}."
            ),
        };

    private static (string Name, int Version) NameAndVersion(string stem) =>
        Versioned().Match(stem) is { Success: true } match
            ? (match.Groups["name"].Value, int.Parse(match.Groups["version"].ValueSpan, CultureInfo.InvariantCulture))
            : (stem, 1);

    private static string Normalised(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    [GeneratedRegex(@"^(?<name>.+)\.v(?<version>[0-9]{1,6})$", RegexOptions.CultureInvariant)]
    private static partial Regex Versioned();
}
