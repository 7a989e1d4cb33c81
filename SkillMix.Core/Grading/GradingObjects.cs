using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SkillMix.Core.Grading;

/// <summary>What one element of a structured grading says.</summary>
/// <param name="Raw">The element as written, for holding it against the graded text.</param>
/// <param name="Number">Number of the criterion, from 1; null where none can be read.</param>
/// <param name="Label">The criterion's words, where given.</param>
/// <param name="IsMet">The verdict; null where it is none of the two on offer.</param>
/// <param name="Rationale">The reasons, where given.</param>
/// <param name="Evidence">What is quoted, whether or not it stands in the text.</param>
internal sealed record GradingElement(
    string Raw,
    int? Number,
    string? Label,
    bool? IsMet,
    string? Rationale,
    IReadOnlyList<string> Evidence
)
{
    /// <summary>Whether another element says the same, however it is spelled in JSON.</summary>
    public bool SaysTheSame(GradingElement other) =>
        Number == other.Number
        && IsMet == other.IsMet
        && Words.Joined(Rationale ?? "") == Words.Joined(other.Rationale ?? "");
}

/// <summary>A JSON object that has the shape of a grading: it holds a list "criteria" with something in it.</summary>
/// <param name="Start">First character in the reply.</param>
/// <param name="Length">How many characters.</param>
/// <param name="Elements">What stands in the list.</param>
/// <param name="EndMark">The end marker without white space; null where there is none.</param>
internal sealed record GradingObject(int Start, int Length, IReadOnlyList<GradingElement> Elements, string? EndMark);

/// <summary>The structured gradings in a reply, whatever stands around them.</summary>
/// <param name="Found">Whole objects, in order.</param>
/// <param name="IsBroken">
/// After them a grading begins that is no JSON: nobody can say where it ends, and so whether what follows is part of it.
/// </param>
/// <param name="IsTruncated">After them an object begins that the reply breaks off.</param>
internal sealed record GradingObjects(IReadOnlyList<GradingObject> Found, bool IsBroken, bool IsTruncated)
{
    private static readonly JsonReaderOptions Reading = new() { AllowTrailingCommas = true };

    // A name that is there twice leaves a doubt about which of the two is meant.
    private static readonly JsonDocumentOptions Parsing = new()
    {
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Finds them. Never throws over what a reply holds.</summary>
    public static GradingObjects In(string reply)
    {
        var bytes = Encoding.UTF8.GetBytes(reply);
        var found = new List<GradingObject>();
        var at = 0;
        while (bytes.AsSpan(at).IndexOf((byte)'{') is >= 0 and var next)
        {
            at += next;
            if (LengthOf(bytes.AsSpan(at)) is not { } length)
            {
                return new(found, IsBroken: false, IsTruncated: true);
            }

            using var json = length == 0 ? null : Parse(bytes.AsMemory(at, length));
            if (json is null && NamesCriteria(bytes.AsSpan(at + 1)))
            {
                return new(found, IsBroken: true, IsTruncated: false);
            }

            // An object of another shape may be a wrapping: then the grading stands inside.
            if (json is not null && Grading(json.RootElement) is { } grading)
            {
                var start = Encoding.UTF8.GetCharCount(bytes, 0, at);
                found.Add(grading with { Start = start, Length = Encoding.UTF8.GetCharCount(bytes, at, length) });
                at += length;
            }
            else
            {
                at++;
            }
        }

        return new(found, IsBroken: false, IsTruncated: false);
    }

    /// <summary>Bytes of the JSON object that begins here; 0 where it is none, null where the bytes end before it does.</summary>
    private static int? LengthOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(Reading));
            return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : null;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes, Parsing);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool NamesCriteria(ReadOnlySpan<byte> bytes) =>
        bytes.TrimStart(" \t\r\n"u8).StartsWith("\"criteria\""u8);

    private static GradingObject? Grading(JsonElement root)
    {
        if (!root.TryGetProperty("criteria", out var criteria) || criteria.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var elements = criteria
            .EnumerateArray()
            .Where(one => one.ValueKind == JsonValueKind.Object)
            .Select(Element)
            .ToList();
        return elements.Count == 0 ? null : new(0, 0, elements, EndMark(root));
    }

    private static GradingElement Element(JsonElement element) =>
        new(
            element.GetRawText(),
            Number(element),
            StringOf(element, "criterion"),
            StringOf(element, "verdict")?.Trim().ToLowerInvariant() switch
            {
                GradingSchema.Met => true,
                GradingSchema.NotMet or "not_met" => false,
                _ => null,
            },
            StringOf(element, "rationale") is { } rationale && !string.IsNullOrWhiteSpace(rationale)
                ? rationale.Trim()
                : null,
            Evidence(element)
        );

    private static int? Number(JsonElement element) =>
        element.TryGetProperty("n", out var n)
            ? n.ValueKind switch
            {
                JsonValueKind.Number when n.TryGetInt32(out var number) => number,
                JsonValueKind.String
                    when int.TryParse(Text(n), NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
                    number,
                _ => null,
            }
            : null;

    private static IReadOnlyList<string> Evidence(JsonElement element) =>
        !element.TryGetProperty("evidence", out var evidence) ? []
        : evidence.ValueKind == JsonValueKind.Array ? [.. evidence.EnumerateArray().Select(Text).OfType<string>()]
        : Text(evidence) is { } only ? [only]
        : [];

    private static string? EndMark(JsonElement root) =>
        root.TryGetProperty("end", out var end)
            ? string.Concat(
                (end.ValueKind == JsonValueKind.Number ? end.GetRawText() : Text(end) ?? "").Where(c =>
                    !char.IsWhiteSpace(c)
                )
            )
            : null;

    private static string? StringOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is valid JSON and no text.
            return null;
        }
    }
}
