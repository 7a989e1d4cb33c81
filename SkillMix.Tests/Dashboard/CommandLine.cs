using System.Text.Json;
using SkillMix.Dashboard.Commands;

namespace SkillMix.Tests.Dashboard;

/// <summary>Tests that listen to the console run one by one.</summary>
[CollectionDefinition("console", DisableParallelization = true)]
public sealed class OneAtATime;

/// <summary>What a command answered.</summary>
internal sealed record CommandAnswer(int ExitCode, string Out, string Error)
{
    /// <summary>Standard output as one JSON document; throws where it is anything else.</summary>
    public JsonElement Json() => JsonDocument.Parse(Out).RootElement;

    /// <summary>The lines of standard error.</summary>
    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs the command line in this process.</summary>
internal static class CommandLine
{
    public static Task<CommandAnswer> RunAsync(params string[] args) => RunWithInputAsync("", args);

    /// <summary>Runs a command that asks for something.</summary>
    public static async Task<CommandAnswer> RunWithInputAsync(string typed, params string[] args)
    {
        using var input = new StringReader(typed);
        var (output, error) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        using var complained = new StringWriter();
        try
        {
            Console.SetOut(said);
            Console.SetError(complained);
            var exitCode = await SkillMixCommandLine.RunAsync(args, input);
            return new(exitCode, said.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
