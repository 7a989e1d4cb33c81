using SkillMix.Core.Catalogue;
using SkillMix.Core.Exchange;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;

namespace SkillMix.Tests.Exchange;

public sealed class RunDesignFileTests
{
    private const string Least = """
        name: a run
        k: 2
        students: rehearsal/base
        graders:
          - model: rehearsal/grader-a
        """;

    [Fact]
    public void Read_TheLeastThatIsNeeded_TakesTheUsualForTheRest()
    {
        var design = RunDesignFile.Read(Least, "run.yaml");

        Assert.Equal("a run", design.Name);
        Assert.Equal([2], design.Ks);
        Assert.Equal(["rehearsal/base"], design.Students);
        Assert.Equal([new GraderDesign("rehearsal/grader-a")], design.Graders);
        Assert.Equal(
            (OpenCatalogue.Name, 100, 10, SamplingMode.Reference),
            (design.Catalogue, design.Tuples, design.Seed, design.Mode)
        );
        Assert.Equal(
            (PromptLibrary.Write, PromptLibrary.Revise, 3, 0.7, 512),
            (design.WritePrompt, design.RevisePrompt, design.Rounds, design.Temperature, design.MaxTokens)
        );
    }

    [Fact]
    public void Read_None_TakesAwayWhatIsUsual()
    {
        var design = RunDesignFile.Read(
            Least + "\ngeneration: {revise: none, temperature: none, max_tokens: none}",
            "run.yaml"
        );

        Assert.Equal((null, null, null), (design.RevisePrompt, design.Temperature, design.MaxTokens));
    }

    [Fact]
    public void Write_AnyDesign_IsReadBackAsItWas()
    {
        var design = RunDesignFile.Read(Least, "run.yaml") with
        {
            Name = "quotes \" and: colons",
            Study = "a study",
            Settings = [Setting.Train, Setting.HeldOut],
            Ks = [2, 3],
            Tuples = 7,
            Seed = -3,
            Mode = SamplingMode.Balanced,
            Without = ["complex question (loaded question with implicit assumption )"],
            RevisePrompt = null,
            Temperature = 0.25,
            MaxTokens = null,
            SystemPrompt = "You are a helpful assistant.",
            Graders = [new("a", "grade-prose", 2, 0, 300), new("b")],
            Pace = new(3),
        };

        var text = RunDesignFile.Write(design);

        Assert.Equal(text, RunDesignFile.Write(RunDesignFile.Read(text, "run.yaml")));
        Assert.Equal(design.Graders, RunDesignFile.Read(text, "run.yaml").Graders);
    }

    [Fact]
    public void Read_ManyMistakes_NamesAllOfThemWithTheirLines()
    {
        var problem = Assert.Throws<InvalidDataException>(() =>
            RunDesignFile.Read(
                """
                nam: a run
                k: [2, 99]
                mode: sometimes
                students: []
                generation:
                  rounds: 0
                graders:
                  - rounds: 1
                """,
                "run.yaml"
            )
        );

        Assert.Equal(
            [
                "run.yaml, line 1: 'nam' is not known; did you mean 'name'? Known are name, study, catalogue, settings, k, tuples, seed, mode, sample_name, without, students, generation, graders, pace",
                "run.yaml, line 1: 'name' is missing",
                "run.yaml, line 2: 'k' wants whole numbers from 1 to 13, not '99'",
                "run.yaml, line 3: 'mode' wants reference or balanced, not 'sometimes'",
                "run.yaml, line 4: 'students' is empty; it wants at least one",
                "run.yaml, line 6: 'rounds' wants a whole number from 1 to 1000, not '0'",
                "run.yaml, line 8: 'model' is missing in 'graders'",
            ],
            problem.Message.Split('\n')
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("just a word")]
    [InlineData("a: [unclosed")]
    public void Read_NoRunAtAll_SaysWhatWasExpected(string text) =>
        Assert.StartsWith(
            "run.yaml",
            Assert.Throws<InvalidDataException>(() => RunDesignFile.Read(text, "run.yaml")).Message,
            StringComparison.Ordinal
        );
}
