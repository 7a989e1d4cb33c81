using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures.Kinds;

/// <summary>Success against what a model was tuned on: a line per k, from the base model over its training sets.</summary>
internal static class TrainingKind
{
    private const string Untuned = "base model";

    public static Sketch Draw(FigureMaterial material)
    {
        var rows = material.Rows();
        var look = new CurveLook { Students = material.Input.Students };
        var families = rows.Select(row => row.Student)
            .Distinct()
            .GroupBy(look.FamilyOf)
            .Where(family => family.Any(student => material.Known(student).TrainingData is not null))
            .ToList();
        if (families.Count == 0)
        {
            throw new ArgumentException(
                "No shown student has known training data: say on the Models page what it was tuned from and on."
            );
        }

        var sets = families
            .SelectMany(family => family)
            .Select(SetOf)
            .Distinct()
            .OrderBy(set => set != Untuned)
            .ThenBy(set => set.Length)
            .ThenBy(set => set, StringComparer.Ordinal)
            .ToList();
        var shown = rows.Where(row => families.Exists(family => family.Contains(row.Student))).ToList();
        var lines = Lines([.. shown.OrderBy(row => row.K).ThenBy(row => sets.IndexOf(SetOf(row.Student)))]);
        var names = lines.ConvertAll(NameOf);
        var ks = lines.Select(line => line[0].K).Distinct().ToList();
        var title = MetricWords.Title(material.Spec.Metric);
        return new(
            new(
                $"{title} against training data",
                FigureAxis.OfNames("Training data", sets),
                new(title, 0, shown.Max(row => MetricDefinition.Highest(material.Spec.Metric, row.K))),
                [
                    .. lines.Select(
                        (line, i) =>
                            new Trace(
                                names.FindAll(name => name == names[i]).Count > 1
                                    ? $"{names[i]} · {line[^1].Student} ({line[^1].Fingerprint})"
                                    : names[i],
                                TraceKind.Line,
                                ks.IndexOf(line[0].K),
                                i,
                                IsDashed: false,
                                IsFaint: false,
                                SuccessCurve.OffsetOf(i, lines.Count),
                                [.. line.Select(row => PointOf(row, sets.IndexOf(SetOf(row.Student)), material))]
                            )
                    ),
                ],
                shown.Exists(row => row.IsSimulated)
            ),
            [
                .. CurveCautions.Of(shown, material.Options, material.Input.Filters),
                "Training sets stand in the order of their names; the store does not know how many texts they hold.",
            ]
        )
        {
            Rows = shown,
            Says = LintTopics.All,
        };

        // A place holds one point of a line: a second student of a set, or a second protocol, begins another.
        List<List<MetricRow>> Lines(List<MetricRow> sorted)
        {
            var found = new List<List<MetricRow>>();
            foreach (var row in sorted)
            {
                var line = found.Find(line =>
                    KeyOf(line[0]) == KeyOf(row) && SetOf(line[^1].Student) != SetOf(row.Student)
                );
                if (line is null)
                {
                    found.Add(line = []);
                }

                line.Add(row);
            }

            return found;
        }

        (string Family, Setting Setting, string Grader, bool IsSimulated, int K, string Sample) KeyOf(MetricRow row) =>
            (
                look.FamilyOf(row.Student),
                row.Setting,
                row.Grader,
                row.IsSimulated,
                row.K,
                material.Options.PoolSamples ? "" : row.Sample
            );

        string NameOf(List<MetricRow> line)
        {
            var key = KeyOf(line[0]);
            var twins = lines.FindAll(other => other != line && KeyOf(other[0]) == key);
            return string.Join(
                " · ",
                (string[])
                    [
                        FormattableString.Invariant($"k = {key.K}"),
                        .. families.Count > 1 ? (string[])[key.Family] : [],
                        .. material.Choices.Settings.Count > 1 ? (string[])[SettingWords.Of(key.Setting)] : [],
                        .. lines.DistinctBy(one => one[0].Grader).Count() > 1 ? (string[])[key.Grader] : [],
                        .. lines.Exists(one =>
                            KeyOf(one[0]) is var other && other != key && (other with { Sample = key.Sample }) == key
                        )
                            ? (string[])[$"sample {key.Sample}"]
                            : [],
                        .. twins.Count > 0 ? (string[])[line[^1].Student] : [],
                    ]
            );
        }

        string SetOf(string student) =>
            material.Known(student) is { BaseModel: not null } tuned ? tuned.TrainingData ?? tuned.Name : Untuned;
    }

    private static FigurePoint PointOf(MetricRow row, int place, FigureMaterial material)
    {
        var estimate = row.Estimate;
        var hasLimits = material.Spec.ShowsUnscored && estimate.Unscored > 0;
        return new(
            place,
            estimate.Value,
            estimate.Low,
            estimate.High,
            hasLimits ? estimate.BoundLow : null,
            hasLimits ? estimate.BoundHigh : null,
            PointWords.Of(row, material.Options),
            material.KeyOf(row)
        )
        {
            Basis = PointWords.BasisOf(row, material.Input.Runs),
        };
    }
}
