using SkillMix.Core.Catalogue;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>What makes two numbers comparable, in readable lines; its hash is the protocol fingerprint.</summary>
/// <remarks>
/// Student, k and setting are not in it: a curve joins points over k, and a comparison joins students. Whatever else must be
/// the same for that to be fair is.
/// </remarks>
public static class ProtocolRecipe
{
    /// <summary>The recipe of a run's texts.</summary>
    /// <param name="sampling">One of the run's samples; its k and setting do not enter.</param>
    /// <param name="write">The prompt of turn 1; null where an imported run does not show it.</param>
    /// <param name="revise">The prompt of turn 2; null for none.</param>
    /// <param name="generation">The rest of what was asked; null for an imported run, which does not say.</param>
    /// <param name="isSimulated">Made by rehearsal models.</param>
    public static string OfTexts(
        SamplingSpec sampling,
        PromptTemplate? write,
        PromptTemplate? revise,
        GenerationSpec? generation,
        bool isSimulated
    ) =>
        string.Join(
            '\n',
            "protocol: 1",
            $"catalogue: {ContentHash.Short(sampling.CatalogueHash)}",
            sampling.Mode == SamplingMode.Picked
                ? Invariant(
                    $"sampling: {sampling.Count} tuples picked by hand, {ContentHash.Short(sampling.TuplesHash!)}"
                )
                : Invariant(
                    $"sampling: {sampling.Mode}, {sampling.Count} tuples, seed {sampling.Seed}, name {sampling.Name}"
                ) + (sampling.Without.Count == 0 ? "" : $", without {string.Join("; ", sampling.Without)}"),
            $"prompt of turn 1: {Prompt(write)}",
            $"prompt of turn 2: {Prompt(revise)}",
            generation is null
                ? "texts: as imported"
                : Invariant(
                    $"texts: {generation.Rounds} per tuple, temperature {generation.Temperature}, at most {generation.MaxTokens} tokens, system prompt {generation.SystemPrompt ?? "none"}"
                )
                    + (generation.TopP is { } topP ? Invariant($", top-p {topP}") : "")
                    + (generation.RepetitionPenalty is { } penalty ? Invariant($", repetition penalty {penalty}") : ""),
            $"students: {(isSimulated ? "simulated" : "measured")}"
        );

    /// <summary>The lines that a grading adds.</summary>
    /// <param name="options">Options of the grader, as <see cref="GradingSpec.OptionsIn"/> says them.</param>
    public static string OfGrading(
        string grader,
        bool isSimulated,
        string style,
        string reader,
        string options,
        string? promptName,
        string? promptHash
    ) =>
        string.Join(
            '\n',
            $"grader: {grader}{(isSimulated ? " (simulated)" : "")}",
            $"grading prompt: {promptName ?? "not known"}{(promptHash is null ? "" : $" {ContentHash.Short(promptHash)}")}, style {style}, reader {reader}, {options}"
        );

    private static string Prompt(PromptTemplate? prompt) =>
        prompt is null ? "none" : $"{prompt.Known?.Title ?? prompt.Name} {ContentHash.Short(prompt.Hash)}";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
