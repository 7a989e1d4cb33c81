namespace SkillMix.Core.ChatModels;

/// <summary>Counts what one request takes over all its tries, and withholds it where it has not been sent. Noted on the request; the layers below write to it.</summary>
/// <param name="waits">Cancelled when the request is withheld while it waits to be sent, for the first time or again.</param>
internal sealed class RequestMeter(CancellationTokenSource waits)
{
    private readonly Lock _lock = new();
    private bool _isSent;

    /// <summary>What was spent so far.</summary>
    public Spending Spent { get; private set; } = Spending.None;

    /// <summary>How often it was sent.</summary>
    public int Tries { get; private set; }

    /// <summary>How long it took when it was asked, where the reply is one that is given again; null where the clock tells.</summary>
    public TimeSpan? Took { get; private set; }

    /// <summary>The reply is given again: what it took then is what it takes.</summary>
    public void Repeat(Spending spent, int tries, TimeSpan took)
    {
        lock (_lock)
        {
            Spent += spent;
            Tries += tries;
            Took = took;
        }
    }

    /// <summary>It is not to be sent any more.</summary>
    public bool IsWithheld { get; private set; }

    /// <summary>It is not to be sent any more. A try that is under way is waited for.</summary>
    public void Withhold()
    {
        bool isWaiting;
        lock (_lock)
        {
            IsWithheld = true;
            isWaiting = !_isSent;
        }

        if (isWaiting)
        {
            waits.Cancel();
        }
    }

    /// <summary>It is about to be sent.</summary>
    /// <exception cref="RequestPausedException">It was withheld.</exception>
    public void BeginTry()
    {
        lock (_lock)
        {
            if (IsWithheld)
            {
                throw new RequestPausedException();
            }

            Tries++;
            _isSent = true;
        }
    }

    /// <summary>A try has ended.</summary>
    /// <param name="spending">What it cost.</param>
    /// <param name="isAnswered">A reply came; otherwise it may be waiting to be sent again.</param>
    public void EndTry(Spending spending, bool isAnswered)
    {
        bool isWaiting;
        lock (_lock)
        {
            Spent += spending;
            _isSent = isAnswered;
            isWaiting = IsWithheld && !isAnswered;
        }

        if (isWaiting)
        {
            waits.Cancel();
        }
    }
}
