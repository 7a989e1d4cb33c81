using System.Text;

namespace SkillMix.Core.Rehearsal;

/// <summary>Composes a paragraph out of library sentences, so that it meets and misses the criteria it was planned to.</summary>
/// <param name="library">The sentences.</param>
/// <param name="otherTopics">What a text that misses its topic may be about instead.</param>
public sealed class TextComposer(SentenceLibrary library, IReadOnlyList<string> otherTopics)
{
    private const double OneMoreFiller = 0.3;

    private static readonly string[] NamingPhrases = [", a textbook case of ", ", as clear a case as any of "];

    /// <summary>Composes a text. The same plan with the same chance gives the same text.</summary>
    /// <remarks>
    /// k sentences meet a limit of max(1, k − 1) by joining neighbours with a semicolon, which the reference counter does not
    /// count as an end. A skill that is not shown is replaced by a plain filler where the limit has room, else left out.
    /// </remarks>
    public ComposedText Compose(TextPlan plan, RehearsalChance chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Skills.Count, 1, nameof(plan));
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Limit, 1, nameof(plan));

        var shown = ChooseSentences(plan, chance);
        var topic = plan.KeepsTopic ? plan.Topic : AnotherTopic(plan.Topic, chance);
        var pieces = Pieces(plan, shown, topic, chance);
        if (plan.NamesSkill)
        {
            NameOne(pieces, chance);
        }

        return new(Written(pieces, plan.KeepsLimit ? plan.Limit : pieces.Count, chance), shown);
    }

    private LibrarySentence?[] ChooseSentences(TextPlan plan, RehearsalChance chance)
    {
        var shown = new LibrarySentence?[plan.Skills.Count];
        for (var i = 0; i < shown.Length; i++)
        {
            var (name, isShown, kept) = plan.Skills[i];
            var choices = library.Of(name);
            shown[i] = isShown && choices.Count > 0 ? kept ?? chance.OneOf(choices) : null;
        }

        // A question ends its sentence, so more of them than the limit could never be joined into it.
        var surplus = plan.KeepsLimit ? shown.Count(sentence => sentence is { IsQuestion: true }) - plan.Limit : 0;
        for (var i = 0; i < shown.Length && surplus > 0; i++)
        {
            if (
                shown[i] is { IsQuestion: true } question
                && library.Of(question.Skill).FirstOrDefault(choice => !choice.IsQuestion) is { } statement
            )
            {
                shown[i] = statement;
                surplus--;
            }
        }

        return shown;
    }

    private List<Piece> Pieces(TextPlan plan, LibrarySentence?[] shown, string topic, RehearsalChance chance)
    {
        var pieces = new List<Piece>(shown.Length + 2);
        var room = plan.KeepsLimit ? plan.Limit - shown.Count(sentence => sentence is not null) : shown.Length;
        var filler = chance.Below(library.Plain.Count);
        foreach (var sentence in shown)
        {
            if (sentence is not null)
            {
                pieces.Add(new(sentence.About(topic), sentence.Skill, sentence.IsQuestion));
            }
            else if (room-- > 0)
            {
                AddFiller();
            }
        }

        if (!plan.MakesSense)
        {
            pieces.Insert(chance.Below(pieces.Count + 1), new(chance.OneOf(library.Nonsense).About(topic), "", false));
        }

        if (!plan.KeepsLimit)
        {
            var wanted = plan.Limit + (chance.Happens(OneMoreFiller) ? 2 : 1);
            while (pieces.Count < wanted)
            {
                AddFiller();
            }
        }

        return pieces;

        void AddFiller() => pieces.Add(new(library.Plain[filler++ % library.Plain.Count].About(topic), "", false));
    }

    private static void NameOne(List<Piece> pieces, RehearsalChance chance)
    {
        int[] candidates =
        [
            .. Enumerable.Range(0, pieces.Count).Where(i => pieces[i].Skill.Length > 0 && !pieces[i].IsQuestion),
        ];
        if (candidates.Length == 0)
        {
            return;
        }

        var i = chance.OneOf(candidates);
        var name = pieces[i].Skill;
        var bracket = name.IndexOf('(', StringComparison.Ordinal);
        var shortName = (bracket < 0 ? name : name[..bracket]).Trim();
        pieces[i] = pieces[i] with
        {
            Text = string.Concat(pieces[i].Text.AsSpan()[..^1], chance.OneOf(NamingPhrases), shortName, "."),
        };
    }

    // Joins neighbours until there are no more than so many sentences. Nothing is joined behind a question.
    private static string Written(List<Piece> pieces, int sentences, RehearsalChance chance)
    {
        var joins = Math.Max(0, pieces.Count - sentences);
        if (Joinable(pieces).Count < joins)
        {
            pieces = [.. pieces.Where(piece => !piece.IsQuestion), .. pieces.Where(piece => piece.IsQuestion)];
        }

        var joinable = Joinable(pieces);
        var joined = new HashSet<int>();
        for (; joins > 0 && joinable.Count > 0; joins--)
        {
            // Two pieces without semicolons of their own read best when joined.
            List<int> best = [.. joinable.Where(i => !pieces[i].HasSemicolon && !pieces[i + 1].HasSemicolon)];
            var at = chance.OneOf(best.Count > 0 ? best : joinable);
            joinable.Remove(at);
            joined.Add(at);
        }

        var text = new StringBuilder();
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i].Text;
            var isBehindJoin = joined.Contains(i - 1);
            var isBeforeJoin = joined.Contains(i);
            text.Append(isBehindJoin ? TopicWords.LowerFirst(piece) : piece);
            if (isBeforeJoin)
            {
                text[^1] = ';';
            }

            if (i < pieces.Count - 1)
            {
                text.Append(' ');
            }
        }

        return text.ToString();
    }

    private static List<int> Joinable(List<Piece> pieces) =>
        [.. Enumerable.Range(0, pieces.Count - 1).Where(i => !pieces[i].IsQuestion)];

    private string AnotherTopic(string topic, RehearsalChance chance)
    {
        var start = chance.Below(otherTopics.Count);
        for (var i = 0; i < otherTopics.Count; i++)
        {
            var other = otherTopics[(start + i) % otherTopics.Count];
            if (TopicWords.FindIn(new SearchableText(other), topic) is null)
            {
                return other;
            }
        }

        return "something else altogether";
    }

    private sealed record Piece(string Text, string Skill, bool IsQuestion)
    {
        public bool HasSemicolon => Text.Contains(';', StringComparison.Ordinal);
    }
}
