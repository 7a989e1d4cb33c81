using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Exchange;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Storage;

/// <summary>Queues, decisions and guidelines of one SQLite file. Decisions are events: added, never changed.</summary>
/// <remarks>Safe for many callers and processes at once; what one has open, no other is given.</remarks>
public sealed class AnnotationBook(StoreFile file, TimeProvider clock)
{
    /// <summary>The units that a queue could be chosen from.</summary>
    /// <param name="filter">Which generations; under <see cref="QueueUnit.Tuple"/> each brings the others of its tuple, student and run.</param>
    /// <param name="unit">What is one unit.</param>
    /// <param name="panel">Which graders vote, and how.</param>
    /// <param name="alsoUngraded">Whether texts that no grader has seen are in it, too.</param>
    public Task<QueuePool> PoolAsync(
        GenerationFilter filter,
        QueueUnit unit,
        PanelSpec panel,
        bool alsoUngraded,
        CancellationToken cancellationToken
    ) => file.AskAsync(connection => PoolReader.Read(connection, filter, unit, panel, alsoUngraded), cancellationToken);

    /// <summary>Makes a queue. From now on its pool, its probabilities and the graders' verdicts stay as they are.</summary>
    /// <param name="draft">The queue as it was drawn.</param>
    /// <param name="panel">Under which its pool was read; with the pool's graders by name, so that later ones stay out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its public id.</returns>
    /// <exception cref="ArgumentException">There is one of that name, or nothing was drawn.</exception>
    public Task<Guid> MakeAsync(QueueDraft draft, PanelSpec panel, CancellationToken cancellationToken)
    {
        if (!draft.Items.Any())
        {
            throw new ArgumentException(
                "No unit was drawn, so there would be nothing to label: raise the budget, or choose another filter."
            );
        }

        return file.ChangeAsync(
            (connection, transaction) =>
            {
                GuidelineRows.KeepFirst(connection, transaction, clock);
                return new QueueWriter(connection, transaction, clock).Write(draft, panel);
            },
            cancellationToken
        );
    }

