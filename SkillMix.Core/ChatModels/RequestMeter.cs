namespace SkillMix.Core.ChatModels;

/// <summary>Counts what one request takes over all its tries. Noted on the request; the layers below write to it.</summary>
internal sealed class RequestMeter
{
    private readonly Lock _lock = new();

    /// <summary>What was spent so far.</summary>
    public Spending Spent { get; private set; } = Spending.None;

    /// <summary>How often it was sent.</summary>
    public int Tries { get; private set; }

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
