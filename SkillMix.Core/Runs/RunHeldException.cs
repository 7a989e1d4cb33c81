namespace SkillMix.Core.Runs;

/// <summary>Another process works on the run.</summary>
public sealed class RunHeldException(Run run, RunHolder holder)
    : InvalidOperationException(
        $"The run '{run.Name}' is being worked on by {holder.InWords}; pause it there, or wait until it has ended."
    )
{
    /// <summary>Who works on it.</summary>
    public RunHolder Holder { get; } = holder;
}
