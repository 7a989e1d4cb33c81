namespace SkillMix.Core.ChatModels;

/// <summary>What requests cost, or may cost.</summary>
/// <param name="Usd">US dollars; 0 for a model without a price.</param>
/// <param name="Tokens">Tokens of prompt and reply together.</param>
/// <param name="Requests">How many requests.</param>
public sealed record Spending(decimal Usd, long Tokens, long Requests)
{
    /// <summary>Nothing.</summary>
    public static Spending None { get; } = new(0, 0, 0);

    public static Spending operator +(Spending a, Spending b) =>
        new(a.Usd + b.Usd, a.Tokens + b.Tokens, a.Requests + b.Requests);

    public static Spending operator -(Spending a, Spending b) =>
        new(a.Usd - b.Usd, a.Tokens - b.Tokens, a.Requests - b.Requests);
}

/// <summary>The most that may be spent; null for no limit.</summary>
public sealed record BudgetLimits(decimal? Usd = null, long? Tokens = null, long? Requests = null);

/// <summary>The next request could go over the budget. Nothing was sent.</summary>
public sealed class BudgetReachedException(string message) : RequestWithheldException(message);

/// <summary>What a run may spend. Shared by all its models; safe for use in parallel.</summary>
/// <remarks>
/// A request is let go only where everything spent, everything that requests in flight may cost at worst, and its own worst case
/// fit the limits. Where only those in flight are in the way, it waits for them: they nearly always cost less than their worst case.
/// </remarks>
/// <param name="limits">The most.</param>
/// <param name="before">What was spent already, when a run goes on; null for nothing.</param>
public sealed class Budget(BudgetLimits limits, Spending? before = null)
{
    private readonly Lock _lock = new();
    private Spending _spent = before ?? Spending.None;
    private Spending _inFlight = Spending.None;
    private TaskCompletionSource _settled = NewSignal();

    /// <summary>The most.</summary>
    public BudgetLimits Limits { get; } = limits;

    /// <summary>What is spent, without what is in flight.</summary>
    public Spending Spent
    {
        get
        {
            lock (_lock)
            {
                return _spent;
            }
        }
    }

    /// <summary>Makes sure that this much may still be spent beside what is in flight; sets nothing aside.</summary>
    /// <exception cref="BudgetReachedException">It could go over the budget.</exception>
    public void Require(Spending worst)
    {
        ArgumentNullException.ThrowIfNull(worst);
        lock (_lock)
        {
            if (WhatIsOver(_spent + _inFlight + worst) is { } over)
            {
                throw new BudgetReachedException(over);
            }
        }
    }

    /// <summary>Sets the worst case of a request aside. Call <see cref="Settle"/> when it has ended.</summary>
    /// <exception cref="BudgetReachedException">It could go over the budget whatever those in flight cost.</exception>
    public async Task ReserveAsync(Spending worst, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task settled;
            lock (_lock)
            {
                if (WhatIsOver(_spent + worst) is { } over)
                {
                    throw new BudgetReachedException(over);
                }

                if (WhatIsOver(_spent + _inFlight + worst) is null)
                {
                    _inFlight += worst;
                    return;
                }

                settled = _settled.Task;
            }

            await settled.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Puts what a request cost in the place of its worst case.</summary>
    public void Settle(Spending worst, Spending actual)
    {
        TaskCompletionSource settled;
        lock (_lock)
        {
            _inFlight -= worst;
            _spent += actual;
            (settled, _settled) = (_settled, NewSignal());
        }

        settled.SetResult();
    }

    private string? WhatIsOver(Spending total) =>
        total.Usd > Limits.Usd ? Sentence($"{Limits.Usd:0.00####} USD", $"{_spent.Usd:0.00####} USD")
        : total.Tokens > Limits.Tokens ? Sentence($"{Limits.Tokens} tokens", $"{_spent.Tokens} tokens")
        : total.Requests > Limits.Requests ? Sentence($"{Limits.Requests} requests", $"{_spent.Requests} requests")
        : null;

    private static string Sentence(string limit, string spent) =>
        $"The budget of {limit} is reached: {spent} are spent, and the next request could go over it; raise the budget and go on.";

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
