using CsvHelper;

namespace SkillMix.Core.Catalogue;

/// <summary>Rows of a CSV text (RFC 4180, comma).</summary>
internal static class CsvRows
{
    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ',',
        HasHeader = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <summary>Rows that are not blank, each with the number of the line it starts on.</summary>
    /// <param name="text">The whole text; a byte order mark is passed over.</param>
    /// <param name="file">What messages call it.</param>
    /// <exception cref="InvalidDataException">A quotation mark is out of place; says where.</exception>
    public static IEnumerable<(int Line, string[] Cells)> Read(string text, string file)
    {
        using var reader = CsvReader.FromText(text.TrimStart('\uFEFF'), Format);
        while (Next(reader, file))
        {
            var cells = reader.Current.ToArray();
            if (cells.Any(cell => cell.Length > 0))
            {
                yield return ((int)reader.LineNumber, cells);
            }
        }
    }

    private static bool Next(CsvReader reader, string file)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException exception)
        {
            throw new InvalidDataException(
                $"{file}, line {exception.LineNumber}: a quotation mark is out of place; put the whole cell in quotation marks and double those inside.",
                exception
            );
        }
    }
}