    /// <summary>All queues, the newest first.</summary>
    public Task<IReadOnlyList<QueueSummary>> QueuesAsync(CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<QueueSummary>>(QueueReader.Summaries, cancellationToken);

    /// <summary>A queue by its public id, or by its name.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one begins so.</exception>
    public async Task<QueueSummary> FindAsync(string nameOrId, CancellationToken cancellationToken)
    {
        var queues = await QueuesAsync(cancellationToken);
        return queues.FirstOrDefault(queue => queue.Spec.Name == nameOrId)
            ?? queues.FirstOrDefault(queue => Guid.TryParse(nameOrId, out var id) && queue.Id == id)
            ?? throw new ArgumentException(
                queues.Count == 0
                    ? $"There is no queue '{nameOrId}'; there are none in this store yet."
                    : $"There is no queue '{nameOrId}'; there are {string.Join(", ", queues.Select(queue => $"'{queue.Spec.Name}'"))}."
            );
    }

    /// <summary>Opens the next item for a person's browser, or one that is asked for, and locks it for others.</summary>
    /// <param name="queue">Public id of the queue.</param>
    /// <param name="who">The person.</param>
    /// <param name="session">Names the browser: it gets back what it has open, and another browser never does.</param>
    /// <param name="item">The item asked for; null for the next one.</param>
    /// <returns>The item; null where there is none left for this person now.</returns>
    /// <exception cref="ArgumentException">The queue is not this person's, or the item is open elsewhere.</exception>
    public Task<Guid?> OpenAsync(
        Guid queue,
        Annotator who,
        string session,
        Guid? item,
        CancellationToken cancellationToken
    ) =>
        file.ChangeAsync(
            (connection, transaction) =>
            {
                var (row, spec) = QueueReader.Head(connection, transaction, queue);
                RequirePlace(spec, who);
                var person = new DecisionWriter(connection, transaction, clock).PersonRow(who);
                var locks = new QueueLocks(connection, transaction, clock);
                var next = item;
                if (next is null)
                {
                    next = locks.Next(row, person, session, 1) is [var first] ? first : null;
                }

                locks.Release(row, session, except: next);
                if (next is { } wanted && (!locks.MayOpen(row, wanted, person) || !locks.Take(wanted, person, session)))
                {
                    throw new ArgumentException(
                        locks.Elsewhere(wanted, who)
                            ?? $"There is no item {wanted:N} for you to label in this queue: it has its labels, or the link is cut off."
                    );
                }

                return next;
            },
            cancellationToken
        );

    /// <summary>The items that this browser would get next, the one it has open left out; nothing is locked by looking.</summary>
    public Task<IReadOnlyList<Guid>> AheadAsync(
        Guid queue,
        Annotator who,
        string session,
        Guid open,
        int count,
        CancellationToken cancellationToken
    ) =>
        file.ChangeAsync<IReadOnlyList<Guid>>(
            (connection, transaction) =>
            {
                var (row, _) = QueueReader.Head(connection, transaction, queue);
                var person = new DecisionWriter(connection, transaction, clock).PersonRow(who);
                return
                [
                    .. new QueueLocks(connection, transaction, clock)
                        .Next(row, person, session, count + 1)
                        .Where(item => item != open)
                        .Take(count),
                ];
            },
            cancellationToken
        );

    /// <summary>The item that a person completed or skipped last; null where there is none.</summary>
    public Task<Guid?> LastEndedAsync(Guid queue, Annotator who, CancellationToken cancellationToken) =>
        file.AskAsync(
            connection =>
                connection.Rows(
                    """
                    SELECT i.public_id FROM queue_work w JOIN queue_items i ON i.id = w.queue_item_id
                    WHERE i.queue_id = (SELECT id FROM queues WHERE public_id = ?1) AND w.state > 0
                      AND w.annotator_id = (SELECT id FROM annotators WHERE public_id = ?2)
                    ORDER BY w.changed DESC, i.position DESC LIMIT 1
                    """,
                    reader => PublicId.FromBytes(reader.GetFieldValue<byte[]>(0)),
                    queue,
                    who.Id
                )
                    is [var last]
                    ? last
                    : (Guid?)null,
            cancellationToken
        );

    /// <summary>Lets go of what a browser has open, for instance when its page is closed.</summary>
    public Task ReleaseAsync(Guid queue, string session, CancellationToken cancellationToken) =>
        file.ChangeAsync(
            (connection, transaction) =>
            {
                var (row, _) = QueueReader.Head(connection, transaction, queue);
                new QueueLocks(connection, transaction, clock).Release(row, session);
                return 0;
            },
            cancellationToken
        );

    /// <summary>Keeps events of annotation, all or none. An event whose key came before is not added again.</summary>
    /// <param name="decisions">In the order in which they happened.</param>
    /// <param name="session">The browser they come from, whose lock is renewed; null where there is none.</param>
    /// <returns>How many were new.</returns>
    /// <exception cref="KeyNotFoundException">The store holds no such text or item.</exception>
    /// <exception cref="ArgumentException">The text has no such criterion, or the marked words are no place in any text.</exception>
    public Task<int> KeepAsync(
        IReadOnlyList<Decision> decisions,
        string? session,
        CancellationToken cancellationToken
    ) =>
        file.ChangeAsync(
            (connection, transaction) =>
            {
                var writer = new DecisionWriter(connection, transaction, clock);
                if (session is not null && decisions is [{ Item: { } item, Annotator: var who }, ..])
                {
                    new QueueLocks(connection, transaction, clock).Take(item, writer.PersonRow(who), session);
                }

                return writer.Write(decisions);
            },
            cancellationToken
        );

    /// <summary>One item with everything that people did on it; null where there is none.</summary>
    public Task<QueueItem?> ItemAsync(Guid item, CancellationToken cancellationToken) =>
        file.AskAsync(
            connection => QueueReader.Items(connection, "i.public_id = ?1", item) is [var one] ? one : null,
            cancellationToken
        );

    /// <summary>All items of a queue, in its order.</summary>
    public Task<IReadOnlyList<QueueItem>> ItemsAsync(Guid queue, CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<QueueItem>>(
            connection =>
                QueueReader.Items(connection, "i.queue_id = (SELECT id FROM queues WHERE public_id = ?1)", queue),
            cancellationToken
        );

    /// <summary>Everything that people did on a text, in queues and outside of them.</summary>
    public Task<IReadOnlyList<Decision>> OnTextAsync(Guid generation, CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<Decision>>(
            connection => DecisionRows.Where(connection, null, "g.public_id = ?1", generation),
            cancellationToken
        );

    /// <summary>A queue with its whole pool and everything that people said, for measuring.</summary>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public Task<LabelledPool> MeasuredAsync(Guid queue, CancellationToken cancellationToken) =>
        file.AskAsync(connection => AnnotatedReader.Queue(connection, queue), cancellationToken);

    /// <summary>All texts that people judged, in every queue and outside of them; a text stands there once for each.</summary>
    public Task<IReadOnlyList<AnnotatedText>> JudgedAsync(PanelSpec panel, CancellationToken cancellationToken) =>
        file.AskAsync(connection => AnnotatedReader.All(connection, panel), cancellationToken);

    /// <summary>Changes whenever a queue was made or somebody did something: what was measured before may not hold any more.</summary>
    public Task<string> VersionAsync(CancellationToken cancellationToken) =>
        file.AskAsync(
            connection =>
                connection.Rows(
                    "SELECT (SELECT coalesce(max(id), 0) FROM decisions), (SELECT coalesce(max(id), 0) FROM queues)",
                    reader => FormattableString.Invariant($"{reader.GetInt64(0)}-{reader.GetInt64(1)}")
                )[0],
            cancellationToken
        );

    /// <summary>The guideline of each kind that holds now, in the order of the rubric.</summary>
    public async Task<IReadOnlyList<Guideline>> GuidelinesAsync(CancellationToken cancellationToken) =>
        [
            .. (await GuidelineVersionsAsync(cancellationToken))
                .GroupBy(guideline => guideline.Kind)
                .Select(Guideline.InForce),
        ];

    /// <summary>All versions of all guidelines; before the first queue, the texts that it will begin with.</summary>
    public Task<IReadOnlyList<Guideline>> GuidelineVersionsAsync(CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<Guideline>>(
            connection =>
                GuidelineRows.Read(connection) is { Count: > 0 } kept ? kept : [.. GuidelineRows.First(clock)],
            cancellationToken
        );

    /// <summary>Writes a new version of a guideline; the same text again makes none.</summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public Task WriteGuidelineAsync(CriterionKind kind, string text, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ArgumentException("A guideline needs a text; write what counts as met and what does not.");
        }

        return file.ChangeAsync(
            (connection, transaction) =>
            {
                GuidelineRows.KeepFirst(connection, transaction, clock);
                GuidelineRows.Add(connection, transaction, kind, text, clock);
                return 0;
            },
            cancellationToken
        );
    }

    /// <summary>Events as files hold them, in the order of time.</summary>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public Task<IReadOnlyList<DecisionLine>> LinesAsync(DecisionScope scope, CancellationToken cancellationToken) =>
        file.AskAsync(connection => DecisionLines.Read(connection, scope), cancellationToken);

    /// <summary>Takes the events of a file in, those that can be, all or none of them. Done twice, it changes nothing.</summary>
    /// <param name="reading">The file.</param>
    /// <param name="queue">Name of the queue here that its items belong to; null where it is called as in the file.</param>
    public Task<DecisionReport> TakeInAsync(
        DecisionReading reading,
        string? queue,
        CancellationToken cancellationToken
    ) =>
        file.ChangeAsync(
            (connection, transaction) =>
            {
                using var intake = new DecisionIntake(connection, transaction);
                var (decisions, report) = intake.Sort(reading, queue);
                new DecisionWriter(connection, transaction, clock).Write(decisions);
                return report;
            },
            cancellationToken
        );

    /// <summary>What <see cref="TakeInAsync"/> would come to; nothing is changed.</summary>
    public Task<DecisionReport> TryAsync(DecisionReading reading, string? queue, CancellationToken cancellationToken) =>
        file.AskAsync(
            connection =>
            {
                using var intake = new DecisionIntake(connection, null);
                return intake.Sort(reading, queue).Report;
            },
            cancellationToken
        );

    /// <summary>Everybody who has a name in the store, by name.</summary>
    public Task<IReadOnlyList<Annotator>> AnnotatorsAsync(CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<Annotator>>(
            connection =>
                connection.Rows(
                    "SELECT public_id, name FROM annotators ORDER BY name, id",
                    reader => new Annotator(PublicId.FromBytes(reader.GetFieldValue<byte[]>(0)), reader.GetString(1))
                ),
            cancellationToken
        );

    private static void RequirePlace(QueueSpec spec, Annotator who)
    {
        if (spec.Annotators.Count > 0 && spec.Annotators.All(one => one.Id != who.Id))
        {
            throw new ArgumentException(
                $"The queue '{spec.Name}' is for {string.Join(", ", spec.Annotators.Select(one => one.Name))}, and you are {who.Name}."
            );
        }
    }
}
