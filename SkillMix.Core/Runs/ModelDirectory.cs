using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Rehearsal;

namespace SkillMix.Core.Runs;

/// <summary>
/// Every model that can be asked by name: rehearsal models by themselves, all others through their provider, with retries and
/// at their endpoint's pace.
/// </summary>
/// <param name="file">What is known of models beyond their names.</param>
/// <param name="keys">Where keys and base addresses are.</param>
/// <param name="pace">How fast each endpoint may be asked, and how often for one reply.</param>
/// <param name="clock">Measures and waits.</param>
/// <param name="limiters">
/// Doors to the endpoints, for runs of one process to share: who opens a model last sets the pace of its endpoint for all.
/// Null for doors of its own.
/// </param>
public sealed class ModelDirectory(
    ModelsFile file,
    IKeyRing keys,
    RunPace pace,
    TimeProvider clock,
    EndpointLimiters? limiters = null
) : IModelDirectory
{
    private readonly EndpointLimiters _limiters = limiters ?? new(clock);
    private readonly EndpointPace _endpoint = new(pace.InFlight, pace.RequestsPerMinute, pace.TokensPerMinute);
    private readonly RetryPace _retry = RetryPace.Default with { MaxTries = pace.Tries };

    /// <summary>What the store keeps of a model.</summary>
    /// <exception cref="ArgumentException">The name begins with "rehearsal/" and there is no such rehearsal model.</exception>
    /// <exception cref="FormatException">The name is not in the file and is not "provider/model".</exception>
    public StudyModel Describe(string name)
    {
        if (IsRehearsal(name))
        {
            return RehearsalModels.Describe(name);
        }

        var model = file.Find(name);
        return new StudyModel(name, IsSimulated: false, model.BaseModel, model.TrainingSet)
        {
            FilteredBy = model.FilteredBy,
        };
    }

    /// <summary>Where a model is asked and what it costs; null for a rehearsal model.</summary>
    /// <exception cref="ArgumentException">The name begins with "rehearsal/" and there is no such rehearsal model.</exception>
    /// <exception cref="FormatException">The name is not in the file and is not "provider/model".</exception>
    public ModelSpec? Find(string name)
    {
        if (!IsRehearsal(name))
        {
            return file.Find(name);
        }

        RehearsalModels.Describe(name);
        return null;
    }

    /// <summary>The client of a model.</summary>
    /// <exception cref="InvalidOperationException">Its key or its address is missing; the sentence names the variable.</exception>
    public IChatClient Open(string name, Budget budget)
    {
        if (IsRehearsal(name))
        {
            return RehearsalModels.Create(name);
        }

        var model = file.Find(name);
        var limiter = _limiters.For(ChatModelFactory.EndpointOf(model, keys), _endpoint);
        var spending = new SpendingChatClient(ChatModelFactory.Create(model, keys), model, budget);
        var paced = new PacedChatClient(spending, limiter);
        return new SeedlessChatClient(new RetryingChatClient(paced, _retry, clock, Random.Shared));
    }

    /// <summary>Where batches for a model are handed in and fetched.</summary>
    /// <exception cref="InvalidOperationException">Its provider takes no batches, or its key or its address is missing.</exception>
    public BatchEndpoint OpenBatches(string name) =>
        ChatModelFactory.CreateBatches(file.Find(name), keys, clock: clock);

    /// <summary>A name that is none, or a key that is missing, is told before anything is made.</summary>
    /// <exception cref="InvalidOperationException">A key or an address is missing; the sentence names the variable.</exception>
    /// <exception cref="FormatException">A name is not "provider/model".</exception>
    /// <exception cref="ArgumentException">There is no such rehearsal model.</exception>
    public void Require(IEnumerable<string> names)
    {
        var nothing = new Budget(new BudgetLimits());
        foreach (var name in names)
        {
            Describe(name);
            using var client = Open(name, nothing);
        }
    }

    /// <summary>The same, and what a budget has to know of each model.</summary>
    /// <param name="asked">The models, each with the longest reply that it is asked for.</param>
    /// <exception cref="InvalidOperationException">A key, an address, a price or a longest reply is missing; the sentence names it.</exception>
    public void Require(IEnumerable<(string Model, int? MostTokens)> asked, BudgetLimits limits)
    {
        var all = asked.ToList();
        Require(all.Select(one => one.Model).Distinct());
        foreach (var (name, mostTokens) in all)
        {
            if (Find(name) is { } model)
            {
                ModelCost.Require(model, limits, mostTokens);
            }
        }
    }

    private static bool IsRehearsal(string name) => name.StartsWith("rehearsal/", StringComparison.Ordinal);

    /// <summary>
    /// The seed of a text is what makes rehearsals repeatable. No spec asks for it, so no provider is sent it: what goes over
    /// the wire is exactly what was asked.
    /// </summary>
    private sealed class SeedlessChatClient(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        ) => base.GetResponseAsync(messages, RequestNotes.Seedless(options), cancellationToken);

        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        ) => base.GetStreamingResponseAsync(messages, RequestNotes.Seedless(options), cancellationToken);
    }
}
