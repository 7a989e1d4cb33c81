using System.Text;
using System.Text.RegularExpressions;

namespace SkillMix.Core.Grading;

/// <summary>Reads structured gradings: a JSON object with reasons, quoted evidence and a verdict per criterion, and an end marker.</summary>
/// <remarks>
/// Tolerant of a code fence or words around the object, of its spacing and of elements in another order. Verdicts go by the
/// number of their criterion, and the criterion's words must not name another one. The end marker must be the verdicts once
/// more, or no criterion is read; without it, as when the reply breaks off, nobody knows whether the grading was finished.
/// There are no half points in this style.
/// </remarks>
public sealed partial class StructuredGradeReader : IGradeReader
{
    /// <inheritdoc/>
    public string Key => "structured";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public GradeReply Read(string reply, Rubric rubric, string gradedText)
    {
        if (string.IsNullOrWhiteSpace(reply))
        {
            return GradeReply.Unreadable(rubric, GradeDefect.Empty);
        }

        var quoted = new QuotedText(gradedText);
        var own = quoted.BlankedIn(reply);
        var objects = GradingObjects.In(own);
        var asWritten = own == reply ? objects : GradingObjects.In(reply);
        var ofText = GradingObjects.In(gradedText).Found.SelectMany(one => one.Elements).ToList();
        var answers = objects
            .Found.Select(one =>
                Answer.Of(one, asWritten, element => quoted.Holds(element.Raw) || ofText.Exists(element.SaysTheSame))
            )
            .Where(answer => answer.IsOwn)
            .ToList();
        var quotes =
            answers.Count < asWritten.Found.Count || answers.Exists(answer => answer.Quoted.Count > 0)
                ? GradeDefect.QuotesText
                : GradeDefect.None;
        if (objects.IsTruncated || objects.IsBroken)
        {
            return GradeReply.Unreadable(
                rubric,
                quotes | (objects.IsTruncated ? GradeDefect.Truncated : GradeDefect.NoTable)
            );
        }

        return answers.Count == 0
            ? Nothing(own, rubric, quotes)
            : Judge(answers, rubric, gradedText, own, quotes) with
            {
                Explanation = Around(reply, answers),
            };
    }

    private static GradeReply Nothing(string own, Rubric rubric, GradeDefect quotes) =>
        ReplySigns.SaysNoRubric(own)
            ? GradeReply.Unreadable(rubric, GradeDefect.NoTable | GradeDefect.NoRubric | quotes)
        : quotes == GradeDefect.None && ReplySigns.IsRefusal(own) && !ReplySigns.HoldsPoints(own)
            ? GradeReply.Refusal(rubric, own.Trim())
        : GradeReply.Unreadable(rubric, GradeDefect.NoTable | quotes);

    private static GradeReply Judge(
        List<Answer> answers,
        Rubric rubric,
        string gradedText,
        string own,
        GradeDefect defects
    )
    {
        var matcher = new CriterionMatcher(rubric);
        var judged = rubric.Criteria.Select(criterion => Judge(criterion, answers, matcher, gradedText)).ToList();
        var endDisagrees = answers.Exists(answer => !answer.EndAgrees(judged.Count));
        defects = judged.Aggregate(defects, (all, one) => all | one.Defects);
        var reading = new GradeReply(
            [
                .. judged.Select(one =>
                    endDisagrees ? one.Verdict with { State = VerdictState.Unreadable, Points = null } : one.Verdict
                ),
            ],
            null,
            null,
            defects | (endDisagrees ? GradeDefect.EndDisagrees : GradeDefect.None)
        );
        return defects.HasFlag(GradeDefect.MissingRows) && ReplySigns.SaysNoRubric(own[..answers[0].Object.Start])
            ? reading.WithoutRubric()
            : reading;
    }

