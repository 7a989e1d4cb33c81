using System.Globalization;
using SkillMix.Core.Catalogue;
using YamlDotNet.RepresentationModel;

namespace SkillMix.Core.Exchange;

/// <summary>Words with values in a run file. What is wrong is noted with its line, and reading goes on.</summary>
internal sealed class DesignMap
{
    private readonly Dictionary<string, YamlNode> _values = [];
    private readonly List<(long Line, string What)> _problems;
    private readonly string _where;
    private readonly long _line;

    public DesignMap(
        YamlMappingNode node,
        string where,
        IReadOnlyList<string> known,
        List<(long Line, string What)> problems
    )
    {
        _problems = problems;
        _where = where;
        _line = node.Start.Line;
        foreach (var (key, value) in node.Children)
        {
            var word = (key as YamlScalarNode)?.Value ?? "";
            if (!known.Contains(word))
            {
                Note(
                    key,
                    $"'{word}' is not known{In}; did you mean '{NearestName.To(word, known)}'? Known are {string.Join(", ", known)}"
                );
            }
            else if (!_values.TryAdd(word, value))
            {
                Note(key, $"'{word}' stands there twice{In}; keep one of the two");
            }
        }
    }

    private string In => _where.Length == 0 ? "" : $" in '{_where}'";

    public bool Has(string word) => _values.ContainsKey(word);

    /// <param name="mistake">What is wrong with a value, in words; null for nothing.</param>
    public string? Text(string word, bool required = false, Func<string, string?>? mistake = null)
    {
        switch (_values.GetValueOrDefault(word))
        {
            case YamlScalarNode { Value: { } value } node when !required || !string.IsNullOrWhiteSpace(value):
                if (mistake?.Invoke(value) is { } what)
                {
                    Note(node, what);
                }

                return value;
            case null:
                if (required)
                {
                    _problems.Add((_line, $"'{word}' is missing{In}"));
                }

                return null;
            case var other:
                Note(other, $"'{word}' wants one word or sentence");
                return null;
        }
    }

    /// <summary>A whole number; null where the word is not there, or is "none" and may be.</summary>
    public int? Number(string word, int least, int most, bool orNone = false) => (int?)Whole(word, least, most, orNone);

    /// <summary>A whole number of any size, or "none" for null.</summary>
    public long? Long(string word, long least, long most) => Whole(word, least, most, orNone: true);

    private long? Whole(string word, long least, long most, bool orNone)
    {
        if (Text(word) is not { } text || (orNone && text is "none"))
        {
            return null;
        }

        if (
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        Note(
            _values[word],
            $"'{word}' wants a whole number from {least} to {most}{(orNone ? ", or none" : "")}, not '{text}'"
        );
        return null;
    }

    public double? Real(string word, double least, double most)
    {
        if (Text(word) is not { } text || text is "none")
        {
            return null;
        }

        if (
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        Note(
            _values[word],
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{word}' wants a number from {least} to {most}, or none, not '{text}'"
            )
        );
        return null;
    }

    /// <param name="mistake">What is wrong with a value, in words; null for nothing.</param>
    public IReadOnlyList<string>? Texts(string word, bool required = false, Func<string, string?>? mistake = null)
    {
        var nodes = Items(word, required);
        if (nodes is null)
        {
            return null;
        }

        var texts = new List<string>();
        foreach (var node in nodes)
        {
            if (Scalar(word, node) is { } text)
            {
                texts.Add(text);
                if (mistake?.Invoke(text) is { } what)
                {
                    Note(node, what);
                }
            }
        }

        return texts;
    }

    public IReadOnlyList<int>? Numbers(string word, int least, int most, bool required = false)
    {
        var numbers = new List<int>();
        foreach (var node in Items(word, required) ?? [])
        {
            if (
                Scalar(word, node) is { } text
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= least
                && number <= most
            )
            {
                numbers.Add(number);
            }
            else
            {
                Note(node, $"'{word}' wants whole numbers from {least} to {most}, not '{node}'");
            }
        }

        return numbers;
    }

    public T? Word<T>(string word, IReadOnlyDictionary<string, T> choices)
        where T : struct => Text(word) is { } text ? Choice(word, text, _values[word], choices) : null;

    public IReadOnlyList<T>? Words<T>(string word, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        var texts = Items(word, required: false);
        return texts is null
            ? null
            :
            [
                .. texts
                    .Select(node => Scalar(word, node) is { } text ? Choice(word, text, node, choices) : null)
                    .OfType<T>(),
            ];
    }

    public DesignMap? Map(string word, IReadOnlyList<string> known)
    {
        switch (_values.GetValueOrDefault(word))
        {
            case YamlMappingNode node:
                return new(node, word, known, _problems);
            case null:
                return null;
            case var other:
                Note(other, $"'{word}' wants words with values: {string.Join(", ", known)}");
                return null;
        }
    }

    public IEnumerable<DesignMap> Maps(string word, IReadOnlyList<string> known, bool required)
    {
        var maps = new List<DesignMap>();
        foreach (var node in Items(word, required) ?? [])
        {
            if (node is YamlMappingNode map)
            {
                maps.Add(new(map, word, known, _problems));
            }
            else
            {
                Note(node, $"each of '{word}' wants words with values: {string.Join(", ", known)}");
            }
        }

        return maps;
    }

    /// <summary>The items of a list; a single value is a list of one.</summary>
    private IReadOnlyList<YamlNode>? Items(string word, bool required)
    {
        switch (_values.GetValueOrDefault(word))
        {
            case YamlSequenceNode { Children.Count: 0 } empty when required:
                Note(empty, $"'{word}' is empty{In}; it wants at least one");
                return [];
            case YamlSequenceNode list:
                return [.. list.Children];
            case null:
                if (required)
                {
                    _problems.Add((_line, $"'{word}' is missing{In}"));
                }

                return null;
            case var one:
                return [one];
        }
    }

    private string? Scalar(string word, YamlNode node)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } value })
        {
            return value;
        }

        Note(node, $"each of '{word}' wants one word");
        return null;
    }

    private T? Choice<T>(string word, string text, YamlNode node, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (choices.TryGetValue(text, out var choice))
        {
            return choice;
        }

        Note(node, $"'{word}' wants {string.Join(" or ", choices.Keys)}, not '{text}'");
        return null;
    }

    private void Note(YamlNode node, string what) => _problems.Add((node.Start.Line, what));
}
