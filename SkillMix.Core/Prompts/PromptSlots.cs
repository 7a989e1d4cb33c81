using System.Text.RegularExpressions;

namespace SkillMix.Core.Prompts;

/// <summary>A place in a template that is filled for every tuple.</summary>
/// <param name="Name">The name, written in braces in a template.</param>
/// <param name="Meaning">What is put there.</param>
/// <param name="ReferenceName">What the reference implementation calls it; null where it has no such slot.</param>
public sealed record PromptSlot(string Name, string Meaning, string? ReferenceName = null);

/// <summary>The slots a template may hold. Braces around anything but lower-case letters and underscores are plain text.</summary>
/// <remarks>
/// The reference's own spellings are understood as well, so that a published template keeps its text and its hash.
/// </remarks>
public static partial class PromptSlots
{
    /// <summary>Every slot, in the order in which a guide should explain them.</summary>
    public static IReadOnlyList<PromptSlot> All { get; } =
    [
        new("skills", "the skills' names, joined by a comma and a space", "skills_str"),
        new("topic", "the topic's name", "topic"),
        new(
            "definitions",
            "a line a skill: bold name, colon, definition, \"For example, …\"",
            "skills_defs_and_examples_simple"
        ),
        new("definitions_only", "a line a skill: bold name, colon, definition", "skills_defs"),
        new("sentence_limit", "most sentences allowed, in words"),
        new("sentences", "\"sentence\" where one is allowed, else \"sentences\""),
        new("sentence_limit_phrase", "most sentences allowed with the noun: \"two sentences\"", "num_sentences_str"),
        new("answer", "the text to be graded", "student_answer"),
        new("nonce", "a sign for the fence around the text to be graded, which does not stand in that text"),
        new("criteria", "the k + 3 criteria on one line, joined by a comma and a space", "rubric_items"),
        new("rubric", "the k + 3 criteria, a line each, numbered from 1"),
        new("k", "the number of skills, in digits", "num_skills"),
        new("points", "the number of points in all, k + 3, in digits"),
    ];

    /// <summary>The names of the slots in a text, in order, each once and as written.</summary>
    public static IReadOnlyList<string> In(string text) =>
        [.. Slot().Matches(text).Select(match => match.Groups["name"].Value).Distinct()];

    /// <summary>How often a slot stands in a text, in either spelling.</summary>
    /// <param name="name">The slot's name in our spelling.</param>
    public static int CountOf(string name, string text) =>
        Slot().Matches(text).Count(match => Find(match.Groups["name"].Value)?.Name == name);

    /// <summary>The slot of this name, in our spelling or in the reference's; null when there is none.</summary>
    public static PromptSlot? Find(string name) =>
        All.FirstOrDefault(slot => slot.Name == name || slot.ReferenceName == name);

    /// <summary>What is wrong with a template's slots, one clear sentence each; empty when nothing is.</summary>
    public static IReadOnlyList<string> Problems(string text, PromptKind kind)
    {
        var written = In(text);
        var known = written.Select(name => Find(name)?.Name).OfType<string>().ToHashSet();
        return
        [
            .. written
                .Where(name => Find(name) is null)
                .Select(name => $"The template holds the unknown slot {{{name}}}; known slots are {Listed(All)}."),
            .. Required(kind)
                .Where(anyOf => !anyOf.Any(known.Contains))
                .Select(anyOf =>
                    $"A template of the kind {kind} needs the slot {string.Join(" or ", anyOf.Select(n => $"{{{n}}}"))}."
                ),
        ];
    }

    /// <summary>The slots a kind of template cannot do without; of each group one is enough.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Required(PromptKind kind) =>
        kind switch
        {
            PromptKind.GenerationWrite =>
            [
                ["topic"],
                ["skills", "definitions", "definitions_only"],
            ],
            PromptKind.GenerationRevise => [],
            PromptKind.GradingStructured =>
            [
                ["answer"],
                ["nonce"],
                ["rubric", "criteria"],
            ],
            _ =>
            [
                ["answer"],
                ["rubric", "criteria"],
            ],
        };

    private static string Listed(IEnumerable<PromptSlot> slots) =>
        string.Join(", ", slots.Select(slot => $"{{{slot.Name}}}"));

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}", RegexOptions.CultureInvariant)]
    internal static partial Regex Slot();
}
