using System.Globalization;
using Microsoft.AspNetCore.Components;
using SkillMix.Dashboard.Background;

namespace SkillMix.Dashboard.Pages.Models;

/// <summary>Sends one request to a model and shows what came back.</summary>
public sealed partial class TestPanel : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private bool _isAsking;
    private TestReply? _reply;

    [Inject]
    public required ModelBook Book { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>The model as it stands in the file.</summary>
    [Parameter, EditorRequired]
    public required ModelRow Row { get; set; }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    private async Task AskAsync()
    {
        if (_isAsking)
        {
            return;
        }

        (_isAsking, _reply) = (true, null);
        try
        {
            _reply = await TestReply.AskAsync(Row.Spec, Book.OpenOnce, Clock, _closed.Token);
        }
        catch (OperationCanceledException)
        {
            // The panel was closed while it waited.
        }
        finally
        {
            _isAsking = false;
        }
    }

    private static string Count(long? tokens) => tokens?.ToString("N0", CultureInfo.InvariantCulture) ?? "not told";

    private static string Seconds(TimeSpan time) =>
        $"{time.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture)} s";
}
