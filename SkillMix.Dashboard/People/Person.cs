namespace SkillMix.Dashboard.People;

/// <summary>What somebody may open.</summary>
public enum PersonRole
{
    /// <summary>Gives verdicts, and sees nothing of what graders or others said.</summary>
    Annotator,

    /// <summary>Everything.</summary>
    Owner,
}

/// <summary>Somebody who works with the store. What they decide is kept under their id; the name may change.</summary>
/// <param name="Id">UUID version 7; theirs for good.</param>
/// <param name="Name">As it is shown: 1 to 60 characters, no two alike.</param>
/// <param name="Role">What they may open.</param>
public sealed record Person(Guid Id, string Name, PersonRole Role)
{
    /// <summary>They may open everything.</summary>
    public bool IsOwner => Role == PersonRole.Owner;
}
