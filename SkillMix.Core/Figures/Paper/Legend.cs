namespace SkillMix.Core.Figures.Paper;

/// <summary>The names of the traces beside a piece of their line, in one or more columns.</summary>
internal sealed class Legend
{
    private const double Sample = 17;
    private const double Swatch = 9;
    private const double Gap = 3.5;
    private const double BetweenColumns = 9;
    private const double BetweenRows = 3.6;

    private readonly IReadOnlyList<(Trace Trace, TextBlock Name)> _entries;
    private readonly PaperInk _ink;
    private readonly double _lead;
    private readonly IReadOnlyList<double> _columns;

    /// <param name="room">The width it may have at most.</param>
    /// <param name="isOneColumn">One name below the other, even where there is room for several beside each other.</param>
    public Legend(Figure figure, FigureStyle style, double room, bool isOneColumn)
    {
        _ink = new(style);
        _lead = ((figure.Traces.Any(trace => trace.Kind == TraceKind.Line) ? Sample : Swatch) + Gap) * _ink.Unit;
        _entries =
        [
            .. figure.Traces.Select(trace => (trace, TextBlock.Of(trace.Name, 0.9 * style.FontSize, room - _lead))),
        ];
        _columns = Enumerable
            .Range(1, isOneColumn ? 1 : Math.Max(1, _entries.Count))
            .Reverse()
            .Select(Columns)
            .First(columns => columns.Count == 1 || Across(columns) <= room);

        // As many columns as the rows need: five names stand as three and two, not as four and one.
        var rows = (int)Math.Ceiling(_entries.Count / (double)_columns.Count);
        _columns = Columns(rows == 0 ? 1 : (int)Math.Ceiling(_entries.Count / (double)rows));
        Width = Across(_columns);
        Height = Rows().Sum(RowHeight) + (Math.Max(0, Rows().Count() - 1) * BetweenRows * _ink.Unit);
    }

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>How many names stand beside each other.</summary>
    public int ColumnCount => _columns.Count;

    /// <summary>The lines of each name, in the order of the traces.</summary>
    public IEnumerable<IReadOnlyList<string>> Names => _entries.Select(entry => entry.Name.Lines);

    public double Width { get; }

    public double Height { get; }

    /// <summary>Its shapes.</summary>
    public IEnumerable<Shape> At(double left, double top)
    {
        foreach (var row in Rows())
        {
            var x = left;
            foreach (var (i, (trace, name)) in row.Index())
            {
                var middle = top + (TextBlock.CapHeight(name.Size) / 2);
                foreach (var shape in (Shape[])[.. Key(trace, x, middle), .. Words(name, x, top)])
                {
                    yield return shape;
                }

                x += _columns[i] + (BetweenColumns * _ink.Unit);
            }

            top += RowHeight(row) + (BetweenRows * _ink.Unit);
        }
    }

    private IEnumerable<Shape> Words(TextBlock name, double left, double top) =>
        name.At(left + _lead, top, TextAnchor.Start, PaperInk.Black);

    private IEnumerable<Shape> Key(Trace trace, double left, double middle)
    {
        var (right, half) = (left + _lead - (Gap * _ink.Unit), 2.4 * _ink.Unit);
        var marker = TraceDrawing.MarkerOf(trace, new((left + right) / 2, middle), _ink, trace.HasOpenKey);
        return trace.Kind switch
        {
            TraceKind.Bar =>
            [
                Shape.Path.Box(
                    right - (Swatch * _ink.Unit),
                    middle - half,
                    right,
                    middle + half,
                    null,
                    _ink.Bar(trace)
                ),
            ],
            TraceKind.Points => [marker],
            _ when !trace.HasMarkers =>
            [
                Shape.Path.Line(_ink.Line(trace), new Place(left, middle), new Place(right, middle)),
            ],
            _ => [Shape.Path.Line(_ink.Line(trace), new Place(left, middle), new Place(right, middle)), marker],
        };
    }

    private IEnumerable<(Trace Trace, TextBlock Name)[]> Rows() => _entries.Chunk(_columns.Count);

    /// <summary>The widths of so many columns.</summary>
    private IReadOnlyList<double> Columns(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(column =>
                    _lead
                    + _entries
                        .Where((_, i) => i % count == column)
                        .Select(entry => entry.Name.Width)
                        .DefaultIfEmpty(0)
                        .Max()
                ),
        ];

    private double Across(IReadOnlyList<double> columns) =>
        columns.Sum() + ((columns.Count - 1) * BetweenColumns * _ink.Unit);

    private static double RowHeight((Trace Trace, TextBlock Name)[] row) =>
        row.Max(entry => entry.Name.Height + (0.3 * entry.Name.Size));
}
