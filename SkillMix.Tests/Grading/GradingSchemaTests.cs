using System.Text.Json;
using SkillMix.Core.Grading;

namespace SkillMix.Tests.Grading;

public sealed class GradingSchemaTests
{
    [Fact]
    public void For_ThreeSkills_AsksForSixCriteriaWithTheReasonBeforeTheVerdict()
    {
        var schema = GradingSchema.For(GradeReplies.Rubric);

        var criteria = schema.GetProperty("properties").GetProperty("criteria");
        var items = criteria.GetProperty("items");
        var parts = items.GetProperty("properties");
        Assert.Equal(
            (6, 6),
            (criteria.GetProperty("minItems").GetInt32(), criteria.GetProperty("maxItems").GetInt32())
        );
        Assert.Equal(6, parts.GetProperty("n").GetProperty("enum").GetArrayLength());
        Assert.Equal(["met", "not met"], Strings(parts.GetProperty("verdict").GetProperty("enum")));
        Assert.Equal(["criteria", "end"], Names(schema));
        Assert.Equal(["n", "criterion", "rationale", "evidence", "verdict"], Names(items));
    }

    [Fact]
    public void For_AnyObject_RequiresEveryPropertyAndAllowsNoOther()
    {
        var schema = GradingSchema.For(GradeReplies.Rubric);

        foreach (
            var part in new[] { schema, schema.GetProperty("properties").GetProperty("criteria").GetProperty("items") }
        )
        {
            Assert.Equal(Names(part), Strings(part.GetProperty("required")));
            Assert.False(part.GetProperty("additionalProperties").GetBoolean());
        }
    }

    private static IEnumerable<string?> Names(JsonElement schema) =>
        schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);

    private static IEnumerable<string?> Strings(JsonElement list) =>
        list.EnumerateArray().Select(one => one.GetString());
}
