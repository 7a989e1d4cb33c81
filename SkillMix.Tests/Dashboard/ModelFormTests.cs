using SkillMix.Core.ChatModels;
using SkillMix.Dashboard.Pages.Models;

namespace SkillMix.Tests.Dashboard;

public sealed class ModelFormTests
{
    [Fact]
    public void Read_TheFormOfAModel_GivesThatModel()
    {
        var model = new ModelSpec("compatible/llama", Provider.Compatible, "llama \"3\": #8b\\")
        {
            Endpoint = new("http://localhost:8000/v1"),
            KeyVariable = "LLAMA_KEY",
            PriceIn = 0.15m,
            PriceOut = 0.6m,
            BatchPrice = 0.4m,
            ContextTokens = 128_000,
            Date = new(2024, 7, 18),
            IsRetired = true,
            BaseModel = "compatible/base",
            TrainingSet = "D(1,2)",
            TuningJob = "ftjob-1",
            FilteredBy = ["openai/gpt-4", "compatible/judge 😀"],
        };

        var read = ModelForm.Of(model).Read(out var mistakes);

        Assert.Empty(mistakes);
        Assert.Equal(new ModelsFile([model]).ToYaml(), new ModelsFile([read!]).ToYaml());
    }

    [Fact]
    public void Read_ManyMistakes_TellsEachAtItsFieldAtOnce()
    {
        var form = new ModelForm
        {
            Name = "opnai/gpt",
            Endpoint = "localhost",
            KeyVariable = "sk-0123456789abcdef",
            PriceIn = "cheap",
            PriceOut = "-1",
            Context = "many",
            Date = "July",
        };

        Assert.Null(form.Read(out var mistakes));

        Assert.Equal(
            ["context", "date", "endpoint", "key", "name", "price-in", "price-out"],
            mistakes.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal("'cheap' cannot be read; expected USD per million tokens such as 0.15.", mistakes["price-in"]);
        Assert.DoesNotContain(mistakes.Values, sentence => sentence.Contains("sk-", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_AnEmptyForm_AsksForAName()
    {
        Assert.Null(new ModelForm { PriceIn = "x" }.Read(out var mistakes));

        Assert.Equal("Give the model a name such as openai/gpt-4o-mini.", mistakes["name"]);
        Assert.Contains("price-in", mistakes.Keys);
    }

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(0.15, "0.15")]
    [InlineData(2.5, "2.50")]
    [InlineData(0.0000123, "0.0000123")]
    public void Usd_AnyPrice_CanBeToldFromNothing(double price, string shown) =>
        Assert.Equal(shown, TestReply.Usd((decimal)price));
}
