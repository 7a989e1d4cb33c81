namespace SkillMix.Core.Storage;

/// <summary>Why a store could not be opened, read or written.</summary>
public enum StoreProblem
{
    /// <summary>Something else; the sentence says what SQLite said.</summary>
    Other,

    /// <summary>There is no store at the path, or no folder for it.</summary>
    Missing,

    /// <summary>There is something at the path that is no store: a folder, another kind of file, another program's database.</summary>
    NotAStore,

    /// <summary>A newer version of this program made the store.</summary>
    Newer,

    /// <summary>The store has to be brought up to date, or recovered, by opening it for writing.</summary>
    Behind,

    /// <summary>File or folder cannot be opened or written by this user.</summary>
    NotPermitted,

    /// <summary>Another process holds the store; the same thing may work a moment later.</summary>
    Busy,

    /// <summary>The disk is full. What was committed before is intact; the open transaction is not.</summary>
    Full,

    /// <summary>The file's content is not what SQLite wrote.</summary>
    Damaged,

    /// <summary>The disk or the file system did not answer as it should.</summary>
    Disk,
}
