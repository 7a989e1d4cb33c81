using SkillMix.Core.Grading;

namespace SkillMix.Core.Rehearsal;

/// <summary>The truth about one criterion of one text.</summary>
/// <param name="IsMet">Whether the text meets it.</param>
/// <param name="Why">For a skill that is shown, why its sentence shows it; else null.</param>
/// <param name="Evidence">Words of the text that decide; null where there are none.</param>
internal sealed record CriterionTruth(bool IsMet, string? Why = null, string? Evidence = null);

/// <summary>
/// The truth about a text composed of library sentences: a skill is shown by a sentence of its own, the topic by its words, sense is what
/// no nonsense sentence breaks, and length is what the reference counter says.
/// </summary>
internal sealed record TextTruth(IReadOnlyList<CriterionTruth> Criteria, int Sentences)
{
    /// <summary>The truth in the rubric's order: skills, topic, sense, length. An empty text meets nothing.</summary>
    public static TextTruth Of(
        string text,
        IReadOnlyList<string> skills,
        string topic,
        int limit,
        SentenceLibrary library
    )
    {
        var k = skills.Count;
        if (string.IsNullOrWhiteSpace(text))
        {
            return new([.. Enumerable.Repeat(new CriterionTruth(false), k + 3)], 0);
        }

        var searchable = new SearchableText(text);
        var criteria = new CriterionTruth[k + 3];
        for (var i = 0; i < k; i++)
        {
            var found = library.Find(searchable, skills[i]);
            criteria[i] = new(found is not null, found?.Sentence.Why, found?.Span);
        }

        var topicWords = TopicWords.FindIn(searchable, topic);
        var nonsense = library.FindNonsense(searchable);
        var sentences = SentenceCounter.Reference(text);
        criteria[k] = new(topicWords is not null, null, topicWords);
        criteria[k + 1] = new(nonsense is null, null, nonsense?.Span);
        criteria[k + 2] = new(sentences <= limit);
        return new(criteria, sentences);
    }
}
