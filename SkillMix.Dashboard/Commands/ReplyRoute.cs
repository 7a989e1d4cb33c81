using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;

namespace SkillMix.Dashboard.Commands;

/// <summary>A run whose replies come by files or by batches: what it needs, and what it says at the end.</summary>
/// <param name="models">What is known of the models.</param>
/// <param name="emit">Where requests are written; null for nowhere.</param>
/// <param name="absorb">Files of replies; none for none.</param>
/// <param name="poll">Time between two looks at batches; null for files.</param>
internal sealed class ReplyRoute(ModelDirectory models, string? emit, string[] absorb, TimeSpan? poll)
{
    private const int ProblemsShown = 20;

    private readonly WithheldRequests _withheld = new(models);
    private ReplyFiles? _files;
    private BatchReplies? _batches;

    /// <summary>A name that is none is told before anything is made; for batches a missing key is, too. Files need none.</summary>
    public void Require(IEnumerable<string> names)
    {
        foreach (var name in names.Distinct())
        {
            models.Describe(name);
            if (poll is not null && models.Find(name) is not null && _withheld.TakesFiles(name))
            {
                models.OpenBatches(name);
            }
        }
    }

    public RunPipeline Pipeline(OpenedStore store, ProgressLine bar)
    {
        IReplySource source = poll is { } pace
            ? _batches = new(
                _withheld,
                models,
                store.Requests,
                pace,
                TimeProvider.System,
                new ImmediateProgress<BatchProgress>(at =>
                    bar.Show(at.Done, at.Total, $"requests in batches: {at.Words}")
                )
            )
            : _files = new(_withheld, store.Requests, absorb, emit);
        return new(store.Runs, _withheld, RunHolder.Me(RunHolder.CommandLine), TimeProvider.System, source);
    }

    /// <summary>Says what came of it; problems go to standard error.</summary>
    /// <returns>The exit code.</returns>
    public int Told(Run run, RunOutcome outcome, bool asJson)
    {
        var problems = Reports.SelectMany(report => report.Problems).OrderBy(problem => problem.IsNote).ToList();
        foreach (var problem in problems.Take(ProblemsShown))
        {
            Console.Error.WriteLine(ForeignWords.OnOneLine(problem.ToString()));
        }

        if (problems.Count > ProblemsShown)
        {
            Console.Error.WriteLine($"and {problems.Count - ProblemsShown} more; --json names them all.");
        }

        if (asJson)
        {
            CommonOptions.WriteJson(Document(run, outcome, problems));
        }
        else
        {
            foreach (var line in Lines(outcome))
            {
                Console.WriteLine(ForeignWords.OnOneLine(line));
            }
        }

        return SkillMixCommandLine.CodeOf(
            outcome.IsBudgetReached,
            outcome.Reached.Failures == 0
                && problems.TrueForAll(problem => problem.IsNote)
                && !Unfinished.Any()
                && _batches is null or { Unknown.Count: 0 }
        );
    }

    private IReadOnlyList<ReplyFileReport> Reports => _files?.Reports ?? _batches?.Reports ?? [];

    private IEnumerable<string> Unfinished => (_batches?.Ended ?? []).Select(batch => batch.Problem).OfType<string>();

    private IEnumerable<string> Lines(RunOutcome outcome)
    {
        foreach (var report in Reports)
        {
            yield return $"{report.File}: {Counted(report)}.";
        }

        foreach (var problem in Unfinished)
        {
            yield return problem;
        }

        yield return $"{outcome.Reached.Done} of {outcome.Reached.Total} texts written and graded.";
        foreach (var file in _files?.Written ?? [])
        {
            yield return $"{file.Path}: {file.Requests} requests for {file.Model}.";
        }

        if (_files is { Pending.Total: > 0 } files)
        {
            yield return $"To be asked now: {files.Pending.InWords}. Still to come after that: {files.Later.InWords}.";
        }

        if (outcome.Note is { } note)
        {
            yield return note;
        }
    }

    private static string Counted(ReplyFileReport report)
    {
        (ReplyFileProblemKind Kind, string Words)[] kinds =
        [
            (ReplyFileProblemKind.AlreadyKnown, "already known"),
            (ReplyFileProblemKind.Duplicate, "duplicate"),
            (ReplyFileProblemKind.Unknown, "unknown"),
            (ReplyFileProblemKind.Malformed, "malformed"),
            (ReplyFileProblemKind.ProviderError, "answered with an error"),
        ];
        return string.Join(
            ", ",
            kinds
                .Where(kind => report.Count(kind.Kind) > 0)
                .Select(kind => $"{report.Count(kind.Kind)} {kind.Words}")
                .Prepend($"{report.Taken} of {report.Lines} replies taken")
        );
    }

    private object Document(Run run, RunOutcome outcome, IReadOnlyList<ReplyFileProblem> problems) =>
        new
        {
            run = run.Id.ToString("N"),
            texts = outcome.Reached.Done,
            total = outcome.Reached.Total,
            failures = outcome.Reached.Failures,
            state = outcome.State.ToString().ToLowerInvariant(),
            note = outcome.Note,
            absorbed = Reports.Select(report => new
            {
                file = report.File,
                lines = report.Lines,
                taken = report.Taken,
                already_known = report.Count(ReplyFileProblemKind.AlreadyKnown),
                duplicate = report.Count(ReplyFileProblemKind.Duplicate),
                unknown = report.Count(ReplyFileProblemKind.Unknown),
                malformed = report.Count(ReplyFileProblemKind.Malformed),
                provider_errors = report.Count(ReplyFileProblemKind.ProviderError),
            }),
            problems = problems.Select(problem => new
            {
                file = problem.File,
                line = problem.Line,
                kind = problem.Kind.ToString(),
                id = problem.Id,
                sentence = problem.Sentence,
            }),
            pending = Kinds(_files?.Pending),
            later = Kinds(_files?.Later),
            emitted = _files?.Written.Select(file => new
            {
                path = file.Path,
                model = file.Model,
                requests = file.Requests,
                bytes = file.Bytes,
            }),
            batches = _batches?.Ended.Select(batch => new
            {
                id = batch.Batch.Id,
                model = batch.Batch.Model,
                requests = batch.Batch.Requests,
                state = batch.Batch.State,
                taken = batch.Taken,
                problem = batch.Problem,
            }),
            unknown_batches = _batches?.Unknown,
        };

    private static object? Kinds(RequestKinds? kinds) =>
        kinds is null
            ? null
            : new
            {
                requests = kinds.Total,
                drafts = kinds.Drafts,
                revisions = kinds.Revisions,
                gradings = kinds.Gradings,
            };
}
