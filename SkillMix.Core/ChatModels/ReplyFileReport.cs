using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>Why a line of a file of replies was not taken.</summary>
public enum ReplyFileProblemKind
{
    /// <summary>The line is neither an answer nor a failure.</summary>
    Malformed,

    /// <summary>The line answers a request that nobody made.</summary>
    Unknown,

    /// <summary>An earlier line of the same file answers the same request.</summary>
    Duplicate,

    /// <summary>The request had a reply before the file was read. No mistake: a file may be read twice.</summary>
    AlreadyKnown,

    /// <summary>The provider did not answer; its words are in the sentence.</summary>
    ProviderError,
}

/// <summary>A line that was not taken.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Number of the line, from 1; blank lines are counted.</param>
/// <param name="Kind">Why it was not taken.</param>
/// <param name="Id">The custom_id of the line; null where it could not be read.</param>
/// <param name="Sentence">What is wrong, in one sentence, without keys.</param>
public sealed record ReplyFileProblem(string File, int Line, ReplyFileProblemKind Kind, string? Id, string Sentence)
{
    /// <summary>Whether it is worth knowing but no mistake.</summary>
    public bool IsNote => Kind is ReplyFileProblemKind.AlreadyKnown;

    /// <summary>"file, line n: sentence".</summary>
    public override string ToString() => $"{File}, line {Line}: {Sentence}";
}

/// <summary>What a file of replies held.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Lines">Lines that are not blank: those taken and those that are problems.</param>
/// <param name="Unanswered">Wanted requests that have no reply even now.</param>
/// <param name="Replies">The replies taken, by the id of their request.</param>
/// <param name="Problems">Every line not taken, in the order of the file.</param>
public sealed record ReplyFileReport(
    string File,
    int Lines,
    int Unanswered,
    IReadOnlyDictionary<string, ChatResponse> Replies,
    IReadOnlyList<ReplyFileProblem> Problems
)
{
    /// <summary>Lines of which the reply was taken.</summary>
    public int Taken => Replies.Count;

    /// <summary>Lines that were not taken for this reason.</summary>
    public int Count(ReplyFileProblemKind kind) => Problems.Count(problem => problem.Kind == kind);
}
