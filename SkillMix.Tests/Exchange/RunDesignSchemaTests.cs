using System.Text.Json;
using System.Text.Json.Nodes;
using SkillMix.Core.Exchange;

namespace SkillMix.Tests.Exchange;

/// <summary>Holds docs/guide/run-file.schema.json against what <see cref="RunDesignFile"/> reads.</summary>
public sealed class RunDesignSchemaTests
{
    private static JsonObject Schema { get; } =
        JsonNode
            .Parse(
                File.ReadAllText(Path.Combine(ReferenceData.RepositoryRoot, "docs", "guide", "run-file.schema.json"))
            )!
            .AsObject();

    public static TheoryData<string> Parts { get; } = [.. RunDesignFile.KnownWords.Keys];

    /// <summary>Every word with a range: its part, the word, the range and how much outside it is.</summary>
    public static TheoryData<string, string, decimal, decimal, decimal> Ranges
    {
        get
        {
            var data = new TheoryData<string, string, decimal, decimal, decimal>();
            foreach (var part in RunDesignFile.KnownWords.Keys)
            {
                foreach (var (word, value) in Words(part))
                {
                    var kinds = new[] { value }.Concat(value!["anyOf"]?.AsArray() ?? []);
                    if (kinds.FirstOrDefault(kind => kind!["minimum"] is not null) is { } range)
                    {
                        var step = range["type"]!.GetValue<string>() == "integer" ? 1 : 0.5m;
                        data.Add(part, word, Number(range["minimum"]), Number(range["maximum"]), step);
                    }
                }
            }

            return data;

            static decimal Number(JsonNode? node) => node!.GetValue<decimal>();
        }
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Schema_OfEachPart_HasTheWordsThatAreReadAndNoOthers(string part)
    {
        var words = Words(part);

        Assert.Equal(RunDesignFile.KnownWords[part], words.Select(word => word.Key));
        Assert.All(words, word => Assert.NotEmpty(word.Value!["description"]!.GetValue<string>()));
    }

    [Fact]
    public void Schema_DefaultsWrittenOut_AreTheSameRun()
    {
        var design = Least();
        foreach (var part in RunDesignFile.KnownWords.Keys)
        {
            foreach (var (word, value) in Words(part))
            {
                if (value!["default"] is { } usual)
                {
                    Put(design, part, word, usual.DeepClone());
                }
            }
        }

        Assert.Equal(Written(Least()), Written(design));
        Assert.All(Words(""), word => Assert.True(design.ContainsKey(word.Key), $"'{word.Key}' has no default."));
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Schema_Ranges_AreThoseThatAreRead(string part, string word, decimal least, decimal most, decimal step)
    {
        Assert.Null(Record.Exception(() => Written(With(least))));
        Assert.Null(Record.Exception(() => Written(With(most))));
        Assert.Throws<InvalidDataException>(() => Written(With(least - step)));
        Assert.Throws<InvalidDataException>(() => Written(With(most + step)));

        JsonObject With(decimal value)
        {
            var design = Least();
            Put(design, part, word, JsonValue.Create(value));
            return design;
        }
    }

    [Theory]
    [InlineData("mode")]
    [InlineData("early_stop")]
    public void Schema_Choices_AreAllRead(string word)
    {
        foreach (var choice in Schema["properties"]![word]!["enum"]!.AsArray())
        {
            var design = Least();
            design[word] = choice!.DeepClone();

            Assert.Null(Record.Exception(() => Written(design)));
        }
    }

    private static JsonObject Words(string part) =>
        part switch
        {
            "" => Schema["properties"]!.AsObject(),
            "graders" => Schema["$defs"]!["grader"]!["properties"]!.AsObject(),
            "picked" => Schema["$defs"]!["picked"]!["properties"]!.AsObject(),
            _ => Schema["properties"]![part]!["properties"]!.AsObject(),
        };

    private static JsonObject Least() =>
        new()
        {
            ["name"] = "a run",
            ["k"] = 2,
            ["students"] = "rehearsal/base",
            ["graders"] = new JsonArray(new JsonObject { ["model"] = "rehearsal/grader-a" }),
        };

    private static void Put(JsonObject design, string part, string word, JsonNode value)
    {
        var place = part switch
        {
            "" => design,
            "graders" => design["graders"]![0]!.AsObject(),
            _ => (design[part] ??= new JsonObject()).AsObject(),
        };
        place[word] = value;
    }

    // JSON is YAML, too.
    private static string Written(JsonObject design) =>
        RunDesignFile.Write(RunDesignFile.Read(JsonSerializer.Serialize(design), "run.yaml"));
}
