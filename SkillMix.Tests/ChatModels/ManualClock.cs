namespace SkillMix.Tests.ChatModels;

/// <summary>A clock that stands still until it is told to go on. Safe for use in parallel.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Completes when somebody waits on this clock, with the time until the first of them is due.</summary>
    public async Task<TimeSpan> SomebodyWaitsAsync()
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_alarms.Count > 0)
                {
                    return _alarms.Min(alarm => alarm.Due) - _now;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Completes when so many wait on this clock at once.</summary>
    public async Task WaitersAsync(int count)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_alarms.Count >= count)
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Lets time pass, and rings whatever is due.</summary>
    public void Advance(TimeSpan by)
    {
        List<Alarm> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _alarms.Where(alarm => alarm.Due <= _now)];
            due.ForEach(alarm => alarm.SetAgain());
        }

        due.ForEach(alarm => alarm.Ring());
    }

    private sealed class Alarm(ManualClock clock, Action ring) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; }

        public void Ring() => ring();

        /// <summary>A timer with a period is due once more, counted from now; another one is done. Called under the clock's lock.</summary>
        public void SetAgain()
        {
            if (_period > TimeSpan.Zero)
            {
                Due = clock._now + _period;
            }
            else
            {
                clock._alarms.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._alarms.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._alarms.Add(this);
                    clock._changed.TrySetResult();
                    clock._changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
