namespace SkillMix.Core.Grading;

/// <summary>A place in a reply where points are given: a table row or an item.</summary>
/// <param name="Label">What the points are given for, as written.</param>
/// <param name="Points">The points in [0, 1]; null where no such number could be read.</param>
/// <param name="Start">Where it begins in the reply.</param>
/// <param name="End">Where it ends in the reply, exclusive.</param>
/// <param name="IsInText">The graded text holds the same words: it may be the text's, not the grader's.</param>
/// <param name="Reason">What is said about it in the same place, as in prose.</param>
internal sealed record ReadRow(string Label, double? Points, int Start, int End, bool IsInText, string? Reason = null);

/// <summary>Everything a style-specific reader found in a reply, before it is held against the rubric.</summary>
/// <param name="Rows">Places where points are given, totals apart, in order.</param>
/// <param name="StatedTotal">The total, where stated.</param>
/// <param name="Explanation">What is said about the whole text.</param>
/// <param name="IsFinished">The reply reached what it had to end with.</param>
/// <param name="IsTruncated">The last row breaks off.</param>
/// <param name="MayGoByPosition">All rows come from one list, so that their order may stand for the rubric's.</param>
internal sealed record FoundPoints(
    IReadOnlyList<ReadRow> Rows,
    double? StatedTotal,
    string? Explanation,
    bool IsFinished,
    bool IsTruncated,
    bool MayGoByPosition
);
