using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SkillMix.Core.Figures;

/// <summary>Figures and their specs as JSON: words in kebab case, every choice written out, so that a later default changes nothing.</summary>
public static class FigureJson
{
    /// <summary>What marks such a file, and its version.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>A spec alone.</summary>
    public static string Write(FigureSpec spec) =>
        JsonSerializer.Serialize(new WrittenSpec(Version, spec), Form) + "\n";

    /// <summary>The whole figure: its spec, everything that is drawn, and what has to be said of it.</summary>
    public static string Write(MadeFigure made) =>
        JsonSerializer.Serialize(
            new WrittenFigure(Version, made.Spec, made.Choices, Without(made.Figure), made.Lint, made.Caption),
            Form
        ) + "\n";

    /// <summary>The spec of a file, of either form.</summary>
    /// <exception cref="FormatException">It is none; the message says where and what was expected.</exception>
    public static FigureSpec Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(
                text,
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            var root = document.RootElement;
            if (
                root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("skillmix_figure", out var version)
                || !root.TryGetProperty("spec", out var spec)
            )
            {
                throw new FormatException(
                    "This is no figure of SkillMix: it has no \"skillmix_figure\" and \"spec\". Save one with 'skillmix figure curve -o curve.json'."
                );
            }

            if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != Version)
            {
                throw new FormatException(
                    $"The figure is of version {version}, and this program knows version {Version}."
                );
            }

            return spec.Deserialize<FigureSpec>(Form)
                ?? throw new FormatException("\"spec\" is null, where an object was expected.");
        }
        catch (JsonException problem)
        {
            throw new FormatException(Sentence(problem), problem);
        }
        catch (ArgumentException problem)
        {
            throw new FormatException(problem.Message.Split(" (Parameter")[0], problem);
        }
    }

    /// <summary>Addresses of one server mean nothing in a file.</summary>
    private static Figure Without(Figure figure) =>
        figure with
        {
            Traces =
            [
                .. figure.Traces.Select(trace =>
                    trace with
                    {
                        Points = [.. trace.Points.Select(point => point with { Key = null })],
                    }
                ),
            ],
            Cells = figure.Cells is { } cells
                ? cells with
                {
                    Cells = [.. cells.Cells.Select(cell => cell with { Key = null })],
                }
                : null,
        };

    private static string Sentence(JsonException problem)
    {
        var place = problem.Path is { Length: > 1 } path ? $" at {path.TrimStart('$', '.')}" : "";
        var line = problem.LineNumber is { } number ? $" (line {number + 1} of it)" : "";
        string[] ends = [" Path: ", " LineNumber: "]; // what the reader of JSON adds for programmers
        var cut = ends.Select(end => problem.Message.IndexOf(end, StringComparison.Ordinal))
            .Where(at => at >= 0)
            .DefaultIfEmpty(-1)
            .Min();
        return $"The figure cannot be read{place}{line}: {(cut < 0 ? problem.Message : problem.Message[..cut])}";
    }

    private sealed record WrittenSpec(int SkillmixFigure, FigureSpec Spec);

    private sealed record WrittenFigure(
        int SkillmixFigure,
        FigureSpec Spec,
        MeasureChoices Choices,
        Figure Figure,
        IReadOnlyList<string> Lint,
        string Caption
    );
}
