namespace SkillMix.Core.ChatModels;

/// <summary>What a request is for.</summary>
public enum RequestRole
{
    /// <summary>A student writes or revises.</summary>
    Write = 0,

    /// <summary>A grader judges.</summary>
    Grade = 1,
}
