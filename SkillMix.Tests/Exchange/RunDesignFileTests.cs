using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
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
            Graders = [new("openai/a", "grade-prose", 2, 0, 300), new("openai/b")],
            TopP = 0.9,
            RepetitionPenalty = 1.1,
            EarlyStop = EarlyStop.UpperLimit,
            Anchors = ["frozen, one", "two"],
            Pace = new(3, 60, 90_000, 2),
            Budget = new(0.1m, 5_000_000_000, 7),
        };

        var text = RunDesignFile.Write(design);

        Assert.Equal(text, RunDesignFile.Write(RunDesignFile.Read(text, "run.yaml")));
        var again = RunDesignFile.Read(text, "run.yaml");
        Assert.Equal(design.Anchors, again.Anchors);
        Assert.Equal(design.Graders, again.Graders);
        Assert.Equal(
            (design.TopP, design.RepetitionPenalty, design.EarlyStop, design.Pace, design.Budget),
            (again.TopP, again.RepetitionPenalty, again.EarlyStop, again.Pace, again.Budget)
        );
    }

    [Fact]
    public void Read_PickedTuples_NeedsNoKAndIsWrittenWithoutHowToDraw()
    {
        const string Picked = """
            name: by hand
            picked:
              - skills: [modus ponens, metaphor]
                topic: Gardening
              - {skills: irony, topic: "Gardening"}
            students: rehearsal/base
            graders: [{model: rehearsal/grader-a}]
            """;

        var design = RunDesignFile.Read(Picked, "run.yaml");
        var text = RunDesignFile.Write(design);

        Assert.Equal(["modus ponens", "metaphor"], design.Picked[0].Skills);
        Assert.Equal((1, "Gardening"), (design.Picked[1].Skills.Count, design.Picked[1].Topic));
        Assert.DoesNotContain("seed:", text, StringComparison.Ordinal);
        Assert.Equal(text, RunDesignFile.Write(RunDesignFile.Read(text, "run.yaml")));
    }

    [Fact]
    public void Read_APickedTupleWithoutItsTopic_IsNamedWithItsLine() =>
        Assert.Equal(
            "run.yaml, line 2: 'topic' is missing in 'picked'",
            Assert
                .Throws<InvalidDataException>(() =>
                    RunDesignFile.Read(
                        """
                        name: by hand
                        picked: [{skills: [irony]}]
                        students: rehearsal/base
                        graders: [{model: rehearsal/grader-a}]
                        """,
                        "run.yaml"
                    )
                )
                .Message
        );

    [Fact]
    public void Write_WhatIsNotLimited_SaysNothingOfIt()
    {
        var text = RunDesignFile.Write(RunDesignFile.Read(Least, "run.yaml"));

        Assert.EndsWith("pace:\n  in_flight: 20\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("top_p", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PaceAndBudget_TakesWhatIsSaidAndTheUsualForTheRest()
    {
        var design = RunDesignFile.Read(
            Least + "\npace: {requests_per_minute: 60, tries: 3}\nbudget: {usd: 2.5, tokens: none}",
            "run.yaml"
        );

        Assert.Equal(new RunPace(20, 60, null, 3), design.Pace);
        Assert.Equal(new BudgetLimits(Usd: 2.5m), design.Budget);
    }

    [Fact]
    public void Read_MistakesInTheWordsForSpendingAndPace_AreNamedTogether()
    {
        var problem = Assert.Throws<InvalidDataException>(() =>
            RunDesignFile.Read(
                Least
                    + """

                    generation:
                      top_p: 1.5
                      repetition_penalty: much
                    early_stop: sometimes
                    pace:
                      tries: 0
                      in_flight: none
                    budget:
                      usd: -1
                      euros: 3
                      tokens: few
                    """,
                "run.yaml"
            )
        );

        Assert.Equal(
            [
                "run.yaml, line 7: 'top_p' wants a number from 0 to 1, or none, not '1.5'",
                "run.yaml, line 8: 'repetition_penalty' wants a number from 0 to 2, or none, not 'much'",
                "run.yaml, line 9: 'early_stop' wants none or reference or upper-limit, not 'sometimes'",
                "run.yaml, line 11: 'tries' wants a whole number from 1 to 100, not '0'",
                "run.yaml, line 12: 'in_flight' wants a whole number from 1 to 10000, not 'none'",
                "run.yaml, line 14: 'usd' wants a number from 0 to 1000000000, or none, not '-1'",
                "run.yaml, line 15: 'euros' is not known in 'budget'; did you mean 'usd'? Known are usd, tokens, requests",
                "run.yaml, line 16: 'tokens' wants a whole number from 0 to 1000000000000000, or none, not 'few'",
            ],
            problem.Message.Split('\n')
        );
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
                "run.yaml, line 1: 'nam' is not known; did you mean 'name'? Known are name, study, catalogue, settings, k, tuples, seed, mode, sample_name, without, picked, students, generation, graders, early_stop, pace, budget, anchors",
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
