using SkillMix.Core.Prompts;

namespace SkillMix.Core.Rehearsal;

/// <summary>
/// Says in one sentence why a point is given or not: with the true reason and the words that show it where the grader is right,
/// with a plausible one where it errs.
/// </summary>
internal static class GradingReasons
{
    private static readonly string[] SentenceEnds = [". ", "? ", "; "];

    /// <summary>The reason, one sentence that names the criterion and ends in a full stop.</summary>
    public static string For(GradingTask task, TextTruth truth, int criterion, Points points, RehearsalChance chance)
    {
        var fact = truth.Criteria[criterion];
        return (criterion - task.K) switch
        {
            < 0 => OfSkill(task.Skills[criterion], task.Text, fact, points, chance),
            0 => OfTopic(task.Topic, fact, points),
            1 => OfSense(fact, points),
            _ => OfLength(truth.Sentences, task.Limit, points),
        };
    }

    private static string OfSkill(
        string name,
        string text,
        CriterionTruth fact,
        Points points,
        RehearsalChance chance
    ) =>
        (points, fact.IsMet) switch
        {
            (Points.One, true) => $"{Clause(fact.Why!)}, and thus {name} is illustrated by \"{fact.Evidence}\".",
            (Points.One, false) when PassageOf(text, chance) is { } passage =>
                $"The words \"{passage}\" come close enough to the definition for the point on {name}.",
            (Points.One, false) => $"The text as a whole comes close enough to the definition for the point on {name}.",
            (Points.Half, true) =>
                $"There is {name} in \"{fact.Evidence}\", but only in part, for which half a point is given.",
            (Points.Half, false) =>
                $"The text hints at {name} but does not carry it through, for which half a point is given.",
            (_, true) =>
                $"There may be a hint of {name} in the text, but no passage shows it clearly enough for the point.",
            _ => $"No part of the text shows {name}, and so there is no point for it.",
        };

    private static string OfTopic(string topic, CriterionTruth fact, Points points) =>
        (points, fact.IsMet) switch
        {
            (Points.One, true) => $"The text pertains to {topic}, for it speaks of \"{fact.Evidence}\".",
            (Points.One, false) => $"In a broad sense the scene pertains to {topic}.",
            (Points.Half, _) => $"The text pertains to {topic} only in passing, for which half a point is given.",
            (_, true) => $"The text only mentions {topic} and is about something else.",
            _ => $"The text never speaks of {topic}.",
        };

    private static string OfSense(CriterionTruth fact, Points points) =>
        (points, fact.IsMet) switch
        {
            (Points.One, true) => "The text makes sense as a whole.",
            (Points.One, false) => "Read with some good will, the text makes sense.",
            (Points.Half, _) => "The text makes sense in most places but not in all, for which half a point is given.",
            (_, false) when fact.Evidence is { } evidence =>
                $"The text does not make sense where it says \"{evidence}\".",
            _ => "The parts of the text do not follow from one another, so that it makes little sense.",
        };

    // An erring grader has miscounted, and says so.
    private static string OfLength(int sentences, int limit, Points points) =>
        points switch
        {
            Points.One =>
                $"The length is right, with {NumberWords.Sentences(Math.Min(Math.Max(1, sentences), limit))} of at most "
                    + $"{NumberWords.Of(limit)}.",
            Points.Half => "The length is near the limit, for which half a point is given.",
            _ => $"The length is wrong, with {NumberWords.Sentences(Math.Max(sentences, limit + 1))} where at most "
                + $"{NumberWords.Of(limit)} may stand.",
        };

    private static string Clause(string sentence) => sentence.TrimEnd('.');

    /// <summary>Some sentence of the text, to point at; null where it could not be quoted in straight quotation marks.</summary>
    private static string? PassageOf(string text, RehearsalChance chance)
    {
        var passages = text.Split(SentenceEnds, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var passage = passages.Length == 0 ? "" : chance.OneOf(passages).Trim('"', '.', '?', '!', ' ');
        return passage.Length < 3 || passage.AsSpan().ContainsAny("\"\n|") ? null : passage;
    }
}
