namespace SkillMix.Core.ChatModels;

/// <summary>So much per minute, evenly: fills all the time, holds at most ten seconds' worth, starts full.</summary>
/// <remarks>What costs more than the bucket holds goes when the bucket is full, and leaves it in debt.</remarks>
/// <param name="perMinute">Null lets everything pass.</param>
internal sealed class TokenBucket(int? perMinute)
{
    private const double SecondsHeld = 10;

    private readonly double _perSecond = (perMinute ?? 0) / 60.0;
    private readonly double _capacity = Math.Max(1, (perMinute ?? 0) / 60.0 * SecondsHeld);
    private double _level = Math.Max(1, (perMinute ?? 0) / 60.0 * SecondsHeld);
    private TimeSpan _at;

    /// <summary>How long until so much may be taken; zero for now.</summary>
    public TimeSpan WaitFor(double amount, TimeSpan now)
    {
        if (perMinute is null)
        {
            return TimeSpan.Zero;
        }

        Fill(now);
        var missing = Math.Min(amount, _capacity) - _level;
        // A hair of slack: sums of fractions of a second end a little beside the whole.
        return missing <= 1e-6 ? TimeSpan.Zero : TimeSpan.FromSeconds(missing / _perSecond);
    }

    /// <summary>Takes so much, or gives back where it is negative.</summary>
    public void Take(double amount, TimeSpan now)
    {
        if (perMinute is not null)
        {
            Fill(now);
            _level = Math.Min(_capacity, _level - amount);
        }
    }

    private void Fill(TimeSpan now)
    {
        _level = Math.Min(_capacity, _level + _perSecond * (now - _at).TotalSeconds);
        _at = now;
    }
}
