namespace SkillMix.Core.Runs;

/// <summary>Where the generations of a run come from.</summary>
public enum RunOrigin
{
    /// <summary>Written by models that this program asked.</summary>
    Own = 0,

    /// <summary>Read from files that another program, or another store, wrote.</summary>
    Imported = 1,

    /// <summary>Made by rehearsal models: simulated, never a measurement.</summary>
    Rehearsal = 2,
}
