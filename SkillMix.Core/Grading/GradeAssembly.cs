namespace SkillMix.Core.Grading;

/// <summary>Makes the k + 3 verdicts of what a style-specific reader found in a reply.</summary>
internal static class GradeAssembly
{
    private const double SamePoints = 1e-9;

    /// <summary>Holds what was found against the rubric.</summary>
    /// <param name="reply">The reply with repetitions of the graded text blanked out.</param>
    /// <param name="found">What was found in it.</param>
    /// <param name="rubric">What was asked.</param>
    /// <param name="gradedText">The student's text, in which evidence is looked for.</param>
    public static GradeReply Assemble(string reply, FoundPoints found, Rubric rubric, string gradedText)
    {
        var matched = new CriterionMatcher(rubric).Match(found.Rows, found.MayGoByPosition);
        var verdicts = rubric.Criteria.Select((criterion, i) => Judge(criterion, matched[i])).ToList();
        if (matched.All(rows => rows.Count == 0))
        {
            return Nothing(reply, found, rubric);
        }

        var defects =
            If(found.IsTruncated, GradeDefect.Truncated)
            | If(matched.Any(rows => rows.Any(row => row.IsInText)), GradeDefect.QuotesText)
            | If(matched.Any(rows => Firm(rows).Any(row => row.Points is null)), GradeDefect.IllegiblePoints)
            | If(matched.Any(rows => PointsOf(rows).Count > 1), GradeDefect.Conflicting)
            | If(matched.Any(rows => rows.Count == 0), GradeDefect.MissingRows)
            | If(matched.Any(rows => rows.Count == 0) && !found.IsFinished, GradeDefect.Truncated);
        var reading = new GradeReply(verdicts, found.StatedTotal, found.Explanation, defects);
        if (HadNoRubric(reply, found, matched, rubric))
        {
            return reading.WithoutRubric();
        }

        var disagrees =
            found.StatedTotal is { } total
            && verdicts.All(verdict => verdict.Points is not null)
            && Math.Abs(verdicts.Sum(verdict => verdict.Points!.Value) - total) > SamePoints;
        var rationale = new Rationale(found.Explanation, rubric);
        var searched = new SearchedText(gradedText);
        return reading with
        {
            Verdicts = [.. verdicts.Select((verdict, i) => Explained(verdict, matched[i], rationale, searched))],
            Defects = defects | If(disagrees, GradeDefect.TotalDisagrees),
        };
    }

    private static GradeDefect If(bool isSo, GradeDefect defect) => isSo ? defect : GradeDefect.None;

    private static List<double?> PointsOf(IEnumerable<ReadRow> rows) =>
        [.. Firm(rows).Select(row => row.Points).Distinct()];

    private static IEnumerable<ReadRow> Firm(IEnumerable<ReadRow> rows) => rows.Where(row => !row.IsInText);

    // Rows that also stand in the graded text say nothing; rows that differ leave a doubt, and a doubt is not decided here.
    private static Verdict Judge(Criterion criterion, IReadOnlyList<ReadRow> rows)
    {
        var points = PointsOf(rows);
        return Verdict.FromPoints(criterion, points.Count == 1 ? points[0] : null);
    }

    private static GradeReply Nothing(string reply, FoundPoints found, Rubric rubric)
    {
        var defects = GradeDefect.NoTable | If(found.IsTruncated, GradeDefect.Truncated);
        return ReplySigns.SaysNoRubric(reply)
                ? GradeReply.Unreadable(rubric, defects | GradeDefect.NoRubric, found.Explanation)
            : found.Rows.Count == 0 && ReplySigns.IsRefusal(reply) ? GradeReply.Refusal(rubric, reply.Trim())
            : GradeReply.Unreadable(rubric, defects, found.Explanation);
    }

    // Either the grader says so, or it came to its end having judged every skill and nothing else: it knew the skills only.
    private static bool HadNoRubric(
        string reply,
        FoundPoints found,
        IReadOnlyList<IReadOnlyList<ReadRow>> matched,
        Rubric rubric
    )
    {
        if (matched.All(rows => rows.Count > 0))
        {
            return false;
        }

        var skillsOnly =
            matched.Take(rubric.K).All(rows => rows.Count > 0) && matched.Skip(rubric.K).All(rows => rows.Count == 0);
        return (skillsOnly && found.IsFinished) || ReplySigns.SaysNoRubric(reply[..found.Rows.Min(row => row.Start)]);
    }

    private static Verdict Explained(
        Verdict verdict,
        IReadOnlyList<ReadRow> rows,
        Rationale rationale,
        SearchedText gradedText
    )
    {
        var reason =
            rows.FirstOrDefault(row => row.Reason is { Length: > 0 } && !row.IsInText)?.Reason
            ?? rationale.For(verdict.Criterion);
        return verdict with
        {
            Rationale = reason,
            Evidence =
                verdict.Criterion.Kind == CriterionKind.Skill && reason is not null
                    ? EvidenceFinder.QuotedIn(reason, gradedText)
                    : null,
        };
    }
}
