using System.Globalization;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Prompts;

/// <summary>Puts a tuple, and a text to be graded, into a template.</summary>
public static class PromptFiller
{
    /// <summary>
    /// Fills a template in one pass: what looks like a slot inside a value, such as "{topic}" in a student's text, stays as it is.
    /// </summary>
    /// <param name="template">The template.</param>
    /// <param name="tuple">Skills, in the order the prompt lists them, and topic.</param>
    /// <param name="answer">The text to be graded; only grading templates need it.</param>
    /// <param name="nonce">
    /// The sign on the fence around the text, for templates that have one; where it stands in the text, another is derived from
    /// it. Null for the sign derived from the text, with which a prompt can be made again from its template, tuple and text.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The template holds an unknown slot, or asks for a text that was not given; or the sign is not made of letters and digits.
    /// </exception>
    public static string Fill(PromptTemplate template, SkillTuple tuple, string? answer = null, string? nonce = null) =>
        PromptSlots
            .Slot()
            .Replace(template.Text, match => Value(template, match.Groups["name"].Value, tuple, answer, nonce));

    /// <summary>One line a skill: bold name, colon, definition and, where asked for and known, "For example, …". Nothing is trimmed.</summary>
    public static string DefinitionBlock(IEnumerable<Skill> skills, bool withExamples = true) =>
        string.Join(
            '\n',
            skills.Select(skill =>
                withExamples && skill.Example.Length > 0
                    ? $"**{skill.Name}**: {skill.Definition} For example, {skill.Example}"
                    : $"**{skill.Name}**: {skill.Definition}"
            )
        );

    /// <summary>The names joined by a comma and a space, in prompt order.</summary>
    public static string SkillList(IEnumerable<Skill> skills) => string.Join(", ", skills.Select(skill => skill.Name));

    private static string Value(PromptTemplate template, string name, SkillTuple tuple, string? answer, string? nonce)
    {
        var limit = RubricWords.SentenceLimit(tuple.K);
        return PromptSlots.Find(name)?.Name switch
        {
            "skills" => SkillList(tuple.Skills),
            "topic" => tuple.Topic.Name,
            "definitions" => DefinitionBlock(tuple.Skills),
            "definitions_only" => DefinitionBlock(tuple.Skills, withExamples: false),
            "sentence_limit" => NumberWords.Of(limit),
            "sentences" => NumberWords.SentenceNoun(limit),
            "sentence_limit_phrase" => NumberWords.Sentences(limit),
            "answer" => Graded(template, answer),
            "nonce" => nonce is null
                ? TextFence.NonceFor(Graded(template, answer))
                : TextFence.Checked(Graded(template, answer), nonce),
            "criteria" => string.Join(", ", RubricWords.Lines(tuple, template.SkillWording)),
            "rubric" => string.Join(
                '\n',
                RubricWords.Lines(tuple, template.SkillWording).Select((line, i) => Invariant($"{i + 1}. {line}"))
            ),
            "k" => Invariant($"{tuple.K}"),
            "points" => Invariant($"{tuple.K + 3}"),
            _ => throw new ArgumentException(
                $"The template \"{template.Name}\" holds the unknown slot {{{name}}}; "
                    + $"use one of {string.Join(", ", PromptSlots.All.Select(slot => $"{{{slot.Name}}}"))}.",
                nameof(template)
            ),
        };
    }

    private static string Graded(PromptTemplate template, string? answer) =>
        answer
        ?? throw new ArgumentException(
            $"The template \"{template.Name}\" grades a text, but no text was given; pass the text to be graded.",
            nameof(answer)
        );

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
