using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Exchange;

/// <summary>Tables as CSV or as JSON lines, UTF-8 without a byte order mark, numbers and times without a culture.</summary>
internal static class TableFile
{
    private static readonly CsvWriterOptions Csv = new() { Quoting = CsvQuoting.WhenNeededOrWhitespace };

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes all rows; the stream stays open.</summary>
    public static Task WriteAsync<T>(
        IReadOnlyList<TableColumn<T>> columns,
        IEnumerable<T> rows,
        TableForm form,
        Stream to,
        CancellationToken cancellationToken
    ) =>
        form == TableForm.Csv
            ? WriteCsvAsync(columns, rows, to, cancellationToken)
            : WriteJsonAsync(columns, rows, to, cancellationToken);

    /// <summary>Rows of either form; what begins with a brace is JSON lines.</summary>
    /// <param name="text">The whole file; a byte order mark is passed over.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="needed">Columns without which it is another file.</param>
    /// <exception cref="InvalidDataException">It is no such table, or a quotation mark in it is out of place.</exception>
    public static IEnumerable<TableRow> Read(string text, string file, IReadOnlyList<string> needed) =>
        text.AsSpan().TrimStart('\uFEFF').TrimStart().StartsWith("{")
            ? ReadJson(text.TrimStart('\uFEFF'))
            : ReadCsv(text, file, needed);

    private static async Task WriteCsvAsync<T>(
        IReadOnlyList<TableColumn<T>> columns,
        IEnumerable<T> rows,
        Stream to,
        CancellationToken cancellationToken
    )
    {
        await using var csv = CsvWriter.Create(to, Csv, leaveOpen: true);
        await csv.WriteRecordAsync([.. columns.Select(column => column.Name)], cancellationToken);
        foreach (var row in rows)
        {
            await csv.WriteRecordAsync([.. columns.Select(column => Cell(column.Value(row)))], cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static async Task WriteJsonAsync<T>(
        IReadOnlyList<TableColumn<T>> columns,
        IEnumerable<T> rows,
        Stream to,
        CancellationToken cancellationToken
    )
    {
        foreach (var row in rows)
        {
            using var line = new MemoryStream();
            using (var json = new Utf8JsonWriter(line, Json))
            {
                json.WriteStartObject();
                foreach (var column in columns)
                {
                    Write(json, column.Name, column.Value(row));
                }

                json.WriteEndObject();
            }

            line.WriteByte((byte)'\n');
            await to.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length), cancellationToken);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case string words:
                json.WriteString(name, words);
                break;
            case int or long or double:
                json.WritePropertyName(name);
                json.WriteRawValue(Plain(value));
                break;
            default:
                json.WriteString(name, Plain(value));
                break;
        }
    }

    private static string Cell(object? value) =>
        value switch
        {
            null => "",
            string words => FormulaGuard.Put(words),
            _ => Plain(value),
        };

    private static string Plain(object value) =>
        value switch
        {
            bool flag => flag ? "true" : "false",
            Guid id => id.ToString("N"),
            // To the tick, so that reading it gives the same moment.
            DateTimeOffset time => time.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'",
                CultureInfo.InvariantCulture
            ),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException(
                $"A cell is a text, a number, true or false, a time or an id, not {value.GetType().Name}."
            ),
        };

    private static IEnumerable<TableRow> ReadCsv(string text, string file, IReadOnlyList<string> needed)
    {
        List<string>? header = null;
        foreach (var (line, cells) in CsvRows.Read(text, file))
        {
            if (header is null)
            {
                header = [.. cells.Select(cell => cell.Trim())];
                Require(header, file, needed);
            }
            else if (cells.Length != header.Count)
            {
                yield return new TableRow.Broken(
                    line,
                    $"The row has {cells.Length} cells and the first line {header.Count}; a comma too many or too few, or the file breaks off here."
                );
            }
            else
            {
                yield return new TableRow.Filled(
                    line,
                    header
                        .Zip(cells)
                        .Where(cell => cell.Second.Length > 0)
                        .DistinctBy(cell => cell.First)
                        .ToDictionary(cell => cell.First, cell => FormulaGuard.Take(cell.Second))
                );
            }
        }

        if (header is null)
        {
            throw new InvalidDataException($"{file} is empty; its first line names the columns.");
        }
    }

    private static void Require(List<string> header, string file, IReadOnlyList<string> needed)
    {
        if (needed.FirstOrDefault(column => !header.Contains(column)) is { } missing)
        {
            throw new InvalidDataException(
                $"{file}, line 1: the column '{missing}' is missing among the columns found ({string.Join(", ", header.Select(SafeWords.Of))})."
            );
        }
    }

    private static IEnumerable<TableRow> ReadJson(string text)
    {
        using var lines = new StringReader(text);
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return ReadJsonLine(line, number);
            }
        }
    }

    private static TableRow ReadJsonLine(string line, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new TableRow.Broken(
                    number,
                    "The line is JSON but no object; write {…} with a name for each value."
                );
            }

            var cells = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                {
                    return new TableRow.Broken(
                        number,
                        $"'{SafeWords.Of(property.Name)}' holds several values where one was expected."
                    );
                }

                if (property.Value.ToString() is { Length: > 0 } words)
                {
                    cells[property.Name] = property.Value.ValueKind switch
                    {
                        JsonValueKind.True => "true",
                        JsonValueKind.False => "false",
                        _ => words,
                    };
                }
            }

            return new TableRow.Filled(number, cells);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return new TableRow.Broken(number, "The line is no JSON: it was cut off, or is of another file.");
        }
    }
}