    // A doubt is not decided here: an element under another criterion's name, or a verdict that another place contradicts,
    // leaves its criterion unreadable. So does an element that the graded text holds too, for it may be the text's.
    private static (Verdict Verdict, GradeDefect Defects) Judge(
        Criterion criterion,
        List<Answer> answers,
        CriterionMatcher matcher,
        string gradedText
    )
    {
        var said = answers.SelectMany(answer => answer.Said).Where(Speaks).ToList();
        if (said.Count == 0)
        {
            var isThere = answers.Exists(answer => answer.Quoted.Any(Speaks));
            return (new(criterion, VerdictState.Unreadable), isThere ? GradeDefect.None : GradeDefect.MissingRows);
        }

        var isIllegible = said.Exists(element => element.IsMet is null);
        var isContradicted = said.Exists(NamesAnother) || said.Select(element => element.IsMet).Distinct().Count() > 1;
        return (
            Verdict.FromPoints(
                criterion,
                isIllegible || isContradicted ? null
                    : said[0].IsMet == true ? 1
                    : 0,
                said[0].Rationale,
                EvidenceIn(gradedText, said[0].Evidence)
            ),
            (isIllegible ? GradeDefect.IllegiblePoints : GradeDefect.None)
                | (isContradicted ? GradeDefect.Conflicting : GradeDefect.None)
        );

        bool Speaks(GradingElement element) => element.Number == criterion.Position + 1;

        bool NamesAnother(GradingElement element) =>
            element.Label is { Length: > 0 } label
            && matcher.Best(label, _ => true) is ({ } named, >= CriterionMatcher.Named)
            && named != criterion.Position;
    }

    private static string? EvidenceIn(string gradedText, IReadOnlyList<string> quotations)
    {
        var found = quotations
            .Select(quotation => quotation.Trim())
            .Where(quotation => EvidenceFinder.Find(gradedText, quotation) is not null)
            .Distinct()
            .ToList();
        return found.Count == 0 ? null : string.Join(EvidenceFinder.Between, found);
    }

    /// <summary>What is said beside the gradings; null where nothing is.</summary>
    private static string? Around(string reply, List<Answer> answers)
    {
        var words = new StringBuilder();
        var from = 0;
        foreach (var grading in answers.Select(answer => answer.Object))
        {
            words.Append(reply, from, grading.Start - from).Append('\n');
            from = grading.Start + grading.Length;
        }

        words.Append(reply, from, reply.Length - from);
        var around = CodeFence().Replace(words.ToString(), "").Trim();
        return around.Length == 0 ? null : around;
    }

    /// <summary>A grading in the reply, the grader's own elements apart from those that the graded text holds too.</summary>
    private sealed record Answer(
        GradingObject Object,
        IReadOnlyList<GradingElement> Said,
        IReadOnlyList<GradingElement> Quoted
    )
    {
        public bool IsOwn => Said.Count > 0;

        /// <param name="found">The grading where repetitions of the text are blanked out, from which verdicts are read.</param>
        /// <param name="asWritten">The gradings with all their words, from which reasons and evidence are taken.</param>
        /// <param name="isOfText">Whether the graded text holds an element too.</param>
        public static Answer Of(GradingObject found, GradingObjects asWritten, Func<GradingElement, bool> isOfText)
        {
            var whole =
                asWritten.Found.FirstOrDefault(one =>
                    one.Start == found.Start && one.Elements.Count == found.Elements.Count
                ) ?? found;
            var elements = found
                .Elements.Zip(
                    whole.Elements,
                    (blanked, written) => blanked with { Rationale = written.Rationale, Evidence = written.Evidence }
                )
                .ToLookup(isOfText);
            return new(found, [.. elements[false]], [.. elements[true]]);
        }

        /// <summary>Whether the end marker has a sign for each criterion and none that speaks against a verdict.</summary>
        /// <remarks>Where a verdict is illegible or contradicted, there is nothing to speak against.</remarks>
        public bool EndAgrees(int criteria) =>
            Object.EndMark is { } end
            && end.Length == criteria
            && end.All(sign => sign is '0' or '1')
            && Said.Where(element => element.Number >= 1 && element.Number <= criteria)
                .GroupBy(element => element.Number, element => element.IsMet)
                .All(said =>
                    said.First() is not { } isMet
                    || said.Distinct().Count() > 1
                    || isMet == (end[said.Key!.Value - 1] == '1')
                );
    }

    [GeneratedRegex(@"^[ \t]*```[A-Za-z]*[ \t]*\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex CodeFence();
}
