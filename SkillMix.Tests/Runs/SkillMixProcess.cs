using System.Diagnostics;
using System.Text;
using SkillMix.Tests.Dashboard;

namespace SkillMix.Tests.Runs;

/// <summary>The program as a process of its own, which can be killed.</summary>
internal sealed class SkillMixProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _said;
    private readonly Task<string> _complained;
    private readonly TaskCompletionSource _serves = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SkillMixProcess(Process process)
    {
        _process = process;
        _said = process.StandardOutput.ReadToEndAsync();
        _complained = ListenAsync(process.StandardError);
    }

    /// <summary>Done once it says on standard error that it serves the dashboard.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public Task ServesAsync() => _serves.Task;

    /// <summary>Starts it.</summary>
    /// <param name="args">Verb and options.</param>
    public static SkillMixProcess Start(params string[] args)
    {
        // The host of the tests is dotnet itself, or lies beside nothing that could run a program.
        var host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet"
            ? Environment.ProcessPath!
            : "dotnet";
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "skillmix.dll"), .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new(Process.Start(start)!);
    }

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>What it answered, once it has ended.</summary>
    public async Task<CommandAnswer> EndAsync()
    {
        await _process.WaitForExitAsync();
        return new(_process.ExitCode, await _said, await _complained);
    }

    /// <summary>Kills it, without a chance to tidy up, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task<string> ListenAsync(StreamReader reader)
    {
        var all = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            all.AppendLine(line);
            if (line.StartsWith("SkillMix is at ", StringComparison.Ordinal))
            {
                _serves.TrySetResult();
            }
        }

        _serves.TrySetException(new InvalidOperationException($"It ended and said: {all}"));
        return all.ToString();
    }
}
