using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures.Kinds;

/// <summary>Full marks where two skills meet, against what the skills by themselves let expect: shrunken difference, a cell per pair.</summary>
/// <remarks>See <see cref="SkillPairs"/> for the model, the test and their limits.</remarks>
internal static class PairsKind
{
    private const double Level = 0.05;
    private const int UsualMost = 12;
    private const double LeastReach = 0.05;
    private const double Nothing = 0.0005;

    public static Sketch Draw(FigureMaterial material)
    {
        var found = SkillPairs.Of(material.Points, material.Options).Where(one => one.Pairs.Count > 0).ToList();
        if (found is not [var pairs])
        {
            material.RequireGradings();
            throw new ArgumentException(
                found.Count == 0
                    ? "No text of this choice asks for two skills."
                    : $"This figure shows one grader and setting, and there are {string.Join("; ", found.Select(one => $"{one.Grader}, {SettingWords.Of(one.Setting)}"))}: choose one of each, or make one verdict of the graders."
            );
        }

        var skills = pairs
            .Pairs.SelectMany(pair => (string[])[pair.First, pair.Second], (pair, skill) => (skill, pair.Texts))
            .GroupBy(one => one.skill)
            .OrderByDescending(skill => skill.Sum(one => one.Texts))
            .ThenBy(skill => skill.Key, StringComparer.Ordinal)
            .Select(skill => skill.Key)
            .ToList();
        List<string> shown = [.. skills.Take(material.Spec.Most ?? UsualMost).Order(StringComparer.Ordinal)];
        var runs = material
            .Choices.Students.SelectMany(student => material.RunsOf(student))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var cells = pairs
            .Pairs.Where(pair => shown.Contains(pair.First) && shown.Contains(pair.Second))
            .Select(pair => CellOf(pair, shown, pairs, runs, material))
            .ToList();
        var reach = Math.Max(
            LeastReach,
            Math.Ceiling(
                20
                    * cells
                        .Where(cell => !cell.IsHatched)
                        .Select(cell => Math.Abs(cell.Value ?? 0))
                        .DefaultIfEmpty(0)
                        .Max()
            ) / 20
        );
        var tested = pairs.Pairs.Count(pair => !pair.IsThin);
        var odd = pairs.Pairs.Where(pair => pair.Adjusted < Level).ToList();
        return new(
            new(
                "Pairs of skills, observed minus expected",
                FigureAxis.OfNames("", shown),
                FigureAxis.OfNames("", shown),
                [],
                pairs.IsSimulated
            )
            {
                Cells = new(cells, "Full marks, observed − expected", -reach, reach, IsDiverging: true),
            },
            [
                .. skills.Count > shown.Count
                    ? (string[])
                        [FormattableString.Invariant($"The {shown.Count} skills asked most often, of {skills.Count}.")]
                    : [],
                FormattableString.Invariant(
                    $"Over {pairs.Texts} texts of {string.Join(", ", material.Choices.Students)}, all k together; graded by {pairs.Grader}, {SettingWords.Of(pairs.Setting)}."
                ),
                FormattableString.Invariant(
                    $"Hatched: fewer than {PairSpec.Default.FewTexts} texts. {tested} of {pairs.Pairs.Count} pairs were tested; marked with *: {odd.Count}{(odd.Count is > 0 and <= 4 ? $" ({string.Join("; ", odd.Select(pair => $"{pair.First} with {pair.Second}"))})" : "")}, p < .05 after Benjamini and Hochberg."
                ),
                .. pairs.Undecided > 0
                    ? (string[])
                        [
                            FormattableString.Invariant(
                                $"Of {pairs.Undecided} texts it is undecided whether they have full marks; they are in no cell."
                            ),
                        ]
                    : [],
                .. cells.TrueForAll(cell => Math.Abs(cell.Value ?? 0) < Nothing)
                    ? (string[])["All differences are shrunken to zero: no sign of any interaction."]
                    : [],
                "Expected is what a logistic model without interactions says of skills, k and students; where a text fails as soon as one point is missing, two hard skills go together better than that. A place to look, not a proof.",
            ]
        );
    }

    private static FigureCell CellOf(
        SkillPair pair,
        List<string> shown,
        SkillPairs pairs,
        List<string> runs,
        FigureMaterial material
    )
    {
        var (a, b) = (shown.IndexOf(pair.First), shown.IndexOf(pair.Second));
        return new(
            Math.Min(a, b),
            Math.Max(a, b),
            pair.Shrunken - pair.ExpectedRate,
            pair.Adjusted < Level ? "*" : "",
            pair.IsThin,
            [
                $"{pair.First} with {pair.Second}",
                FormattableString.Invariant(
                    $"full marks on {pair.Successes} of {pair.Texts} texts ({pair.Rate:F3}), expected {pair.ExpectedRate:F3}"
                ),
                FormattableString.Invariant($"shrunken {pair.Shrunken:F3}; z {pair.Z:0.00}"),
                pair.Adjusted is { } adjusted
                    ? FormattableString.Invariant($"p {pair.PValue:0.000}, adjusted {adjusted:0.000}")
                    : "too few texts to be tested",
            ],
            material.KeyOf(
                new PointSource(null, material.GraderOf(pairs.Grader), pairs.Setting)
                {
                    Skills = [pair.First, pair.Second],
                }
            )
        )
        {
            Basis = new($"{pair.First} with {pair.Second}", pair.Texts, 0, null, "none", "", runs, pairs.IsSimulated)
            {
                Unit = "texts",
                Grader = pairs.Grader,
                Note = FormattableString.Invariant(
                    $"{pair.Successes} of {pair.Texts}, expected {pair.Expected:0.00}; z {pair.Z:0.00}, p {pair.PValue:0.000}, adjusted {(pair.Adjusted is { } q ? FormattableString.Invariant($"{q:0.000}") : "–")}"
                ),
            },
        };
    }
}
