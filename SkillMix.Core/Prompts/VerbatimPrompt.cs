using System.Text;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Prompts;

/// <summary>A prompt as it was sent, with what was put into it.</summary>
/// <param name="Text">The filled prompt.</param>
/// <param name="Tuple">Skills with their definitions and examples, and the topic.</param>
/// <param name="Answer">The graded text in it; null for generation prompts.</param>
public sealed record FilledPrompt(string Text, SkillTuple Tuple, string? Answer = null);

/// <summary>The template that a filled prompt was made from, in the reference's spelling of slots.</summary>
/// <param name="Template">The template.</param>
/// <param name="RubricWasEmpty">The prompt had nothing where its rubric should stand: its grader was not told the criteria.</param>
public sealed record RecoveredPrompt(PromptTemplate Template, bool RubricWasEmpty);

/// <summary>Takes the verbatim templates out of the filled prompts of an imported run.</summary>
public static class VerbatimPrompt
{
    /// <summary>The template behind the filled prompts of one run, from the first row that shows it.</summary>
    /// <remarks>Rows with an empty answer cannot show where the answer stands; they are skipped.</remarks>
    /// <returns>Null when no row shows its template.</returns>
    public static RecoveredPrompt? RecoverFirst(IEnumerable<FilledPrompt> prompts, PromptKind kind, string name) =>
        prompts.Select(prompt => Recover(prompt, kind, name)).FirstOrDefault(recovered => recovered is not null);

    /// <summary>Replaces what was filled in by slots: skills, topic, definitions, sentence limit, answer and criteria.</summary>
    /// <param name="prompt">The prompt and what was put into it.</param>
    /// <param name="kind">What it asks for.</param>
    /// <param name="name">Name of the template to make.</param>
    /// <returns>
    /// The template; it fills to the same prompt again. Null when a slot the kind needs was not found, unless leaving just that
    /// slot's place empty makes a published prompt: then the published prompt is what was recovered.
    /// </returns>
    public static RecoveredPrompt? Recover(FilledPrompt prompt, PromptKind kind, string name)
    {
        foreach (var wording in new[] { RubricWords.CorrectlyIllustrates, RubricWords.Contains })
        {
            var text = WithSlots(prompt, wording);
            if (text is null || PromptSlots.In(text).Any(slot => PromptSlots.Find(slot) is null))
            {
                continue;
            }

            if (PromptSlots.Problems(text, kind).Count == 0)
            {
                var template = Template(text, kind, name) with { SkillWording = wording };
                return PromptFiller.Fill(template, prompt.Tuple, prompt.Answer) == prompt.Text
                    ? new(template, false)
                    : null;
            }

            if (wording == RubricWords.Contains && PublishedWithEmptyRubric(text, kind, name) is { } published)
            {
                return new(published, RubricWasEmpty: true);
            }
        }

        return null;
    }

    /// <summary>Whether a filled prompt was made from this template, word for word.</summary>
    public static bool IsMadeFrom(PromptTemplate template, FilledPrompt prompt) =>
        PromptFiller.Fill(template, prompt.Tuple, prompt.Answer) == prompt.Text;

    private static PromptTemplate Template(string text, PromptKind kind, string name) =>
        new(name, 1, kind, text, PromptTemplate.ReaderKeyOf(kind));

    // The rubric's place cannot be seen where nothing was filled in. Some place makes a published prompt, or none does.
    private static PromptTemplate? PublishedWithEmptyRubric(string text, PromptKind kind, string name) =>
        kind is PromptKind.GradingTable or PromptKind.GradingProse
            ? Enumerable
                .Range(0, text.Length + 1)
                .Select(at => Template(text.Insert(at, "{rubric_items}"), kind, name))
                .FirstOrDefault(template => template.Known is not null)
            : null;

    private static string? WithSlots(FilledPrompt prompt, string wording)
    {
        var tuple = prompt.Tuple;
        (string Value, string Slot, bool WholeWords)[] values =
        [
            (string.Join(", ", RubricWords.Lines(tuple, wording)), "{rubric_items}", false),
            (PromptFiller.DefinitionBlock(tuple.Skills), "{skills_defs_and_examples_simple}", false),
            (PromptFiller.DefinitionBlock(tuple.Skills, withExamples: false), "{skills_defs}", false),
            (PromptFiller.SkillList(tuple.Skills), "{skills_str}", true),
            (NumberWords.Sentences(RubricWords.SentenceLimit(tuple.K)), "{num_sentences_str}", true),
            (tuple.Topic.Name, "{topic}", true),
        ];

        var text = prompt.Text;
        var answerAt = -1;
        if (prompt.Answer is { Length: > 0 } answer)
        {
            answerAt = text.IndexOf(answer, StringComparison.Ordinal);
            if (answerAt < 0 || text.IndexOf(answer, answerAt + 1, StringComparison.Ordinal) >= 0)
            {
                return null;
            }
        }

        var template = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; )
        {
            if (i == answerAt)
            {
                template.Append("{student_answer}");
                i += prompt.Answer!.Length;
                continue;
            }

            var at = i;
            var found = Array.Find(values, value => StandsAt(text, at, value.Value, value.WholeWords));
            template.Append(found.Slot ?? text[i].ToString());
            i += found.Value?.Length ?? 1;
        }

        return template.ToString();
    }

    private static bool StandsAt(string text, int at, string value, bool wholeWords) =>
        value.Length > 0
        && string.CompareOrdinal(text, at, value, 0, value.Length) == 0
        && (
            !wholeWords
            || (
                (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (at + value.Length == text.Length || !char.IsLetterOrDigit(text[at + value.Length]))
            )
        );
}
