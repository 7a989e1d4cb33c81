namespace SkillMix.Core.Grading;

/// <summary>Understands one style of grader replies. Pure: the same arguments give the same reading.</summary>
public interface IGradeReader
{
    /// <summary>The key by which prompt templates name this reader.</summary>
    string Key { get; }

    /// <summary>Raised whenever the same reply may be read differently.</summary>
    int Version { get; }

    /// <summary>Reads a reply. Never throws over what a reply holds.</summary>
    /// <param name="reply">The grader's reply as it came.</param>
    /// <param name="rubric">The k + 3 criteria it was asked about.</param>
    /// <param name="gradedText">The student's text; points that stand in it are not taken for the grader's.</param>
    GradeReply Read(string reply, Rubric rubric, string gradedText);
}

/// <summary>The grade readers by the keys that prompt templates use.</summary>
public static class GradeReaders
{
    /// <summary>All readers.</summary>
    public static IReadOnlyList<IGradeReader> All { get; } =
    [new TableGradeReader(), new ProseGradeReader(), new StructuredGradeReader()];

    /// <summary>The reader with this key, for instance "table".</summary>
    /// <exception cref="ArgumentException">There is no such reader.</exception>
    public static IGradeReader ByKey(string key) =>
        All.FirstOrDefault(reader => reader.Key == key)
        ?? throw new ArgumentException(
            $"There is no grade reader \"{key}\"; use one of {string.Join(", ", All.Select(reader => reader.Key))}.",
            nameof(key)
        );
}
