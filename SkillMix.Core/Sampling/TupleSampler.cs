using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Sampling;

/// <summary>Draws the tuples of a spec. The same spec always draws the same tuples.</summary>
/// <remarks>
/// Both modes draw the skills of all tuples first, then their topics, from one generator seeded with the spec's seed; then a
/// generator seeded with the spec's name puts the skills of each tuple in the order the prompt lists them.
/// <para>
/// Reference (Yu et al. 2023, arXiv:2310.17567, and its code): for each tuple the list of skills is shuffled in place, going on
/// from the order the tuple before left, and the first k are taken; likewise the first of the shuffled topics. The shuffles do
/// not depend on k, so one seed draws nested tuples: the skills of k = 3 are those of k = 2 and one more, on the same topic.
/// </para>
/// <para>
/// Balanced: skills are dealt from a shuffled deck that holds each once, and a new deck is shuffled when it is empty. Where a
/// tuple reaches into a new deck, cards of skills it already holds wait for the next tuple. As a deck is dealt to its last
/// card, the counts of any two skills differ by at most one, over the sample and over every beginning of it. Topics likewise.
/// </para>
/// </remarks>
public static class TupleSampler
{
    /// <summary>Draws a sample.</summary>
    /// <param name="spec">What to draw.</param>
    /// <param name="catalogue">The catalogue whose hash the spec names.</param>
    /// <param name="split">The split whose hash the spec names; null where it names none.</param>
    /// <returns><see cref="SamplingSpec.Count"/> tuples with indices from 0.</returns>
    /// <exception cref="ArgumentException">The spec cannot be drawn, or not from this catalogue and split; says why.</exception>
    public static TupleSample Draw(SamplingSpec spec, SkillCatalogue catalogue, Split? split)
    {
        CheckNumbers(spec);
        CheckSources(spec, catalogue, split);
        var skills = SkillsLeft(spec, catalogue, split ?? Split.None);
        var topics = TopicsLeft(spec, catalogue, split ?? Split.None);

        var random = new PythonRandom(spec.Seed);
        var drawnSkills = Take(skills, spec.K, spec, random);
        var drawnTopics = Take(topics, 1, spec, random);

        var promptOrder = new PythonRandom(spec.Name);
        drawnSkills.ForEach(promptOrder.Shuffle);

        return new(spec, [.. drawnSkills.Zip(drawnTopics, (some, topic) => (some, topic[0])).Select(Tuple)]);

        static SkillTuple Tuple((Skill[] Skills, Topic Topic) drawn, int index) =>
            new(index, drawn.Skills, drawn.Topic);
    }

    /// <summary>For each tuple of the sample, some distinct items of a list.</summary>
    private static List<T[]> Take<T>(IReadOnlyList<T> items, int size, SamplingSpec spec, PythonRandom random) =>
        spec.Mode switch
        {
            SamplingMode.Reference => TakeFirst(items, size, spec.Count, random),
            SamplingMode.Balanced => Deal(items, size, spec.Count, random),
            _ => throw new ArgumentException($"The sampling mode '{spec.Mode}' is unknown; use Reference or Balanced."),
        };

    private static List<T[]> TakeFirst<T>(IReadOnlyList<T> items, int size, int count, PythonRandom random)
    {
        var order = items.ToArray();
        var taken = new List<T[]>();
        for (var i = 0; i < count; i++)
        {
            random.Shuffle(order);
            taken.Add(order[..size]);
        }

        return taken;
    }

    private static List<T[]> Deal<T>(IReadOnlyList<T> items, int size, int count, PythonRandom random)
    {
        var deck = new List<T>();
        var hands = new List<T[]>();
        for (var i = 0; i < count; i++)
        {
            var hand = new List<T>(size);
            while (hand.Count < size)
            {
                if (deck.Count == 0)
                {
                    deck.AddRange(items);
                    random.Shuffle(deck);
                }

                // There is always one: a deck holds every item, and the hand is still smaller than that.
                var next = deck.FindIndex(item => !hand.Contains(item));
                hand.Add(deck[next]);
                deck.RemoveAt(next);
            }

            hands.Add([.. hand]);
        }

        return hands;
    }

    private static void CheckNumbers(SamplingSpec spec)
    {
        if (spec.Version != SamplingSpec.CurrentVersion)
        {
            throw new ArgumentException(
                $"The sampling spec has version {spec.Version}, but this program draws version {SamplingSpec.CurrentVersion}."
            );
        }

        if (spec.Count < 1)
        {
            throw new ArgumentException($"A sample needs at least one tuple, but {spec.Count} were asked for.");
        }

        if (spec.K is < 1 or > SamplingSpec.LargestK)
        {
            throw new ArgumentException(
                $"The number of skills per tuple must be from 1 to {SamplingSpec.LargestK}, but k = {spec.K} was asked for."
            );
        }
    }

    private static void CheckSources(SamplingSpec spec, SkillCatalogue catalogue, Split? split)
    {
        if (spec.CatalogueHash != catalogue.Hash)
        {
            throw new ArgumentException(
                $"The sampling spec is for the catalogue {ContentHash.Short(spec.CatalogueHash)}, but '{catalogue.Name}' is "
                    + $"{ContentHash.Short(catalogue.Hash)}; load the catalogue it was made for or make a new spec."
            );
        }

        // With the setting All a spec may leave the split out; with the others the split decides what is drawn.
        if (spec.SplitHash is null && (spec.Setting is Setting.All || split is null || split.IsNone))
        {
            return;
        }

        if (spec.SplitHash != split?.Hash)
        {
            throw new ArgumentException(
                $"The sampling spec is for {Named(spec.SplitHash)}, but was given {Named(split?.Hash)}; "
                    + "give the split it was made for or make a new spec."
            );
        }

        static string Named(string? hash) => hash is null ? "no split" : $"the split {ContentHash.Short(hash)}";
    }

    /// <summary>The skills that tuples of a spec are drawn from, in the catalogue's order.</summary>
    internal static List<Skill> SkillsLeft(SamplingSpec spec, SkillCatalogue catalogue, Split split)
    {
        var without = spec.Without.Select(name => catalogue.Get(name).Name).ToHashSet();
        List<Skill> left = [.. split.SkillsOf(catalogue, spec.Setting).Where(skill => !without.Contains(skill.Name))];
        return left.Count >= spec.K
            ? left
            : throw new ArgumentException(
                $"The setting {spec.Setting} leaves {left.Count} of the {catalogue.Skills.Count} skills of '{catalogue.Name}', too few "
                    + $"for k = {spec.K}; choose a smaller k, another setting, or leave out fewer skills."
            );
    }

    /// <summary>The topics that tuples of a spec are drawn from, in the catalogue's order.</summary>
    internal static IReadOnlyList<Topic> TopicsLeft(SamplingSpec spec, SkillCatalogue catalogue, Split split) =>
        split.TopicsOf(catalogue, spec.Setting) is { Count: > 0 } topics
            ? topics
            : throw new ArgumentException(
                $"The setting {spec.Setting} leaves no topic of '{catalogue.Name}'; choose another setting or move topics to that side."
            );
}
