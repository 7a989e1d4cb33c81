using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SkillMix.Core.ChatModels;

/// <summary>Reads the entries of a models file and gathers what is wrong with them.</summary>
internal sealed partial class ModelsFileReader
{
    private const string Graders = "filtered-by";

    private static readonly string[] Words =
    [
        "name",
        "model",
        "endpoint",
        "key",
        "entra",
        "price-in",
        "price-out",
        "batch-price",
        "context",
        "date",
        "retired",
        "base-model",
        "training-set",
        "tuning-job",
        Graders,
    ];

    private readonly List<ModelsFileMistake> _mistakes = [];
    private readonly Dictionary<string, long> _lines = [];

    public IReadOnlyList<ModelsFileMistake> Mistakes => _mistakes;

    public IReadOnlyList<ModelSpec> Read(YamlNode root)
    {
        if (root is YamlScalarNode { Value: null or "" })
        {
            return [];
        }

        if (root is not YamlMappingNode top)
        {
            Wrong(root, "expected the word 'models:' with a list below it.");
            return [];
        }

        foreach (var word in top.Children.Keys.Where(word => WordOf(word) != "models"))
        {
            Wrong(word, $"'{WordOf(word)}' is no word of a models file; expected 'models'.");
        }

        var list = top.Children.FirstOrDefault(pair => WordOf(pair.Key) == "models").Value;
        if (list is null or YamlScalarNode { Value: null or "" })
        {
            return [];
        }

        if (list is not YamlSequenceNode entries)
        {
            Wrong(list, "expected a list of models, each beginning with '- name:'.");
            return [];
        }

        return [.. entries.Children.Select(ModelOf).OfType<ModelSpec>()];
    }

    private ModelSpec? ModelOf(YamlNode node)
    {
        if (node is not YamlMappingNode entry)
        {
            Wrong(node, "expected a model, beginning with 'name:'.");
            return null;
        }

        var values = new Dictionary<string, YamlScalarNode>(StringComparer.Ordinal);
        IReadOnlyList<string> graders = [];
        foreach (var (key, value) in entry.Children)
        {
            var word = WordOf(key);
            if (!Words.Contains(word))
            {
                Wrong(key, $"'{word}' is no word of a model; expected '{Nearest(word)}'.");
            }
            else if (word == Graders)
            {
                graders = GradersOf(value);
            }
            else if (value is not YamlScalarNode scalar)
            {
                Wrong(value, $"expected one value after '{word}:'.");
            }
            else if (!string.IsNullOrEmpty(scalar.Value))
            {
                values[word] = scalar;
            }
        }

        return Named(entry, values) is { } model ? Filled(model, values) with { FilteredBy = graders } : null;
    }

    /// <summary>A list of names; one name alone may stand without brackets.</summary>
    private IReadOnlyList<string> GradersOf(YamlNode value)
    {
        var names = value is YamlSequenceNode list ? list.Children : [value];
        foreach (var wrong in names.Where(name => name is not YamlScalarNode))
        {
            Wrong(wrong, $"expected names of graders after '{Graders}:', such as [openai/gpt-4].");
        }

        return
        [
            .. names
                .OfType<YamlScalarNode>()
                .Select(name => name.Value ?? "")
                .Where(name => name.Length > 0)
                .Distinct(),
        ];
    }

    private ModelSpec? Named(YamlMappingNode entry, Dictionary<string, YamlScalarNode> values)
    {
        if (!values.TryGetValue("name", out var name))
        {
            Wrong(entry, "this model has no name; expected 'name: provider/model'.");
            // What else is wrong in the entry is still found.
            return ModelSpec.FromName("compatible/unnamed");
        }

        if (!_lines.TryAdd(name.Value!, name.Start.Line))
        {
            Wrong(name, $"'{name.Value}' is already in line {_lines[name.Value!]}; expected every name once.");
        }

        try
        {
            return ModelSpec.FromName(name.Value!);
        }
        catch (FormatException exception)
        {
            var start = name.Value!.Split('/')[0];
            var hint = name.Value.Contains('/', StringComparison.Ordinal)
                ? $" Perhaps {Nearest(start, ModelSpec.ProviderWords)}/… was meant."
                : "";
            Wrong(name, exception.Message + hint);
            return ModelSpec.FromName("compatible/unnamed");
        }
    }

