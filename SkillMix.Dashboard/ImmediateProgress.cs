namespace SkillMix.Dashboard;

/// <summary>Progress that is told at once, in order; the framework's own comes through the thread pool, in any order.</summary>
public sealed class ImmediateProgress<T>(Action<T> onReport) : IProgress<T>
{
    /// <inheritdoc />
    public void Report(T value) => onReport(value);
}
