using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Commands;

/// <summary>A bar on standard error that says how far long work is; a line a minute where standard error is no terminal.</summary>
public sealed class ProgressLine(string what) : IDisposable
{
    private const int BarWidth = 24;
    private const int LongestLine = 110;

    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    private readonly long _start = TimeProvider.System.GetTimestamp();
    private long _written = TimeProvider.System.GetTimestamp();
    private int? _first;
    private int _width;

    /// <summary>Shows how far it is, and how long the rest takes at the pace so far.</summary>
    public void Show(int done, int total, string detail)
    {
        _first ??= done;
        if (Console.IsErrorRedirected)
        {
            WriteNowAndThen($"{what} {done}/{total} {detail}{Left(done, total)}");
            return;
        }

        var filled = total == 0 ? BarWidth : Math.Clamp(BarWidth * done / total, 0, BarWidth);
        var bar = new string('#', filled) + new string('.', BarWidth - filled);
        var line = $"{what} [{bar}] {done}/{total} {detail}{Left(done, total)}";
        var shown = line.Length > LongestLine ? line[..LongestLine] : line;
        Console.Error.Write('\r' + shown.PadRight(_width));
        _width = shown.Length;
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (_width > 0)
        {
            Console.Error.Write('\r' + new string(' ', _width) + '\r');
            _width = 0;
        }
    }

    /// <summary>A log gets a line a minute instead of a bar.</summary>
    private void WriteNowAndThen(string line)
    {
        if (TimeProvider.System.GetElapsedTime(_written) >= BetweenLines)
        {
            _written = TimeProvider.System.GetTimestamp();
            Console.Error.WriteLine(line);
        }
    }

    private string Left(int done, int total)
    {
        var since = done - _first!.Value;
        return since <= 0 || done >= total
            ? ""
            : $", about {RunWords.Time(TimeProvider.System.GetElapsedTime(_start) * ((total - done) / (double)since))} left";
    }
}
