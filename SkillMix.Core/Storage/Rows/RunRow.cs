using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage.Rows;

/// <summary>A run: what was asked of which models, and how far it is.</summary>
public sealed class RunRow
{
    public long Id { get; set; }

    /// <summary>Public id, UUID version 7: it names the row in links and files and when stores are merged.</summary>
    public Guid PublicId { get; set; }

    public long StudyId { get; set; }

    public required string Name { get; set; }

    /// <summary>Where its generations come from.</summary>
    public RunOrigin Origin { get; set; }

    /// <summary>Where an imported run came from.</summary>
    public string? Source { get; set; }

    /// <summary>Hash of the specification: within a study it names the run.</summary>
    public required string SpecHash { get; set; }

    /// <summary>The specification as JSON.</summary>
    public required string Spec { get; set; }

    /// <summary>The readable recipe behind the fingerprint.</summary>
    public required string Recipe { get; set; }

    /// <summary>Short hash of everything that makes two numbers comparable.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>Version of SkillMix that made the run.</summary>
    public required string ToolVersion { get; set; }

    public RunState State { get; set; }

    /// <summary>When the row was made.</summary>
    public DateTimeOffset Created { get; set; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? Finished { get; set; }

    /// <summary>The process that works on the run, or did last; null for none yet.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Until when the owner's lease holds without another heartbeat; null when nobody works on it.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Why it paused or failed, or what it left out; null for nothing.</summary>
    public string? Note { get; set; }

    /// <summary>Pace and budget of the last start, as JSON; null where it was never started here.</summary>
    public string? Terms { get; set; }

    /// <summary>When the work on it was last taken up.</summary>
    public DateTimeOffset? Started { get; set; }
}
