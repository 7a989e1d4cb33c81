namespace SkillMix.Dashboard.Commands;

/// <summary>A password from whoever is at the terminal; never from the command line, which others can read and shells remember.</summary>
public static class AskedPassword
{
    /// <summary>Asks twice on a terminal, without showing what is typed; elsewhere one line of standard input is taken.</summary>
    /// <param name="input">Where the line is read in place of standard input; null for the terminal or standard input.</param>
    /// <exception cref="ArgumentException">Nothing was typed, or not the same twice.</exception>
    public static string Twice(TextReader? input)
    {
        if (input is not null || Console.IsInputRedirected)
        {
            return (input ?? Console.In).ReadLine() is { Length: > 0 } line
                ? line
                : throw new ArgumentException(
                    "There is no password on standard input; type it at a terminal, or hand it over as one line."
                );
        }

        var password = Ask("Password: ");
        return Ask("Once more: ") == password
            ? password
            : throw new ArgumentException("That was not the same password twice; nothing was changed.");
    }

    private static string Ask(string words)
    {
        // The terminal shows what is typed until somebody looks for keys: looked for before the words invite to type.
        _ = Console.KeyAvailable;
        Console.Error.Write(words);
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
