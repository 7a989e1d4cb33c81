using SkillMix.Core.Grading;

namespace SkillMix.Tests.Grading;

internal static class GradeReplies
{
    /// <summary>The rubric of most tests: analogy (likeness ), irony, logical deduction; Chess.</summary>
    public static Rubric Rubric { get; } = Rubric.Of(["analogy (likeness )", "irony", "logical deduction"], "Chess");

    /// <summary>A table as asked for, with these points in the rubric's order.</summary>
    public static string Table(params string[] points)
    {
        string[] labels =
        [
            "Correctly illustrates analogy (likeness )",
            "Correctly illustrates irony",
            "Correctly illustrates logical deduction",
            "Pertains to Chess",
            "Text makes sense",
            "At most two sentences",
            "Total Points Earned",
        ];
        return string.Join(
            '\n',
            [
                "| Criteria | Points Earned |",
                "|---|:---:|",
                .. labels.Zip(points, (label, point) => $"| {label} | {point} |"),
            ]
        );
    }

    /// <summary>A whole reply in table style.</summary>
    public static string Reply(params string[] points) =>
        $"Here's the grading table:\n\n{Table(points)}\n\nExplanation:\nThe irony is plain.";

    /// <summary>One sign a criterion: 1, 0, h for partial, ? unreadable, r refused.</summary>
    public static string Signs(this GradeReply reply) =>
        string.Concat(
            reply.Verdicts.Select(verdict =>
                verdict.State switch
                {
                    VerdictState.Met => '1',
                    VerdictState.NotMet => '0',
                    VerdictState.Partial => 'h',
                    VerdictState.Refused => 'r',
                    _ => '?',
                }
            )
        );
}
