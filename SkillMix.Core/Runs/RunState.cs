namespace SkillMix.Core.Runs;

/// <summary>How far a run is.</summary>
public enum RunState
{
    /// <summary>Asked for, not begun.</summary>
    Planned = 0,

    /// <summary>A process works on it, or was killed while it did: <see cref="RunStanding.IsInterrupted"/> tells the two apart.</summary>
    Running = 1,

    /// <summary>Stopped for now; it goes on where it was.</summary>
    Paused = 2,

    /// <summary>Nothing is left to do; single requests may have failed.</summary>
    Finished = 3,

    /// <summary>Stopped for good by a person.</summary>
    Cancelled = 4,

    /// <summary>Stopped by an error that concerns the whole run.</summary>
    Failed = 5,
}
