using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace SkillMix.Core.Rehearsal;

/// <summary>Writes a grading as JSON, now and then in a code fence.</summary>
internal static class StructuredGradingWriter
{
    /// <param name="skip">The criterion that is left out, but for its sign in the end marker; −1 for none.</param>
    /// <param name="rowStarts">Where each criterion begins.</param>
    /// <param name="wrongAt">The criterion for which the end marker has the other sign; −1 for none.</param>
    public static string Write(
        GradingTask task,
        IReadOnlyList<Judgement> judgements,
        int skip,
        RehearsalChance chance,
        out int[] rowStarts,
        int wrongAt = -1
    )
    {
        var isFenced = chance.Happens(0.2);
        var reply = new StringBuilder(isFenced ? "```json\n" : "").Append("{\"criteria\":[");
        rowStarts = new int[judgements.Count];
        var isFirst = true;
        for (var i = 0; i < judgements.Count; i++)
        {
            rowStarts[i] = reply.Length;
            if (i == skip)
            {
                continue;
            }

            var judgement = judgements[i];
            reply
                .Append(isFirst ? "\n" : ",\n")
                .Append(CultureInfo.InvariantCulture, $"{{\"n\":{i + 1},\"criterion\":{Json(task.Rows[i])},")
                .Append("\"rationale\":")
                .Append(Json(judgement.Reason))
                .Append(",\"evidence\":[")
                .Append(judgement.Evidence is { } evidence ? Json(evidence) : "")
                .Append("],\"verdict\":")
                .Append(judgement.Points == Points.One ? "\"met\"}" : "\"not met\"}");
            isFirst = false;
        }

        reply.Append("\n],\"end\":\"");
        for (var i = 0; i < judgements.Count; i++)
        {
            reply.Append((judgements[i].Points == Points.One) != (i == wrongAt) ? '1' : '0');
        }

        return reply.Append("\"}").Append(isFenced ? "\n```" : "").ToString();
    }

    private static string Json(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
