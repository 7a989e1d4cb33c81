using System.Text;
using SkillMix.Core.Exchange;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard;

/// <summary>What people decided, as files to save.</summary>
public static class AnnotationFiles
{
    private const int LongestName = 60;

    /// <summary>Writes events, or the verdicts that hold; the stream stays open.</summary>
    public static Task WriteAsync(
        IReadOnlyList<DecisionLine> lines,
        bool onlyVerdicts,
        TableForm form,
        Stream to,
        CancellationToken cancellationToken
    ) =>
        onlyVerdicts
            ? VerdictFile.WriteAsync(VerdictLine.Of(lines), form, to, cancellationToken)
            : DecisionFile.WriteAsync(lines, form, to, cancellationToken);

    /// <summary>The addresses: decisions and verdicts of a queue, each in both forms. They are the owners'.</summary>
    public static void MapAnnotationFiles(this WebApplication app)
    {
        foreach (var what in (string[])["decisions", "verdicts"])
        {
            foreach (
                var (ending, form) in (ReadOnlySpan<(string, TableForm)>)
                    [("csv", TableForm.Csv), ("jsonl", TableForm.JsonLines)]
            )
            {
                app.MapGet(
                        $"{SkillMixUrls.AnnotatePath}/{{queue:guid}}/{what}.{ending}",
                        (Guid queue, CurrentStore store, CancellationToken cancellationToken) =>
                            FileAsync(store.Now.Annotation, queue, what, ending, form, cancellationToken)
                    )
                    .RequireAuthorization(Access.Owner);
            }
        }
    }

    private static async Task<IResult> FileAsync(
        AnnotationBook book,
        Guid id,
        string what,
        string ending,
        TableForm form,
        CancellationToken cancellationToken
    )
    {
        var queues = await book.QueuesAsync(cancellationToken);
        if (queues.FirstOrDefault(queue => queue.Id == id) is not { } queue)
        {
            return Results.Text(
                $"This store holds no queue {id:N}. It may be in another store, or the link may be cut off.",
                statusCode: StatusCodes.Status404NotFound
            );
        }

        var lines = await book.LinesAsync(new DecisionScope.Within(id), cancellationToken);
        return Results.Stream(
            stream => WriteAsync(lines, what == "verdicts", form, stream, cancellationToken),
            form == TableForm.Csv ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8",
            $"{SafeName(queue.Spec.Name)}-{what}.{ending}"
        );
    }

    /// <summary>Letters, digits and hyphens, so that no name reaches into a folder or a header.</summary>
    private static string SafeName(string name)
    {
        var safe = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                safe.Append(letter);
            }
            else if (safe.Length > 0 && safe[^1] != '-')
            {
                safe.Append('-');
            }
        }

        var cut = safe.ToString(0, Math.Min(safe.Length, LongestName)).Trim('-');
        return cut.Length == 0 ? "queue" : cut;
    }
}
