using System.CommandLine;
using SkillMix.Core.Figures.Paper;
using SkillMix.Dashboard.Figures;

namespace SkillMix.Dashboard.Commands;

/// <summary>The options that say how a figure looks; every figure shares them.</summary>
public sealed class FigureFlags
{
    private readonly Option<double> _width = new("--width")
    {
        Description = "Width in inches: 3.25 a column, 5.5 a page of one column, 6.75 across two.",
        DefaultValueFactory = _ => FigureStyle.Column.Width,
    };
    private readonly Option<double?> _height = new("--height")
    {
        Description = "Height in inches (default: as much as the figure takes).",
    };
    private readonly Option<double?> _fontSize = new("--font-size")
    {
        Description = "Size of the axis titles in points (default: 8).",
    };
    private readonly Option<string> _palette = CommonOptions.Words(
        "--palette",
        "Colours that colour-blind readers can tell apart, or greys.",
        "colour",
        "grey"
    );
    private readonly Option<string> _legend = CommonOptions.Words(
        "--legend",
        "Where the names stand.",
        StyleWords.All<LegendPlace>()
    );
    private readonly Option<string> _errors = CommonOptions.Words(
        "--errors",
        "How intervals are drawn.",
        StyleWords.All<ErrorStyle>()
    );
    private readonly Option<bool> _title = new("--heading")
    {
        Description = "The title above the figure; papers have it in the caption.",
    };
    private readonly Option<bool> _noGrid = new("--no-grid") { Description = "No pale lines at the ticks." };
    private readonly Option<string?> _x = new("--x") { Description = "Range of the x axis, such as 2:5." };
    private readonly Option<string?> _y = new("--y") { Description = "Range of the y axis, such as 0:1." };

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [_width, _height, _fontSize, _palette, _legend, _errors, _title, _noGrid, _x, _y];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>How the figure is to look.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public FigureStyle StyleOf(ParseResult parsed) =>
        new()
        {
            Width = parsed.GetValue(_width),
            Height = parsed.GetValue(_height),
            FontSize = parsed.GetValue(_fontSize) ?? FigureStyle.Column.FontSize,
            Palette = parsed.GetValue(_palette) == "grey" ? PaletteChoice.Grey : PaletteChoice.ColourBlindSafe,
            Legend = StyleWords.Read<LegendPlace>(parsed.GetValue(_legend))!.Value,
            Errors = StyleWords.Read<ErrorStyle>(parsed.GetValue(_errors))!.Value,
            ShowsTitle = parsed.GetValue(_title),
            ShowsGrid = !parsed.GetValue(_noGrid),
            X = RangeOf(_x, parsed),
            Y = RangeOf(_y, parsed),
        };

    private static AxisRange? RangeOf(Option<string?> option, ParseResult parsed)
    {
        if (parsed.GetValue(option) is not { } words)
        {
            return null;
        }

        try
        {
            return StyleWords.ReadRange(words);
        }
        catch (FormatException problem)
        {
            throw new ArgumentException($"{option.Name}: {problem.Message}.", problem);
        }
    }
}
