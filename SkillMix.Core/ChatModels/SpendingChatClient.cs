using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>Checks the worst case of every request against the budget before it is sent, and settles what it cost.</summary>
/// <remarks>
/// Belongs right above the provider, below retries and pacing, so that every try is checked when it is sent. A try that failed
/// without an answer is charged its worst case where the provider may have done the work (<see cref="ProviderException.MayHaveCost"/>).
/// </remarks>
/// <param name="inner">Asks once.</param>
/// <param name="model">For its prices and its context size.</param>
/// <param name="budget">Shared by all models of a run.</param>
public sealed class SpendingChatClient(IChatClient inner, ModelSpec model, Budget budget) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<ChatMessage> conversation = [.. messages];
        var worst = WorstCase(conversation, options);
        var meter = RequestNotes.MeterOf(options);
        await budget.ReserveAsync(worst, cancellationToken);
        var (actual, isAnswered) = (Spending.None, false);
        try
        {
            meter?.BeginTry();
            actual = worst;
            var response = await base.GetResponseAsync(conversation, options, cancellationToken);
            (actual, isAnswered) = (Cost(response.Usage) ?? worst, true);
            return response;
        }
        catch (ProviderException failure) when (!failure.MayHaveCost)
        {
            actual = new(0, 0, 1);
            throw;
        }
        finally
        {
            budget.Settle(worst, actual);
            meter?.EndTry(actual, isAnswered);
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<ChatMessage> conversation = [.. messages];
        var worst = WorstCase(conversation, options);
        var meter = RequestNotes.MeterOf(options);
        await budget.ReserveAsync(worst, cancellationToken);
        var (actual, isAnswered) = (Spending.None, false);
        try
        {
            meter?.BeginTry();
            actual = worst;
            UsageDetails? usage = null;
            await using var updates = base.GetStreamingResponseAsync(conversation, options, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync())
                    {
                        break;
                    }
                }
                catch (ProviderException failure) when (!failure.MayHaveCost)
                {
                    actual = new(0, 0, 1);
                    throw;
                }

                usage = TokenEstimate.Add(usage, updates.Current);
                yield return updates.Current;
            }

            (actual, isAnswered) = (Cost(usage) ?? worst, true);
        }
        finally
        {
            budget.Settle(worst, actual);
            meter?.EndTry(actual, isAnswered);
        }
    }

    private Spending WorstCase(IReadOnlyList<ChatMessage> messages, ChatOptions? options) =>
        ModelCost.AtMost(model, budget.Limits, messages, options);

    /// <summary>Null where the provider does not say what it used.</summary>
    private Spending? Cost(UsageDetails? usage) => ModelCost.Of(model, usage);
}
