using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>Reads a whole file of replies and says of every line what became of it.</summary>
public static class ReplyFile
{
    private static readonly SecretScrubber Scrubber = new();

    /// <summary>Takes every good line, whatever the others are. The text of the file is read line by line and not kept.</summary>
    /// <remarks>
    /// Of several replies to one request the first counts; a failure never stands in the way of a reply, before it or after it.
    /// An empty reply is taken like any other.
    /// </remarks>
    /// <param name="lines">One <see cref="BatchReplyLine"/> per line; blank lines do not count.</param>
    /// <param name="wanted">Ids of the requests that wait for a reply.</param>
    /// <param name="known">Ids of the requests that have a reply already; where an id is in both, it is known.</param>
    /// <param name="fileName">How problems name the file.</param>
    /// <exception cref="IOException">The file cannot be read to its end.</exception>
    public static ReplyFileReport Read(
        TextReader lines,
        IReadOnlySet<string> wanted,
        IReadOnlySet<string> known,
        string fileName,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(known);
        Dictionary<string, ChatResponse> replies = [];
        Dictionary<string, int> lineOf = [];
        List<ReplyFileProblem> problems = [];
        var number = 0;
        var filled = 0;
        while (lines.ReadLine() is { } text)
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            filled++;
            try
            {
                var line = BatchReplyLine.Read(text);
                if (Objection(line) is var (kind, sentence))
                {
                    problems.Add(new(fileName, number, kind, line.Id, sentence));
                }
                else if (line is BatchReplyLine.Answer answer)
                {
                    replies[answer.Id] = answer.Response;
                    lineOf[answer.Id] = number;
                }
            }
            catch (FormatException exception)
            {
                problems.Add(new(fileName, number, ReplyFileProblemKind.Malformed, null, exception.Message));
            }
        }

        var unanswered = wanted.Count(id => !known.Contains(id) && !replies.ContainsKey(id));
        return new(fileName, filled, unanswered, replies, problems);

        (ReplyFileProblemKind Kind, string Sentence)? Objection(BatchReplyLine line)
        {
            var id = Scrubber.Clean(line.Id);
            return known.Contains(line.Id)
                    ? (
                        ReplyFileProblemKind.AlreadyKnown,
                        $"A reply to the request '{id}' is kept already; that one stays."
                    )
                : !wanted.Contains(line.Id) ? (ReplyFileProblemKind.Unknown, $"There is no request with the id '{id}'.")
                : lineOf.TryGetValue(line.Id, out var first)
                    ? (
                        ReplyFileProblemKind.Duplicate,
                        $"The reply to the request '{id}' stands already in line {first}; that one counts."
                    )
                : line is BatchReplyLine.Failure failure
                    ? (
                        ReplyFileProblemKind.ProviderError,
                        $"The provider did not answer the request '{id}'{ReasonOf(failure)}"
                    )
                : null;
        }
    }

    private static string ReasonOf(BatchReplyLine.Failure failure) =>
        (failure.Status is { } status ? $" (HTTP {status})" : "")
        + (failure.Words.Length > 0 ? $": {failure.Words}" : ".");
}
