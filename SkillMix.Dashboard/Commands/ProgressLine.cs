namespace SkillMix.Dashboard.Commands;

/// <summary>One line on standard error that says how far long work is; silent where standard error is no terminal.</summary>
public sealed class ProgressLine(string what) : IDisposable
{
    private int _width;

    /// <summary>Shows how far it is.</summary>
    public void Show(int done, int total, string detail)
    {
        if (Console.IsErrorRedirected)
        {
            return;
        }

        var line = $"{what} {done}/{total}  {detail}";
        var shown = line.Length > 110 ? line[..110] : line;
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
}
