using System.Text.Json;

namespace SkillMix.Core.Figures;

/// <summary>A value as it was drawn: what a saved figure is held against when it is made again.</summary>
/// <param name="Trace">The trace, or the row of a cell.</param>
/// <param name="Place">k, a name, or the column of a cell.</param>
public sealed record DrawnValue(string Trace, string Place, double? Value, double? Low, double? High, int? N)
{
    // Below that no reader sees a difference, and no test needs one.
    private const double Same = 5e-7;

    /// <summary>Everything that a figure draws.</summary>
    public static IReadOnlyList<DrawnValue> Of(Figure figure) =>
        [
            .. figure.Traces.SelectMany(trace =>
                trace.Points.Select(point => new DrawnValue(
                    trace.Name,
                    point.Name ?? figure.X.NameOf(point.X),
                    point.Y,
                    point.Low,
                    point.High,
                    point.Basis?.N
                ))
            ),
            .. (figure.Cells?.Cells ?? []).Select(cell => new DrawnValue(
                figure.Y.NameOf(cell.Y),
                figure.X.NameOf(cell.X),
                cell.Value,
                cell.Low,
                cell.High,
                cell.Basis?.N
            )),
        ];

    /// <summary>The values as a store keeps them.</summary>
    public static string Write(IReadOnlyList<DrawnValue> values) => JsonSerializer.Serialize(values);

    /// <summary>The values that a store kept.</summary>
    public static IReadOnlyList<DrawnValue> Read(string text) =>
        JsonSerializer.Deserialize<IReadOnlyList<DrawnValue>>(text) ?? [];

    /// <summary>What is different now, one sentence for each value; none where a reader sees the same figure.</summary>
    /// <remarks>Where several values have one trace and place, those that are as before are set aside first, and the others are held against each other in their order.</remarks>
    public static IReadOnlyList<string> Changes(IReadOnlyList<DrawnValue> before, IReadOnlyList<DrawnValue> now)
    {
        var old = before
            .GroupBy(value => (value.Trace, value.Place))
            .ToDictionary(group => group.Key, group => group.ToList());
        var left = now.Where(value =>
                !old.TryGetValue((value.Trace, value.Place), out var same)
                || same.FindIndex(value.IsLike) is not (>= 0 and var place)
                || !Take(same, place)
            )
            .ToList();
        return
        [
            .. left.Select(value =>
            {
                if (!old.TryGetValue((value.Trace, value.Place), out var others) || others is not [var was, ..])
                {
                    return $"{value.Name}: new, {value.Words}";
                }

                others.RemoveAt(0);
                return $"{value.Name}: {was.Words} before, {value.Words} now";
            }),
            .. before
                .Where(value => old[(value.Trace, value.Place)].Remove(value))
                .Select(value => $"{value.Name}: gone, {value.Words} before"),
        ];

        static bool Take(List<DrawnValue> values, int place)
        {
            values.RemoveAt(place);
            return true;
        }
    }

    private string Name => $"{Trace}, {Place}";

    private string Words =>
        Value is { } value
            ? FormattableString.Invariant($"{value:0.000}")
                + (
                    Low is { } low && High is { } high
                        ? FormattableString.Invariant($" [{low:0.000}, {high:0.000}]")
                        : ""
                )
                + (N is { } n ? FormattableString.Invariant($" (n = {n})") : "")
            : "no value";

    private bool IsLike(DrawnValue other) =>
        N == other.N && IsSame(Value, other.Value) && IsSame(Low, other.Low) && IsSame(High, other.High);

    private static bool IsSame(double? a, double? b) =>
        a is null ? b is null : b is { } number && Math.Abs(a.Value - number) < Same;
}
