using SkillMix.Core.Annotation;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>A column of the list behind a cell.</summary>
/// <param name="Name">Who speaks.</param>
/// <param name="VerdictOf">What they say of a criterion.</param>
public sealed record CellColumn(string Name, Func<RatedCriterion, bool?> VerdictOf);

/// <summary>A cell of a table of agreement with the criteria behind it.</summary>
/// <param name="Title">Who is compared, and in which part.</param>
/// <param name="Columns">Who speaks.</param>
/// <param name="Compared">Criteria that two of the columns have decided.</param>
/// <param name="Differing">Those of them on which two differ.</param>
/// <param name="Speakers">People whose notes are shown; null for all.</param>
public sealed record OpenCell(
    string Title,
    IReadOnlyList<CellColumn> Columns,
    IReadOnlyList<RatedCriterion> Compared,
    IReadOnlyList<RatedCriterion> Differing,
    IReadOnlyList<string>? Speakers
)
{
    /// <summary>Stands for people together: all of them against each other, or their verdict against a grader.</summary>
    public const string People = "people";

    /// <summary>Stands for all graders.</summary>
    public const string Graders = "graders";

    /// <summary>Whether a view has the cell of two single raters open, over all criteria.</summary>
    public static bool IsOfPair(AgreementView view) =>
        view.Value is null && view.First is not (People or Graders) && view.Second is not (People or Graders);

    /// <summary>The cell that a view has open; null where none is, or its raters or its part are not there.</summary>
    public static OpenCell? Of(RatedCriteria criteria, AgreementView view)
    {
        if (ColumnsOf(criteria, view) is not { } columns)
        {
            return null;
        }

        var part = view.Value is null
            ? criteria
            : criteria.PartsBy(view.By).FirstOrDefault(part => part.Value == view.Value).Part;
        if (part is null)
        {
            return null;
        }

        List<RatedCriterion> compared =
        [
            .. part.Criteria.Where(one => columns.Count(column => column.VerdictOf(one) is not null) > 1),
        ];
        return new(
            Joined(columns) + (view.Value is { } value ? $", {(view.By == AgreementCut.K ? "k = " : "")}{value}" : ""),
            columns,
            compared,
            [
                .. compared.Where(one =>
                    columns.Select(column => column.VerdictOf(one)).OfType<bool>().Distinct().Skip(1).Any()
                ),
            ],
            view.Second is People or Graders
                ? null
                : [.. criteria.Raters.Where(rater => rater.IsPerson && IsSide(view, rater)).Select(rater => rater.Key)]
        );
    }

    /// <summary>What people noted on a criterion, of those whose notes belong here.</summary>
    public IReadOnlyList<Decision> NotesOn(RatedCriterion criterion) =>
        [
            .. criterion.Decisions.Where(decision =>
                !string.IsNullOrWhiteSpace(decision.Note)
                && (Speakers is null or [] || Speakers.Contains(Rater.Of(decision.Annotator).Key))
            ),
        ];

    /// <summary>"a, b and c".</summary>
    private static string Joined(IReadOnlyList<CellColumn> columns) =>
        $"{string.Join(", ", columns.SkipLast(1).Select(column => column.Name))} and {columns[^1].Name}";

    private static bool IsSide(AgreementView view, Rater rater) => rater.Key == view.First || rater.Key == view.Second;

    private static IReadOnlyList<CellColumn>? ColumnsOf(RatedCriteria criteria, AgreementView view)
    {
        IReadOnlyList<CellColumn>? columns = (view.First, view.Second) switch
        {
            (People, People) => [.. criteria.People.Select(Column)],
            (Graders, Graders) => [.. criteria.Graders.Select(Column)],
            ({ } first, People) => [.. Single(first), new("people together", one => one.People)],
            ({ } first, { } second) => [.. Single(first), .. Single(second)],
            _ => null,
        };
        return columns is { Count: > 1 } ? columns : null;

        CellColumn Column(int place) =>
            new(RaterName.Brief(criteria.Raters[place], criteria.Raters), one => one.Verdicts[place]);

        IEnumerable<CellColumn> Single(string key) =>
            criteria.Raters.Index().Where(rater => rater.Item.Key == key).Select(rater => Column(rater.Index));
    }
}
