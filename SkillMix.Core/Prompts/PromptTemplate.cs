using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Prompts;

/// <summary>What a prompt asks for.</summary>
public enum PromptKind
{
    /// <summary>First turn of a generation: write a text.</summary>
    GenerationWrite,

    /// <summary>Second turn of a generation: look over the text and improve it.</summary>
    GenerationRevise,

    /// <summary>Grading with a table of points.</summary>
    GradingTable,

    /// <summary>Grading in prose, a point per item.</summary>
    GradingProse,

    /// <summary>Grading as JSON: reasons, quoted evidence and a verdict per criterion, with a fence that the text cannot close.</summary>
    GradingStructured,
}

/// <summary>A prompt with slots in braces; <see cref="PromptSlots"/> lists what they stand for.</summary>
/// <param name="Name">Name of the template, for instance "grade-table".</param>
/// <param name="Version">Version of the text under this name, from 1.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Text">The template, byte for byte.</param>
/// <param name="ReaderKey">Which reader understands the reply: "answer", "table", "prose" or "structured".</param>
public sealed record PromptTemplate(string Name, int Version, PromptKind Kind, string Text, string ReaderKey)
{
    /// <summary>SHA-256 of the text's UTF-8 bytes, 64 lower-case hexadecimal digits.</summary>
    public string Hash => ContentHash.Of(Text);

    /// <summary>The words before a skill's name in the rubric; "Contains" in prose style and "Correctly illustrates" else, unless set.</summary>
    public string SkillWording
    {
        get => field ?? RubricWords.WordingOf(Kind);
        init;
    }

    /// <summary>The published prompt that this text is, word for word; null for every other text.</summary>
    /// <remarks>Results under other prompts are not comparable with published points.</remarks>
    public KnownPrompt? Known => KnownPrompts.Find(Hash);

    /// <summary>The reader that goes with a kind of prompt.</summary>
    public static string ReaderKeyOf(PromptKind kind) =>
        kind switch
        {
            PromptKind.GradingTable => "table",
            PromptKind.GradingProse => "prose",
            PromptKind.GradingStructured => "structured",
            _ => "answer",
        };
}
