using SkillMix.Core.ChatModels;

namespace SkillMix.Tests.ChatModels;

public sealed class ModelsFileTests
{
    private const string Yaml = """
        models:
          - name: openai/gpt-4o-mini
            price-in: 0.15
            price-out: 0.60
            batch-price: 0.4
            context: 128000
            date: 2024-07-18
          # A server of our own.
          - name: compatible/llama
            model: llama-3:8b
            endpoint: http://localhost:8000/v1
            key: LLAMA_KEY
            retired: true
            base-model: compatible/base
            training-set: D(1,2)
            tuning-job: ftjob-1
          - name: azure/grader
            entra: true
        """;

    [Fact]
    public void Parse_EveryWord_IsRead()
    {
        var models = ModelsFile.Parse(Yaml).Models;

        Assert.Equal(
            [
                new ModelSpec("openai/gpt-4o-mini", Provider.OpenAI, "gpt-4o-mini")
                {
                    PriceIn = 0.15m,
                    PriceOut = 0.60m,
                    BatchPrice = 0.4m,
                    ContextTokens = 128_000,
                    Date = new(2024, 7, 18),
                },
                new ModelSpec("compatible/llama", Provider.Compatible, "llama-3:8b")
                {
                    Endpoint = new("http://localhost:8000/v1"),
                    KeyVariable = "LLAMA_KEY",
                    IsRetired = true,
                    BaseModel = "compatible/base",
                    TrainingSet = "D(1,2)",
                    TuningJob = "ftjob-1",
                },
                new ModelSpec("azure/grader", Provider.Azure, "grader") { UsesEntra = true },
            ],
            models
        );
    }

    [Fact]
    public void ToYaml_ReadAgain_GivesTheSameModels()
    {
        var file = ModelsFile.Parse(Yaml);

        Assert.Equal(file.Models, ModelsFile.Parse(file.ToYaml()).Models);
    }

    [Theory]
    [InlineData("batch-price", "1.5", "expected a share of the price from 0 to 1 such as 0.5.")]
    [InlineData("batch-price", "half", "expected a share of the price from 0 to 1 such as 0.5.")]
    [InlineData(
        "endpoint",
        "https://me:hidden@proxy.example/v1",
        "a key belongs into its variable, never into the file."
    )]
    [InlineData("endpoint", "ftp://hidden@proxy.example/v1", "a key belongs into its variable, never into the file.")]
    public void Parse_AValueThatCannotBe_SaysWhatWasExpectedAndNoKey(string word, string value, string sentence)
    {
        var exception = Assert.Throws<ModelsFileException>(() =>
            ModelsFile.Parse($"models:\n  - name: openai/a\n    {word}: {value}\n")
        );

        Assert.EndsWith(sentence, Assert.Single(exception.Mistakes).Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FilteredBy_AListOrOneName_IsReadAndWritten()
    {
        var file = ModelsFile.Parse(
            """
            models:
              - name: compatible/tuned
                filtered-by: [openai/gpt-4, "compatible/a, b"]
              - name: compatible/other
                filtered-by: openai/gpt-4
            """
        );

        var again = ModelsFile.Parse(file.ToYaml());

        Assert.Equal(["openai/gpt-4", "compatible/a, b"], again.Models[0].FilteredBy);
        Assert.Equal(["openai/gpt-4"], again.Models[1].FilteredBy);
    }

    [Fact]
    public void FilteredBy_SomethingElseThanNames_IsAMistake()
    {
        var exception = Assert.Throws<ModelsFileException>(() =>
            ModelsFile.Parse("models:\n  - name: compatible/tuned\n    filtered-by: [{a: b}]\n")
        );

        Assert.Equal(3, Assert.Single(exception.Mistakes).Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("models:\n")]
    [InlineData("models: []\n")]
    public void Parse_NothingInIt_HoldsNoModels(string yaml)
    {
        Assert.Empty(ModelsFile.Parse(yaml).Models);
        Assert.Empty(ModelsFile.Parse(new ModelsFile([]).ToYaml()).Models);
    }

    [Fact]
    public void Parse_ManyMistakes_AreReportedAtOnceWithLineAndExpectedWord()
    {
        var exception = Assert.Throws<ModelsFileException>(() =>
            ModelsFile.Parse(
                """
                model:
                models:
                  - name: opnai/gpt
                    prise-in: 1
                  - name: openai/a
                    price-out: cheap
                    context: -1
                    date: July
                    endpoint: localhost
                    retired: perhaps
                    key: sk-0123456789abcdef
                  - name: openai/a
                    entra: true
                  - price-in: [1]
                """
            )
        );

        Assert.Equal([1, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 14], exception.Mistakes.Select(mistake => mistake.Line));
        var text = exception.Message;
        Assert.Contains(
            "line 1: 'model' is no word of a models file; expected 'models'.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("Perhaps openai/… was meant.", text, StringComparison.Ordinal);
        Assert.Contains(
            "line 4: 'prise-in' is no word of a model; expected 'price-in'.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("line 6: 'cheap' after 'price-out:' cannot be read", text, StringComparison.Ordinal);
        Assert.Contains("line 12: 'openai/a' is already in line 5", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-0123456789abcdef", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NoYaml_SaysWhere()
    {
        var exception = Assert.Throws<ModelsFileException>(() => ModelsFile.Parse("models:\n  - name: [a\n"));

        Assert.InRange(Assert.Single(exception.Mistakes).Line, 2, 3);
    }

    [Theory]
    [InlineData("openai/gpt-x", Provider.OpenAI, "gpt-x")]
    [InlineData("anthropic/claude-x", Provider.Anthropic, "claude-x")]
    [InlineData("azure/d", Provider.Azure, "d")]
    [InlineData("compatible/meta/llama", Provider.Compatible, "meta/llama")]
    public void Find_ANameThatIsNotInTheFile_HasDefaults(string name, Provider provider, string model) =>
        Assert.Equal(new ModelSpec(name, provider, model), new ModelsFile([]).Find(name));

    [Theory]
    [InlineData("gpt-x")]
    [InlineData("openai/")]
    [InlineData("/gpt")]
    [InlineData("google/gemini")]
    public void Find_NoNameOfAModel_SaysWhatIsExpected(string name)
    {
        var exception = Assert.Throws<FormatException>(() => new ModelsFile([]).Find(name));

        Assert.Contains("expected openai/<model>", exception.Message, StringComparison.Ordinal);
    }
}
