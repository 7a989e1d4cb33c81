using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>Replies out of files: takes them in, whatever the order of the files, and writes the requests that are left.</summary>
/// <remarks>
/// A reply can ask for another, as a draft does for its revision. So all files are read again until nothing of them is new, and
/// what is told of a file is what its last reading found.
/// </remarks>
/// <param name="models">Gathers what has no reply.</param>
/// <param name="book">Knows which replies came before.</param>
/// <param name="absorbed">Paths of files of replies; none for none.</param>
/// <param name="emitted">Path of the file for the requests that are left; null where they are not to be written.</param>
public sealed class ReplyFiles(
    WithheldRequests models,
    IRequestBook book,
    IReadOnlyList<string> absorbed,
    string? emitted
) : IReplySource
{
    private readonly ReplyFileReport?[] _reports = new ReplyFileReport?[absorbed.Count];

    /// <summary>What the files of replies held, in their order.</summary>
    public IReadOnlyList<ReplyFileReport> Reports => [.. _reports.OfType<ReplyFileReport>()];

    /// <summary>Requests that have no reply.</summary>
    public RequestKinds Pending { get; private set; } = new(0, 0, 0);

    /// <summary>Requests that can only be made once those are answered.</summary>
    public RequestKinds Later { get; private set; } = new(0, 0, 0);

    /// <summary>The files of requests that were written.</summary>
    public IReadOnlyList<WrittenRequestFile> Written { get; private set; } = [];

    /// <summary>Requests to models that take no files, such as Anthropic's: they are asked directly.</summary>
    public int Unwritable { get; private set; }

    /// <inheritdoc/>
    public async Task<RunOutcome?> NextAsync(RunPass pass, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pass);
        var pending = models.Take();
        var intake = new ReplyIntake(pass, models, book);
        var came = 0;
        for (var i = 0; i < absorbed.Count; i++)
        {
            using var lines = new StreamReader(absorbed[i]);
            string[] before = [.. _reports[i]?.Replies.Keys ?? []];
            (_reports[i], var fresh) = await intake.TakeAsync(lines, absorbed[i], pending, before, cancellationToken);
            came += fresh;
        }

        if (came > 0)
        {
            return null;
        }

        Pending = RequestKinds.Of(pending);
        Later = Pending.After(pass.Asked, name => models.Describe(name).IsSimulated);
        Unwritable = pending.Count(request => !models.TakesFiles(request.Request.Model));
        if (emitted is not null)
        {
            Written = await RequestFiles.WriteAsync(
                emitted,
                [.. pending.Select(request => request.Request).Where(request => models.TakesFiles(request.Model))],
                models.SpecOf,
                cancellationToken
            );
        }

        return pending.Count == 0 ? pass.Outcome : pass.Outcome with { Note = Note(pass.Asked.Run, pending.Count) };
    }

    private string Note(Run run, int pending)
    {
        string[] sentences =
        [
            emitted is null
                ? $"{Count(pending)} no reply yet; 'skillmix resume {run.Id:N} --emit requests.jsonl' writes what is to be asked."
            : Written.Count == 0 ? ""
            : $"{Written.Sum(file => file.Requests)} requests written to {string.Join(", ", Written.Select(file => file.Path))}; take the replies in with 'skillmix resume {run.Id:N} --absorb …'.",
            emitted is null || Unwritable == 0
                ? ""
                : $"{Unwritable} requests are to models that take no files; 'skillmix resume {run.Id:N}' asks them directly.",
        ];
        return string.Join(' ', sentences.Where(sentence => sentence.Length > 0));
    }

    private static string Count(int requests) => requests == 1 ? "1 request has" : $"{requests} requests have";
}
