using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace SkillMix.Core.ChatModels;

/// <summary>One mistake in a models file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Sentence">What was found and what was expected.</param>
public sealed record ModelsFileMistake(int Line, string Sentence);

/// <summary>A models file that cannot be taken, with everything that is wrong in it.</summary>
public sealed class ModelsFileException(IReadOnlyList<ModelsFileMistake> mistakes)
    : FormatException(string.Join('\n', mistakes.Select(mistake => $"line {mistake.Line}: {mistake.Sentence}")))
{
    /// <summary>All mistakes, by line.</summary>
    public IReadOnlyList<ModelsFileMistake> Mistakes { get; } = mistakes;
}

/// <summary>The models of a project, as a YAML file: a list "models" with one entry per model. Holds no keys.</summary>
/// <param name="Models">In the order of the file; names differ.</param>
public sealed record ModelsFile(IReadOnlyList<ModelSpec> Models)
{
    /// <summary>The model of that name, from the file or, where it is not in the file, with its provider's defaults.</summary>
    /// <exception cref="FormatException">It is not in the file and is not named "provider/model".</exception>
    public ModelSpec Find(string name) =>
        Models.FirstOrDefault(model => model.Name == name) ?? ModelSpec.FromName(name);

    /// <summary>Reads a file; an empty one holds no models.</summary>
    /// <exception cref="ModelsFileException">With every mistake in it.</exception>
    public static ModelsFile Parse(string yaml)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException exception)
        {
            throw new ModelsFileException([
                new((int)exception.Start.Line, $"this is not YAML: {exception.Message.TrimEnd('.')}."),
            ]);
        }

        var reader = new ModelsFileReader();
        IReadOnlyList<ModelSpec> models = stream.Documents.Count == 0 ? [] : reader.Read(stream.Documents[0].RootNode);
        return reader.Mistakes.Count == 0
            ? new(models)
            : throw new ModelsFileException([.. reader.Mistakes.OrderBy(mistake => mistake.Line)]);
    }

    /// <summary>The file's text; reading it again gives the same models. Words that say nothing are left out.</summary>
    public string ToYaml()
    {
        var list = new YamlSequenceNode(Models.Select(Entry));
        var stream = new YamlStream(new YamlDocument(new YamlMappingNode("models", list)));
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        stream.Save(text, assignAnchors: false);
        // A stream ends its document with "...", which a file of one document does not need.
        return text.ToString().TrimEnd().TrimEnd('.').TrimEnd() + "\n";
    }

    private static YamlMappingNode Entry(ModelSpec model)
    {
        var usual = ModelSpec.FromName(model.Name);
        (string Word, string? Value)[] lines =
        [
            ("name", model.Name),
            ("model", model.Model == usual.Model ? null : model.Model),
            ("endpoint", model.Endpoint?.ToString()),
            ("key", model.KeyVariable),
            ("entra", model.UsesEntra ? "true" : null),
            ("price-in", model.PriceIn?.ToString(CultureInfo.InvariantCulture)),
            ("price-out", model.PriceOut?.ToString(CultureInfo.InvariantCulture)),
            ("batch-price", model.BatchPrice?.ToString(CultureInfo.InvariantCulture)),
            ("context", model.ContextTokens?.ToString(CultureInfo.InvariantCulture)),
            ("date", model.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("retired", model.IsRetired ? "true" : null),
            ("base-model", model.BaseModel),
            ("training-set", model.TrainingSet),
            ("tuning-job", model.TuningJob),
        ];
        var entry = new YamlMappingNode();
        foreach (var (word, value) in lines)
        {
            if (value is not null)
            {
                entry.Add(word, new YamlScalarNode(value));
            }
        }

        if (model.FilteredBy.Count > 0)
        {
            var graders = model.FilteredBy.Select(grader => new YamlScalarNode(grader));
            entry.Add("filtered-by", new YamlSequenceNode(graders) { Style = SequenceStyle.Flow });
        }

        return entry;
    }
}
