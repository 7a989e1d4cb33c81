using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SkillMix.Dashboard.Commands;

/// <summary>What every verb has.</summary>
public static class CommonOptions
{
    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>The store, to be looked for with <see cref="StorePath"/>.</summary>
    public static Option<string?> Db() =>
        new("--db") { Description = "The store's file (default: SKILLMIX_DB, else ./skillmix.db)." };

    /// <summary>One JSON document on standard output.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document on standard output." };

    /// <summary>Writes a document to standard output: snake case, null where there is no number.</summary>
    public static void WriteJson(object document) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(document, JsonForm));

    /// <summary>An option that takes one of some words, the first where none is given.</summary>
    public static Option<string> Words(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
