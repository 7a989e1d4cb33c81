namespace SkillMix.Core.ChatModels;

/// <summary>Counts what one request takes over all its tries. Noted on the request; the layers below write to it.</summary>
internal sealed class RequestMeter
{
    private readonly Lock _lock = new();

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

    public void AddTry()
    {
        lock (_lock)
        {
            Tries++;
        }
    }

    public void Add(Spending spending)
    {
        lock (_lock)
        {
            Spent += spending;
        }
    }
}
