using System.Globalization;
using System.Text;
using SkillMix.Core.ChatModels;

namespace SkillMix.Dashboard.Pages.Models;

/// <summary>A model as somebody types it; nothing in it needs to make sense before it is read.</summary>
public sealed class ModelForm
{
    public string Name { get; set; } = "";
    public string Model { get; set; } = "";
    public string Endpoint { get; set; } = "";
    public string KeyVariable { get; set; } = "";
    public bool UsesEntra { get; set; }
    public string PriceIn { get; set; } = "";
    public string PriceOut { get; set; } = "";
    public string BatchPrice { get; set; } = "";
    public string Context { get; set; } = "";
    public string Date { get; set; } = "";
    public bool IsRetired { get; set; }
    public string BaseModel { get; set; } = "";
    public string TrainingSet { get; set; } = "";
    public string TuningJob { get; set; } = "";

    /// <summary>Names of graders with commas between them.</summary>
    public string FilteredBy { get; set; } = "";

    /// <summary>The form of a model.</summary>
    public static ModelForm Of(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new()
        {
            Name = model.Name,
            Model = model.Model == ModelSpec.FromName(model.Name).Model ? "" : model.Model,
            Endpoint = model.Endpoint?.ToString() ?? "",
            KeyVariable = model.KeyVariable ?? "",
            UsesEntra = model.UsesEntra,
            PriceIn = model.PriceIn?.ToString(CultureInfo.InvariantCulture) ?? "",
            PriceOut = model.PriceOut?.ToString(CultureInfo.InvariantCulture) ?? "",
            BatchPrice = model.BatchPrice?.ToString(CultureInfo.InvariantCulture) ?? "",
            Context = model.ContextTokens?.ToString(CultureInfo.InvariantCulture) ?? "",
            Date = model.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            IsRetired = model.IsRetired,
            BaseModel = model.BaseModel ?? "",
            TrainingSet = model.TrainingSet ?? "",
            TuningJob = model.TuningJob ?? "",
            FilteredBy = string.Join(", ", model.FilteredBy),
        };
    }

    /// <summary>Reads the form by the rules of the models file.</summary>
    /// <param name="mistakes">Everything that is wrong: the file's word for a field, and a sentence. Never repeats what may be a key.</param>
    /// <returns>The model; null where there are mistakes.</returns>
    public ModelSpec? Read(out IReadOnlyDictionary<string, string> mistakes)
    {
        // One line a word: the line of a mistake tells its field.
        var entry = Entry().Where(pair => pair.Text.Length > 0).ToList();
        var hasName = entry is [("name", _), ..];
        if (!hasName)
        {
            entry.Insert(0, ("name", Quoted("compatible/unnamed")));
        }

        var yaml = new StringBuilder("models:\n");
        foreach (var (word, text) in entry)
        {
            yaml.Append(word == "name" ? "  - " : "    ").Append(word).Append(": ").Append(text).Append('\n');
        }

        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        ModelSpec? model = null;
        try
        {
            model = ModelsFile.Parse(yaml.ToString()).Models[0];
        }
        catch (ModelsFileException problem)
        {
            foreach (var mistake in problem.Mistakes)
            {
                var word = entry[Math.Clamp(mistake.Line - 2, 0, entry.Count - 1)].Word;
                found.TryAdd(word, Sentence(mistake.Sentence, word));
            }
        }

        if (!hasName)
        {
            found["name"] = "Give the model a name such as openai/gpt-4o-mini.";
        }

        mistakes = found;
        return found.Count == 0 ? model : null;
    }

    private (string Word, string Text)[] Entry() =>
        [
            ("name", Quoted(Name)),
            ("model", Quoted(Model)),
            ("endpoint", Quoted(Endpoint)),
            ("key", Quoted(KeyVariable)),
            ("entra", UsesEntra ? "true" : ""),
            ("price-in", Quoted(PriceIn)),
            ("price-out", Quoted(PriceOut)),
            ("batch-price", Quoted(BatchPrice)),
            ("context", Quoted(Context)),
            ("date", Quoted(Date)),
            ("retired", IsRetired ? "true" : ""),
            ("base-model", Quoted(BaseModel)),
            ("training-set", Quoted(TrainingSet)),
            ("tuning-job", Quoted(TuningJob)),
            (
                "filtered-by",
                FilteredBy.Split(',').Select(Quoted).Where(name => name.Length > 0).ToList() is { Count: > 0 } graders
                    ? $"[{string.Join(", ", graders)}]"
                    : ""
            ),
        ];

    /// <summary>A text as YAML takes it between quotation marks, on one line; nothing for a blank.</summary>
    private static string Quoted(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length == 0
            ? ""
            : $"\"{line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>The file's sentence without the file's word: the mistake stands at its field.</summary>
    private static string Sentence(string sentence, string word)
    {
        var text = sentence.Replace($" after '{word}:'", "", StringComparison.Ordinal);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
