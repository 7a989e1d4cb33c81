using CsvHelper;

namespace SkillMix.Core.Rehearsal;

/// <summary>
/// The sentences that rehearsal students compose with. As every text of theirs is made of them, the truth of a text is known:
/// it shows the skills whose sentences stand in it.
/// </summary>
public sealed class SentenceLibrary
{
    private const string SentencesFile = "Rehearsal/sentences.csv";
    private const string FillersFile = "Rehearsal/fillers.csv";
    private const int LongestTopic = 100;

    private static readonly CsvReaderOptions Format = new()
    {
        HasHeader = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private readonly Dictionary<string, IReadOnlyList<LibrarySentence>> _bySkill;

    /// <param name="sentences">Sentences that show a skill, in any order.</param>
    /// <param name="plain">Fillers that show nothing; at least one.</param>
    /// <param name="nonsense">Sentences that make no sense; at least one.</param>
    public SentenceLibrary(
        IEnumerable<LibrarySentence> sentences,
        IEnumerable<LibrarySentence> plain,
        IEnumerable<LibrarySentence> nonsense
    )
    {
        _bySkill = sentences
            .GroupBy(sentence => sentence.Skill)
            .ToDictionary(
                group => group.Key,
                group => (IReadOnlyList<LibrarySentence>)[.. group],
                StringComparer.OrdinalIgnoreCase
            );
        Plain = [.. plain];
        Nonsense = [.. nonsense];
        ArgumentOutOfRangeException.ThrowIfZero(Plain.Count, nameof(plain));
        ArgumentOutOfRangeException.ThrowIfZero(Nonsense.Count, nameof(nonsense));
    }

    /// <summary>The library that comes with the program: sentences for every skill of the open catalogue.</summary>
    public static SentenceLibrary BuiltIn { get; } = Read();

    /// <summary>Names of the skills it has sentences for, in the order of their first sentence.</summary>
    public IReadOnlyList<string> Skills => [.. _bySkill.Values.Select(some => some[0].Skill)];

    /// <summary>Sentences that show no skill.</summary>
    public IReadOnlyList<LibrarySentence> Plain { get; }

    /// <summary>Sentences that make no sense.</summary>
    public IReadOnlyList<LibrarySentence> Nonsense { get; }

    /// <summary>The sentences that show a skill; none for a skill the library does not know.</summary>
    /// <param name="skill">Its name, in any case: graders see it in lower case.</param>
    public IReadOnlyList<LibrarySentence> Of(string skill) =>
        _bySkill.TryGetValue(skill, out var sentences) || _bySkill.TryGetValue(skill.Trim(), out sentences)
            ? sentences
            : [];

    /// <summary>The sentence by which a text shows a skill, on whatever topic; null when there is none.</summary>
    public FoundSentence? Find(SearchableText text, string skill) => FindOneOf(text, Of(skill));

    /// <summary>All sentences of the library that stand in a text, one per skill at most.</summary>
    /// <remarks>It looks for every sentence there is; to ask for a few skills, <see cref="Find"/> is quicker.</remarks>
    public IReadOnlyList<FoundSentence> FindAll(SearchableText text) =>
        [.. _bySkill.Values.Select(sentences => FindOneOf(text, sentences)).OfType<FoundSentence>()];

    /// <summary>The first sentence of a text that makes no sense; null when there is none.</summary>
    public FoundSentence? FindNonsense(SearchableText text) => FindOneOf(text, Nonsense);

    private static FoundSentence? FindOneOf(SearchableText text, IReadOnlyList<LibrarySentence> sentences)
    {
        for (var i = 0; i < sentences.Count; i++)
        {
            if (SpanOf(text, sentences[i]) is { } span)
            {
                return new(sentences[i], span);
            }
        }

        return null;
    }

    /// <summary>
    /// The sentence as it stands in a text. Its opening words may stand in other sentences, too: of all places the one is
    /// taken from which it is shortest, for there the topic is only the topic.
    /// </summary>
    private static string? SpanOf(SearchableText text, LibrarySentence sentence)
    {
        (int Start, int End)? shortest = null;
        for (
            var start = text.Text.IndexOf(sentence.BeforeKey, StringComparison.Ordinal);
            start >= 0;
            start = text.Text.IndexOf(sentence.BeforeKey, start + 1, StringComparison.Ordinal)
        )
        {
            if (
                text.StartsWord(start)
                && EndFrom(text.Text, start, sentence) is { } end
                && (shortest is null || end - start < shortest.Value.End - shortest.Value.Start)
            )
            {
                shortest = (start, end);
            }
        }

        return shortest is { } span ? text.Span(span.Start, span.End) : null;
    }

    // Between what stands before the topic and what stands behind it, any topic is taken.
    private static int? EndFrom(string all, int start, LibrarySentence sentence)
    {
        var topic = start + sentence.BeforeKey.Length;
        if (sentence.AfterKey.Length == 0)
        {
            var topicLength = all.AsSpan(topic).IndexOfAny(".,;!?");
            return topicLength < 0 ? all.Length : topic + topicLength;
        }

        var reach = Math.Min(all.Length - topic, LongestTopic + sentence.AfterKey.Length);
        var after = all.IndexOf(sentence.AfterKey, topic, reach, StringComparison.Ordinal);
        return after < 0 ? null : after + sentence.AfterKey.Length;
    }

    private static SentenceLibrary Read()
    {
        var fillers = Rows(FillersFile, "kind", "sentence");
        return new(
            Rows(SentencesFile, "skill", "sentence", "why").Select(row => new LibrarySentence(row[0], row[1], row[2])),
            OfKind("plain"),
            OfKind("nonsense")
        );

        IEnumerable<LibrarySentence> OfKind(string kind) =>
            fillers.Where(row => row[0] == kind).Select(row => new LibrarySentence("", row[1], ""));
    }

    private static List<string[]> Rows(string file, params string[] columns)
    {
        using var stream =
            typeof(SentenceLibrary).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidDataException($"The program was built without its resource '{file}'; build it anew.");
        using var text = new StreamReader(stream);
        using var csv = CsvReader.FromText(text.ReadToEnd(), Format);
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. csv.Current.ToArray()]);
        }

        return rows.Count > 0 && rows[0].SequenceEqual(columns) && rows.TrueForAll(row => row.Length == columns.Length)
            ? rows[1..]
            : throw new InvalidDataException(
                $"The resource '{file}' must have the columns {string.Join(", ", columns)}."
            );
    }
}
