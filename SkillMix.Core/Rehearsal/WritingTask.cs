using System.Globalization;
using SkillMix.Core.Prompts;

namespace SkillMix.Core.Rehearsal;

/// <summary>What a generation prompt asks for.</summary>
/// <param name="Skills">Names of the skills, in prompt order; at least one.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Limit">Most sentences allowed: as the revision prompt states it, else max(1, k − 1).</param>
internal sealed record WritingTask(IReadOnlyList<string> Skills, string Topic, int Limit)
{
    public int K => Skills.Count;
}

/// <summary>Reads generation prompts made from known templates, and others by their block of definitions.</summary>
internal sealed class WritingTaskReader(IEnumerable<PromptTemplate> templates)
{
    private const string ContextPhrase = "in the context of ";

    private static readonly Dictionary<string, int> Numbers = Enumerable
        .Range(1, 20)
        .ToDictionary(number => NumberWords.Of(number), StringComparer.OrdinalIgnoreCase);

    private readonly TemplateInverse[] _write = InversesOf(templates, PromptKind.GenerationWrite);
    private readonly TemplateInverse[] _revise = InversesOf(templates, PromptKind.GenerationRevise);

    /// <summary>What is asked for; null when the prompt does not say it in a way that can be read.</summary>
    /// <param name="first">The first prompt of the conversation.</param>
    /// <param name="revision">The prompt that asks for a revision; null on the first turn.</param>
    public WritingTask? Read(string first, string? revision)
    {
        var values = ReadBy(_write, first);
        var skills = SkillsIn(values?["definitions"] ?? values?["definitions_only"] ?? first);
        if (skills.Count == 0 && values?["skills"] is { } list)
        {
            skills = [.. list.Split(", ")];
        }

        var topic = values?["topic"] ?? TopicIn(first);
        if (skills.Count == 0 || string.IsNullOrWhiteSpace(topic))
        {
            return null;
        }

        var limit = LimitIn(values) ?? (revision is null ? null : LimitIn(ReadBy(_revise, revision)));
        return new(skills, topic, limit ?? RubricWords.SentenceLimit(skills.Count));
    }

    /// <summary>A number of sentences: "two", "two sentences" or "2"; null for anything else.</summary>
    public static int? NumberOf(string? words)
    {
        var first = words?.Trim().Split(' ')[0];
        return first is null ? null
            : Numbers.TryGetValue(first, out var number) ? number
            : int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0 ? number
            : null;
    }

    public static TemplateInverse[] InversesOf(IEnumerable<PromptTemplate> templates, params PromptKind[] kinds) =>
        [
            .. templates
                .Where(template => kinds.Contains(template.Kind))
                .Select(template => new TemplateInverse(template)),
        ];

    private static SlotValues? ReadBy(TemplateInverse[] inverses, string prompt)
    {
        foreach (var inverse in inverses)
        {
            if (inverse.Read(prompt) is { } values)
            {
                return values;
            }
        }

        return null;
    }

    private static int? LimitIn(SlotValues? values) =>
        NumberOf(values?["sentence_limit"] ?? values?["sentence_limit_phrase"]);

    // A line a skill: bold name, colon, definition. Examples may hold line breaks, but hardly a line of this shape.
    private static List<string> SkillsIn(string block)
    {
        var skills = new List<string>();
        for (var start = 0; start < block.Length; )
        {
            if (block.AsSpan(start).StartsWith("**"))
            {
                var close = block.IndexOf("**:", start + 2, StringComparison.Ordinal);
                if (close > start + 2 && !block.AsSpan(start, close - start).Contains('\n'))
                {
                    skills.Add(block[(start + 2)..close]);
                }
            }

            var line = block.IndexOf('\n', start);
            start = line < 0 ? block.Length : line + 1;
        }

        return skills;
    }

    private static string? TopicIn(string prompt)
    {
        var at = prompt.IndexOf(ContextPhrase, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = prompt.AsSpan(at + ContextPhrase.Length);
        var end = rest.IndexOfAny(".,;:\n");
        rest = end < 0 ? rest : rest[..end];
        var clause = rest.IndexOf(" that ");
        return (clause < 0 ? rest : rest[..clause]).Trim().ToString();
    }
}
