using System.Globalization;
using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Sampling;

/// <summary>In how many tuples a skill is.</summary>
/// <param name="Skill">Its name.</param>
/// <param name="Tuples">How many, ≥ 0.</param>
public sealed record SkillCount(string Skill, int Tuples);

/// <summary>What samples cover of their catalogue, all samples together.</summary>
/// <param name="Tuples">How many tuples there are.</param>
/// <param name="Skills">Every skill that can be drawn, in the catalogue's order.</param>
/// <param name="PairsCovered">Distinct pairs of skills that meet in some tuple.</param>
/// <param name="PairsPossible">Distinct pairs that can meet: both skills in the same setting, and k ≥ 2.</param>
/// <param name="TopicsUsed">Distinct topics of the tuples.</param>
/// <param name="TopicsPossible">Distinct topics that can be drawn.</param>
/// <param name="Duplicates">Tuples with the same skills, in any order, and the same topic as an earlier one of their sample.</param>
public sealed record TupleCoverage(
    int Tuples,
    IReadOnlyList<SkillCount> Skills,
    int PairsCovered,
    int PairsPossible,
    int TopicsUsed,
    int TopicsPossible,
    int Duplicates
)
{
    /// <summary>Tuples of the rarest skill; 0 where a skill is in none.</summary>
    public int LeastPerSkill => Skills.Count == 0 ? 0 : Skills.Min(skill => skill.Tuples);

    /// <summary>Tuples of the most frequent skill.</summary>
    public int MostPerSkill => Skills.Count == 0 ? 0 : Skills.Max(skill => skill.Tuples);

    /// <summary>Counts what samples cover.</summary>
    /// <param name="samples">The samples, drawn from the catalogue.</param>
    /// <param name="catalogue">Where they were drawn from.</param>
    /// <param name="split">The sides they were drawn from; null where there are none.</param>
    /// <exception cref="ArgumentException">A sample was not drawn from this catalogue and split.</exception>
    public static TupleCoverage Of(IReadOnlyList<TupleSample> samples, SkillCatalogue catalogue, Split? split)
    {
        var places = catalogue.Skills.Select((skill, place) => (skill.Name, place)).ToDictionary();
        var counts = new int[places.Count];
        var isDrawable = new bool[places.Count];
        var possible = new PairSet(places.Count);
        var covered = new PairSet(places.Count);
        var drawableTopics = new HashSet<string>();
        foreach (var spec in samples.Select(sample => sample.Spec))
        {
            int[] pool =
            [
                .. TupleSampler.SkillsLeft(spec, catalogue, split ?? Split.None).Select(skill => places[skill.Name]),
            ];
            foreach (var place in pool)
            {
                isDrawable[place] = true;
            }

            if (spec.K > 1)
            {
                possible.Add(pool);
            }

            drawableTopics.UnionWith(
                TupleSampler.TopicsLeft(spec, catalogue, split ?? Split.None).Select(topic => topic.Name)
            );
        }

        foreach (var tuple in samples.SelectMany(sample => sample.Tuples))
        {
            int[] members = [.. tuple.Skills.Select(skill => places[skill.Name])];
            covered.Add(members);
            foreach (var place in members)
            {
                counts[place]++;
            }
        }

        return new(
            samples.Sum(sample => sample.Tuples.Count),
            [
                .. catalogue
                    .Skills.Where((_, place) => isDrawable[place])
                    .Select(skill => new SkillCount(skill.Name, counts[places[skill.Name]])),
            ],
            covered.Count,
            possible.Count,
            samples.SelectMany(sample => sample.Tuples).Select(tuple => tuple.Topic.Name).Distinct().Count(),
            drawableTopics.Count,
            samples.Sum(sample => sample.Tuples.Count - sample.Tuples.Select(Key).Distinct().Count())
        );

        string Key(SkillTuple tuple) =>
            string.Join(
                ' ',
                tuple
                    .Skills.Select(skill => places[skill.Name])
                    .Order()
                    .Select(place => place.ToString(CultureInfo.InvariantCulture))
            ) + $" {tuple.Topic.Name}";
    }

    /// <summary>Unordered pairs of places below a size.</summary>
    private sealed class PairSet(int size)
    {
        private readonly bool[] _has = new bool[size * size];

        public int Count { get; private set; }

        /// <summary>Adds every pair of these places.</summary>
        public void Add(int[] places)
        {
            for (var i = 1; i < places.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var (low, high) = places[i] < places[j] ? (places[i], places[j]) : (places[j], places[i]);
                    ref var has = ref _has[low * size + high];
                    Count += has ? 0 : 1;
                    has = true;
                }
            }
        }
    }
}
