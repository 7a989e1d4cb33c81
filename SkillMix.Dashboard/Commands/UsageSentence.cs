using System.CommandLine;
using System.CommandLine.Parsing;

namespace SkillMix.Dashboard.Commands;

/// <summary>What is wrong with a command line, one sentence each, in the words of the user and not of the parser.</summary>
public static class UsageSentence
{
    /// <summary>The sentences; none where the command line is well formed.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed) =>
        [
            // Only the first: what follows an unknown option is probably its value.
            .. parsed.UnmatchedTokens.Take(1).Select(token => Unknown(token, parsed.CommandResult.Command)),
            .. parsed.Errors.Where(error => !IsOfUnknown(error, parsed)).Select(Sentence),
        ];

    /// <summary>The word that was probably meant; null where none is near.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="words">What may have been meant.</param>
    internal static string? Nearest(string typed, IEnumerable<string> words) =>
        words
            .Select(word => (Word: word, Edits: Edits(typed, word)))
            .Where(near => 2 * near.Edits <= Math.Min(typed.Length, near.Word.Length))
            .OrderBy(near => near.Edits)
            .Select(near => near.Word)
            .FirstOrDefault();

    private static bool IsOfUnknown(ParseError error, ParseResult parsed) =>
        error.SymbolResult is CommandResult
        && parsed.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal));

    private static string Unknown(string token, Command command)
    {
        var verbs = command.Subcommands.Select(verb => verb.Name).ToList();
        var (what, words) = token.StartsWith('-')
            ? ("option", command.Options.Select(option => option.Name).ToList())
            : ("verb", verbs);
        if (words.Count == 0)
        {
            return $"'{command.Name}' has no place for '{token}'.";
        }

        return Nearest(token, words) is { } near ? $"There is no {what} '{token}'; did you mean '{near}'?"
            : words == verbs ? $"There is no verb '{token}'; there are {string.Join(", ", verbs)}."
            : $"There is no option '{token}'.";
    }

    private static string Sentence(ParseError error)
    {
        var option = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        return
            option is { Tokens: [var token] } && IsNumber(option.Option.ValueType) && !long.TryParse(token.Value, out _)
            ? $"{option.Option.Name} wants a whole number, not '{token.Value}'."
            : string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)); // allowed words come one a line
    }

    private static bool IsNumber(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var number && (number == typeof(int) || number == typeof(long));

    /// <summary>How many single characters have to be changed, put in or taken out.</summary>
    private static int Edits(string from, string to)
    {
        var above = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i + 1;
            for (var j = 0; j < to.Length; j++)
            {
                row[j + 1] = Math.Min(above[j] + (from[i] == to[j] ? 0 : 1), 1 + Math.Min(above[j + 1], row[j]));
            }

            above = row;
        }

        return above[^1];
    }
}
