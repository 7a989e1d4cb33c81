using System.CommandLine;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Storage;

namespace SkillMix.Dashboard.Commands;

/// <summary>The command line: one executable, the same Core as the dashboard.</summary>
public static class SkillMixCommandLine
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done, with failures among the results.</summary>
    public const int DoneWithFailures = 1;

    /// <summary>Wrong usage or input.</summary>
    public const int WrongUsage = 2;

    /// <summary>Paused, because the next request could have gone over the budget.</summary>
    public const int BudgetReached = 3;

    /// <summary>Stopped by the user.</summary>
    public const int Interrupted = 130;

    /// <summary>What asking models ends with: nothing failed, something did, or the budget stopped it.</summary>
    /// <param name="isBudgetReached">The next request could have gone over the budget.</param>
    /// <param name="isSound">Nothing failed, and nothing is missing.</param>
    internal static int CodeOf(bool isBudgetReached, bool isSound) =>
        isBudgetReached ? BudgetReached
        : isSound ? Done
        : DoneWithFailures;

    /// <summary>How long a command may take to end once it is stopped; a batch that is being made is waited for.</summary>
    private static readonly TimeSpan PatienceAfterStop = TimeSpan.FromSeconds(30);

    /// <summary>Parses and runs a command line.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="input">Where passwords are read; null for the terminal or standard input.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(string[] args, TextReader? input = null)
    {
        var root = new RootCommand("SkillMix: study how language models combine skills.")
        {
            ServeCommand.Build(),
            ImportCommand.Build(),
            SampleCommand.Build(),
            MetricsCommand.Build(),
            RunCommand.Build(),
            ResumeCommand.Build(),
            GradeCommand.Build(),
            ExportCommand.Build(),
            AnchorCommand.Build(),
            AnnotateCommand.Build(),
            AgreementCommand.Build(),
            TableCommand.Build(),
            FigureCommand.Build(),
            AccountCommand.Build(input),
            DoctorCommand.Build(),
        };
        ServeCommand.AddTo(root);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var sentence in UsageSentence.Of(parsed))
            {
                await Console.Error.WriteLineAsync(sentence);
            }

            await Console.Error.WriteLineAsync("See 'skillmix --help', or 'skillmix <verb> --help' for a verb.");
            return WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = PatienceAfterStop,
                }
            );
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(
                "Stopped. What was finished is kept; the same command goes on from there."
            );
            return Interrupted;
        }
        catch (Exception problem)
            when (problem
                    is StoreException
                        or ArgumentException
                        or FormatException
                        or IOException
                        or InvalidDataException
                        or UnauthorizedAccessException
                        or InvalidOperationException
                        or ProviderException
            )
        {
            await Console.Error.WriteLineAsync(OneSentence(problem));
            return WrongUsage;
        }
    }

    private static string OneSentence(Exception problem)
    {
        // ArgumentException appends the name of the parameter, which tells a user nothing.
        var cut =
            problem is ArgumentException ? problem.Message.IndexOf(" (Parameter '", StringComparison.Ordinal) : -1;
        return cut < 0 ? problem.Message : problem.Message[..cut];
    }
}
