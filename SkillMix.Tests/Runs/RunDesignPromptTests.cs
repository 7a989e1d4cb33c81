using SkillMix.Core.Catalogue;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Runs;

public sealed class RunDesignPromptTests : IDisposable
{
    private static readonly RunDesign Design = new()
    {
        Name = "a run",
        Ks = [2],
        Tuples = 1,
        Students = ["rehearsal/base"],
        Graders = [new("rehearsal/grader-a")],
    };

    private static readonly PromptTemplate Imported = PromptLibrary.FromVerbatim(
        "imported, turn 1",
        PromptKind.GenerationWrite,
        "Write about {topic} with {skills}."
    );

    private static readonly PromptTemplate ImportedLater = PromptLibrary.FromVerbatim(
        "imported, turn 1",
        PromptKind.GenerationWrite,
        "Write of {topic} with {skills}."
    );

    private static readonly PromptTemplate Grading = PromptLibrary.FromVerbatim(
        "imported, gpt",
        PromptKind.GradingProse,
        "{answer} {criteria}"
    );

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void From_AStoredPromptByTheStartOfItsHash_TakesIt()
    {
        var run = From(Design with { WritePrompt = $"stored:{Imported.Hash[..8].ToUpperInvariant()}" });

        Assert.Equal(Imported.Hash, run.Spec.Generation.WritePrompt);
        Assert.Contains(Imported, run.Prompts.All);
    }

    [Fact]
    public void From_AStoredGradingPromptByItsName_TakesItWithItsReader()
    {
        var run = From(Design with { Graders = [new("rehearsal/grader-a", "stored:imported, gpt")] });

        Assert.Equal((Grading.Hash, "prose"), (run.Spec.Gradings[0].Prompt, run.Spec.Gradings[0].Reader));
    }

    [Fact]
    public void From_AStoredPromptThatCouldBeSeveral_ListsThem() =>
        Assert.Equal(
            $"'stored:imported, turn 1' could be several prompts of the store: 'imported, turn 1' ({ContentHash.Short(Imported.Hash)}), "
                + $"'imported, turn 1' ({ContentHash.Short(ImportedLater.Hash)}); give more characters of the hash.",
            Refused(Design with { WritePrompt = "stored:imported, turn 1" }, Imported, ImportedLater)
        );

    [Theory]
    [InlineData("stored:nobody's")]
    [InlineData("stored:imported, gpt")] // there, but for grading
    [InlineData("stored:")]
    public void From_AStoredPromptThatIsNotThere_ListsThoseThatWouldFit(string named) =>
        Assert.Equal(
            $"The store holds no prompt '{named[7..]}' that fits here; there are 'imported, turn 1' ({ContentHash.Short(Imported.Hash)}).",
            Refused(Design with { WritePrompt = named }, Imported, Grading)
        );

    [Fact]
    public void From_AStoredPromptWhereThereIsNoStore_SaysWhatElseCanBeNamed() =>
        Assert.Equal(
            "The store holds no prompt that fits 'stored:1a2b'; generate-revise-gentle or generate-revise, or a file of one's own, was expected.",
            Refused(Design with { RevisePrompt = "stored:1a2b" })
        );

    [Theory]
    [InlineData("mine.md", "table")]
    [InlineData("my-prose.v2.md", "prose")]
    [InlineData("structured.md", "structured")]
    [InlineData("prose-study-structured-1a2b.md", "structured")]
    [InlineData("structured-study-table.md", "table")]
    public void From_AGradingPromptOfOnesOwn_HasTheStyleThatItsFileNameSays(string file, string style)
    {
        File.WriteAllText(Path.Combine(_folder.Path, file), "{nonce} {answer} {rubric}");

        var run = From(Design with { Graders = [new("rehearsal/grader-a", file)] });

        Assert.Equal((style, style), (run.Spec.Gradings[0].Style, run.Spec.Gradings[0].Reader));
    }

    private PreparedRun From(RunDesign design) => PreparedRun.From(design, _folder.Path, [Imported, Grading]);

    private string Refused(RunDesign design, params PromptTemplate[] stored) =>
        Assert.Throws<InvalidDataException>(() => PreparedRun.From(design, _folder.Path, stored)).Message;
}
