using System.Text;
using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;

namespace SkillMix.Dashboard.Figures;

/// <summary>A figure as a file: the one place that makes bytes of it, so that the browser and the command line give the same.</summary>
/// <param name="Ending">Of its name, without a dot.</param>
/// <param name="MediaType">For the browser.</param>
public sealed record FigureFile(string Ending, string MediaType)
{
    /// <summary>Dots per inch of a PNG where nothing is said.</summary>
    public const int UsualDpi = 300;

    /// <summary>The files that there are, in the order in which they are offered.</summary>
    public static IReadOnlyList<FigureFile> All { get; } =
    [
        new("svg", "image/svg+xml"),
        new("pdf", "application/pdf"),
        new("png", "image/png"),
        new("tex", "application/x-tex; charset=utf-8"),
        new("csv", "text/csv; charset=utf-8"),
        new("json", "application/json; charset=utf-8"),
    ];

    /// <summary>The file with an ending.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static FigureFile Of(string path)
    {
        var ending = Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
        return All.FirstOrDefault(one => one.Ending == ending)
            ?? throw new ArgumentException(
                $"'{path}' ends in none of {string.Join(", ", All.Select(one => $".{one.Ending}"))}, so what to write is not known."
            );
    }

    /// <summary>Its bytes.</summary>
    /// <exception cref="ArgumentException">The figure has no room at that size.</exception>
    public byte[] Write(MadeFigure made, int dpi = UsualDpi) =>
        Ending switch
        {
            "png" when dpi is < 36 or > 1200 => throw new ArgumentException(
                $"A PNG has from 36 to 1200 dots per inch, not {dpi}."
            ),
            "svg" => Encoding.UTF8.GetBytes(SvgWriter.Write(Drawn(made))),
            "pdf" => PdfWriter.Write(Drawn(made)),
            "png" => PngWriter.Write(Drawn(made), dpi),
            "tex" => Encoding.UTF8.GetBytes(PgfplotsWriter.Write(made.Figure, made.Spec.Style)),
            "csv" => Encoding.UTF8.GetBytes(CsvWriter.Write(made.Figure)),
            _ => Encoding.UTF8.GetBytes(FigureJson.Write(made)),
        };

    private static Drawing Drawn(MadeFigure made) => FigureLayout.Draw(made.Figure, made.Spec.Style);
}