    private ModelSpec Filled(ModelSpec model, Dictionary<string, YamlScalarNode> values)
    {
        var entra = Flag(values, "entra");
        if (entra && model.Provider is not Provider.Azure && model.Name != "compatible/unnamed")
        {
            Wrong(values["entra"], $"only azure/… signs in with Entra; expected 'key' for {model.Name}.");
        }

        return model with
        {
            Model = Text(values, "model") ?? model.Model,
            Endpoint = Address(values),
            KeyVariable = Variable(values),
            UsesEntra = entra,
            PriceIn = Read(values, "price-in", Price, "USD per million tokens such as 0.15"),
            PriceOut = Read(values, "price-out", Price, "USD per million tokens such as 0.60"),
            BatchPrice = Read(values, "batch-price", Share, "a share of the price from 0 to 1 such as 0.5"),
            ContextTokens = Read(values, "context", Count, "a number of tokens such as 128000"),
            Date = Read(values, "date", Day, "a day such as 2024-07-18"),
            IsRetired = Flag(values, "retired"),
            BaseModel = Text(values, "base-model"),
            TrainingSet = Text(values, "training-set"),
            TuningJob = Text(values, "tuning-job"),
        };
    }

    private string? Variable(Dictionary<string, YamlScalarNode> values)
    {
        if (Text(values, "key") is not { } name || VariableName().IsMatch(name))
        {
            return Text(values, "key");
        }

        // What stands there may be a key: it is not repeated.
        Wrong(
            values["key"],
            "expected the name of an environment variable such as OPENAI_API_KEY, never the key itself."
        );
        return null;
    }

    private bool Flag(Dictionary<string, YamlScalarNode> values, string word) =>
        Read<bool>(values, word, text => bool.TryParse(text, out var flag) ? flag : null, "true or false") ?? false;

    private static string? Text(Dictionary<string, YamlScalarNode> values, string word) =>
        values.GetValueOrDefault(word)?.Value;

    private T? Read<T>(Dictionary<string, YamlScalarNode> values, string word, Func<string, T?> read, string expected)
        where T : struct =>
        Text(values, word) is { } text ? read(text) ?? Nothing<T>(values[word], word, expected) : null;

    private Uri? Address(Dictionary<string, YamlScalarNode> values)
    {
        const string Word = "endpoint";
        if (Text(values, Word) is not { } text)
        {
            return null;
        }

        if (WebAddress(text) is { UserInfo: "" } address)
        {
            return address;
        }

        if (text.Contains('@', StringComparison.Ordinal))
        {
            // What stands before it may be a key: it is not repeated.
            Wrong(
                values[Word],
                $"the address after '{Word}:' has a name or a key before its '@'; a key belongs into its variable, never into the file."
            );
        }
        else
        {
            Nothing<int>(values[Word], Word, "a web address such as https://example.org/v1");
        }

        return null;
    }

    private T? Nothing<T>(YamlScalarNode node, string word, string expected)
        where T : struct
    {
        Wrong(node, $"'{node.Value}' after '{word}:' cannot be read; expected {expected}.");
        return null;
    }

    private static Uri? WebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static decimal? Price(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            ? price
            : null;

    private static decimal? Share(string text) => Price(text) is <= 1 and var share ? share : null;

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static string WordOf(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    private void Wrong(YamlNode node, string sentence) => _mistakes.Add(new((int)node.Start.Line, sentence));

    private static string Nearest(string typed) => Nearest(typed, Words);

    /// <summary>The word that shares most pairs of neighbouring letters with the one typed.</summary>
    private static string Nearest(string typed, IReadOnlyList<string> words) =>
        words.MaxBy(word => 2.0 * Pairs(word).Intersect(Pairs(typed)).Count() / (word.Length + typed.Length))!;

    private static IEnumerable<string> Pairs(string word) =>
        Enumerable.Range(0, word.Length + 1).Select(i => $" {word.ToLowerInvariant()} ".Substring(i, 2));

    [GeneratedRegex("^[A-Z_][A-Z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
