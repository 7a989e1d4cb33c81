using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMix.Core.Grading;

/// <summary>The JSON schema of a structured grading, for models that can be held to one.</summary>
/// <remarks>
/// Properties come in the order in which a model is to write them: the reasons of a criterion before its verdict, the end
/// marker after all verdicts. The reader does not rely on a model keeping to it.
/// </remarks>
public static class GradingSchema
{
    /// <summary>The name under which a provider is given the schema.</summary>
    public const string Name = "grading";

    /// <summary>The verdict for a criterion that is met.</summary>
    internal const string Met = "met";

    /// <summary>The verdict for a criterion that is not met.</summary>
    internal const string NotMet = "not met";

    /// <summary>The schema for a rubric: exactly k + 3 criteria, every property required and no other allowed.</summary>
    public static JsonElement For(Rubric rubric)
    {
        var count = rubric.Criteria.Count;
        var element = Object(
            ("n", Integer([.. Enumerable.Range(1, count)], "Number of the criterion in the rubric.")),
            ("criterion", Text("The criterion, worded as in the rubric.")),
            ("rationale", Text("A sentence or two of reasons, written before the verdict.")),
            ("evidence", List(Text("Words of the student's text, letter for letter."))),
            ("verdict", Choice(Met, NotMet))
        );
        var criteria = List(element);
        criteria["minItems"] = count;
        criteria["maxItems"] = count;
        var end = Text(
            FormattableString.Invariant(
                $"The verdicts once more as {count} digits in the rubric's order: 1 for met, 0 for not met."
            )
        );
        return JsonSerializer.SerializeToElement(Object(("criteria", criteria), ("end", end)));
    }

    private static JsonObject Object(params (string Name, JsonNode Schema)[] properties) =>
        new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(
                properties.Select(property => KeyValuePair.Create(property.Name, (JsonNode?)property.Schema))
            ),
            ["required"] = new JsonArray([.. properties.Select(property => JsonValue.Create(property.Name))]),
            ["additionalProperties"] = false,
        };

    private static JsonObject List(JsonNode items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Choice(params string[] values) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]) };

    private static JsonObject Integer(int[] values, string description) =>
        new()
        {
            ["type"] = "integer",
            ["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]),
            ["description"] = description,
        };
}
