using System.CommandLine;
using System.Globalization;
using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;

namespace SkillMix.Dashboard.Commands;

/// <summary>The options that say how a figure looks and where it goes; every figure shares them.</summary>
public sealed class FigureFlags
{
    private readonly Option<string> _file = new("--output", "-o")
    {
        Description = "The file; its ending says what is written: .svg, .pdf, .png or .csv.",
        Required = true,
    };
    private readonly Option<double> _width = Number(
        "--width",
        "Width in inches: 3.25 a column, 5.5 a page of one column, 6.75 across two.",
        3.25
    );
    private readonly Option<double?> _height = new("--height")
    {
        Description = "Height in inches (default: by the width).",
    };
    private readonly Option<double> _fontSize = Number("--font-size", "Size of the axis titles in points.", 8);
    private readonly Option<string> _palette = CommonOptions.Words(
        "--palette",
        "Colours that colour-blind readers can tell apart, or greys.",
        "colour",
        "grey"
    );
    private readonly Option<string> _legend = CommonOptions.Words(
        "--legend",
        "Where the names stand.",
        "best",
        "top-left",
        "top-right",
        "bottom-left",
        "bottom-right",
        "right",
        "below",
        "none"
    );
    private readonly Option<string> _errors = CommonOptions.Words(
        "--errors",
        "How intervals are drawn.",
        "bars",
        "bands",
        "none"
    );
    private readonly Option<bool> _title = new("--title")
    {
        Description = "The title above the figure; papers have it in the caption.",
    };
    private readonly Option<bool> _noGrid = new("--no-grid") { Description = "No pale lines at the ticks." };
    private readonly Option<string?> _y = new("--y") { Description = "Range of the y axis, such as 0:1." };
    private readonly Option<int> _dpi = new("--dpi")
    {
        Description = "Dots per inch of a PNG.",
        DefaultValueFactory = _ => 300,
    };

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [_file, _width, _height, _fontSize, _palette, _legend, _errors, _title, _noGrid, _y, _dpi];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Draws a figure into the file that is asked for.</summary>
    /// <exception cref="ArgumentException">The ending is not known, or the figure has no room at that size.</exception>
    public async Task WriteAsync(ParseResult parsed, Figure figure, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(_file)!;
        var drawing = new Lazy<Drawing>(() => FigureLayout.Draw(figure, StyleOf(parsed)));
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".svg":
                await File.WriteAllTextAsync(path, SvgWriter.Write(drawing.Value), cancellationToken);
                break;
            case ".pdf":
                await File.WriteAllBytesAsync(path, PdfWriter.Write(drawing.Value), cancellationToken);
                break;
            case ".png":
                await File.WriteAllBytesAsync(
                    path,
                    PngWriter.Write(drawing.Value, parsed.GetValue(_dpi)),
                    cancellationToken
                );
                break;
            case ".csv":
                await File.WriteAllTextAsync(path, CsvWriter.Write(figure), cancellationToken);
                break;
            default:
                throw new ArgumentException(
                    $"'{path}' ends in none of .svg, .pdf, .png and .csv, so what to write is not known."
                );
        }

        await Console.Error.WriteLineAsync(Path.GetFullPath(path));
    }

    private FigureStyle StyleOf(ParseResult parsed)
    {
        var width = parsed.GetValue(_width);
        var usual =
            width >= 6 ? FigureStyle.Page
            : width >= 5 ? FigureStyle.Text
            : FigureStyle.Column;
        return usual with
        {
            Width = width,
            Height = parsed.GetValue(_height) ?? usual.Height,
            FontSize = parsed.GetValue(_fontSize),
            Palette = parsed.GetValue(_palette) == "grey" ? PaletteChoice.Grey : PaletteChoice.ColourBlindSafe,
            Legend = Enum.Parse<LegendPlace>(
                parsed.GetValue(_legend)!.Replace("-", "", StringComparison.Ordinal),
                ignoreCase: true
            ),
            Errors = Enum.Parse<ErrorStyle>(parsed.GetValue(_errors)!, ignoreCase: true),
            ShowsTitle = parsed.GetValue(_title),
            ShowsGrid = !parsed.GetValue(_noGrid),
            Y = parsed.GetValue(_y) is { } range ? RangeOf(range) : null,
        };
    }

    private static AxisRange RangeOf(string words) =>
        words.Split(':') is [var from, var to]
        && double.TryParse(from, CultureInfo.InvariantCulture, out var min)
        && double.TryParse(to, CultureInfo.InvariantCulture, out var max)
        && min < max
            ? new(min, max)
            : throw new ArgumentException($"--y is a lower and a higher number, such as 0:1, not '{words}'.");

    private static Option<double> Number(string name, string description, double usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual };
}
