using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>Takes replies out of files into the log of a run, at the price that they have in batches.</summary>
/// <param name="pass">The run and its log.</param>
/// <param name="models">What a reply costs.</param>
/// <param name="book">Which replies came before.</param>
internal sealed class ReplyIntake(RunPass pass, WithheldRequests models, IRequestBook book)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes every reply that is wanted. Returns once all of them are kept.</summary>
    /// <param name="lines">Lines as a provider writes them.</param>
    /// <param name="name">How problems name the file.</param>
    /// <param name="pending">What waits for a reply.</param>
    /// <param name="before">Ids of the replies that an earlier reading of the same lines took: they are reported again, and kept once.</param>
    /// <returns>What the lines held, and how many of the replies are new.</returns>
    public async Task<(ReplyFileReport Report, int New)> TakeAsync(
        TextReader lines,
        string name,
        IReadOnlyList<WithheldRequest> pending,
        IReadOnlyCollection<string> before,
        CancellationToken cancellationToken
    )
    {
        var wanted = pending
            .Where(request => !_taken.Contains(request.Id))
            .ToDictionary(request => request.Id, StringComparer.Ordinal);

        // A reply that the log has forgotten, and that is wanted again, is taken again.
        var known = (await book.AnsweredAsync(pass.Asked.Run, cancellationToken))
            .Where(id => !wanted.ContainsKey(id) && !before.Contains(id))
            .ToHashSet(StringComparer.Ordinal);
        var report = ReplyFile.Read(
            lines,
            wanted.Keys.Concat(before).ToHashSet(StringComparer.Ordinal),
            known,
            name,
            cancellationToken
        );
        var fresh = report
            .Replies.Where(reply => wanted.ContainsKey(reply.Key) && !before.Contains(reply.Key))
            .ToList();
        await Task.WhenAll(fresh.Select(reply => KeepAsync(wanted[reply.Key], reply.Value)));
        _taken.UnionWith(fresh.Select(reply => reply.Key));
        return (report, fresh.Count);
    }

    private Task KeepAsync(WithheldRequest request, ChatResponse reply)
    {
        var model = request.Request.Model;
        var spent = ModelCost.Of(models.SpecOf(model).InBatches(), reply.Usage) ?? new Spending(0, 0, 1);
        pass.Budget.Settle(Spending.None, spent);
        return pass.Log.KeepAsync(new(request.Id, model, request.Role, reply, spent, 1, TimeSpan.Zero));
    }
}
