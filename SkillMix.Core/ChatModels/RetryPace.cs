namespace SkillMix.Core.ChatModels;

/// <summary>How often and after which waits a request is asked again.</summary>
/// <param name="MaxTries">Requests at most for one reply, ≥ 1; 1 never asks again.</param>
/// <param name="FirstWait">Longest wait before the second try; doubles from try to try.</param>
/// <param name="LongestWait">No back-off is longer than this.</param>
/// <param name="LongestRetryAfter">A provider that asks to wait longer is not waited for: the failure goes on at once.</param>
public sealed record RetryPace(int MaxTries, TimeSpan FirstWait, TimeSpan LongestWait, TimeSpan LongestRetryAfter)
{
    /// <summary>Six tries, waits up to 1, 2, 4, 8, 16 s, Retry-After up to ten minutes.</summary>
    public static RetryPace Default { get; } =
        new(6, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

    /// <summary>The wait after a failed try: exponential with full jitter, and at least what the provider asks for.</summary>
    /// <param name="tries">How many tries have failed, ≥ 1.</param>
    /// <param name="chance">In [0, 1): the share of the back-off that is waited.</param>
    /// <param name="retryAfter">What the provider asks for; null where it does not say.</param>
    public TimeSpan WaitAfter(int tries, double chance, TimeSpan? retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tries, 1);
        var most = Math.Min(FirstWait.TotalSeconds * Math.Pow(2, tries - 1), LongestWait.TotalSeconds);
        var backOff = TimeSpan.FromSeconds(most * chance);
        return retryAfter > backOff ? retryAfter.Value : backOff;
    }
}
