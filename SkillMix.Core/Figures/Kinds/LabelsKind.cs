namespace SkillMix.Core.Figures.Kinds;

/// <summary>How labelling went on: criteria decided in a queue since its first decision, person by person.</summary>
internal static class LabelsKind
{
    private const int MostPoints = 120;

    private static readonly (double Longest, TimeSpan Unit, string Word)[] Units =
    [
        (120, TimeSpan.FromMinutes(1), "Minutes"),
        (96, TimeSpan.FromHours(1), "Hours"),
        (double.PositiveInfinity, TimeSpan.FromDays(1), "Days"),
    ];

    public static Sketch Draw(FigureMaterial material)
    {
        var pool =
            material.Input.Pool
            ?? throw new ArgumentException(
                "This figure shows how labelling went on: choose the queue that it is about."
            );
        var moments = material.Input.Labels.OrderBy(moment => moment.At).ToList();
        if (moments.Count == 0)
        {
            throw new ArgumentException($"Nobody has decided anything in the queue '{pool.Spec.Name}' yet.");
        }

        var simulated = pool.Units.Count(one => one.IsSimulated);
        var start = moments[0].At;
        var span = moments[^1].At - start;
        var (_, unit, word) = Units.First(one => span / one.Unit <= one.Longest);
        var people = moments.Select(moment => moment.Person).Distinct().Order(StringComparer.Ordinal).ToList();
        return new(
            new(
                $"Criteria decided in “{pool.Spec.Name}”",
                new($"{word} since the first decision", 0),
                new("Criteria decided", 0),
                [
                    .. people.Select(
                        (person, i) =>
                            new Trace(
                                person,
                                TraceKind.Line,
                                i,
                                i,
                                IsDashed: false,
                                IsFaint: false,
                                Offset: 0,
                                Points([.. moments.Where(moment => moment.Person == person)], start, unit, word)
                            )
                            {
                                HasMarkers = false,
                            }
                    ),
                ],
                simulated > 0
            ),
            [
                "A decision that was changed counts once for each time it was made.",
                FormattableString.Invariant($"First decision {start:yyyy-MM-dd HH:mm} UTC."),
                .. span == TimeSpan.Zero && moments.Count > 1
                    ? (string[])
                        [
                            "All decisions have the same time, as imported ones can have: nothing is to be seen over time.",
                        ]
                    : [],
                .. simulated > 0
                    ? (string[])
                        [
                            simulated == pool.Units.Count
                                ? CurveCautions.AllSimulated
                                : FormattableString.Invariant(
                                    $"{simulated} of {pool.Units.Count} units of the queue's pool are simulated, or graded by rehearsal models."
                                ),
                        ]
                    : [],
            ]
        )
        {
            Says = LintTopics.Simulated,
        };
    }

    /// <summary>The count after each decision, or after as many of them as can be told apart.</summary>
    private static IReadOnlyList<FigurePoint> Points(
        List<LabelMoment> own,
        DateTimeOffset start,
        TimeSpan unit,
        string word
    )
    {
        var step = Math.Max(1, (own.Count + MostPoints - 1) / MostPoints);
        return
        [
            .. own.Index()
                .Where(one => (one.Index + 1) % step == 0 || one.Index == own.Count - 1 || one.Index == 0)
                .Select(one => new FigurePoint(
                    (one.Item.At - start) / unit,
                    one.Index + 1,
                    null,
                    null,
                    null,
                    null,
                    [
                        $"{one.Item.Person}: {one.Index + 1}",
                        FormattableString.Invariant(
                            $"{(one.Item.At - start) / unit:0.#} {word.ToLowerInvariant()} after the first, {one.Item.At:yyyy-MM-dd HH:mm} UTC"
                        ),
                    ],
                    null
                )),
        ];
    }
}
