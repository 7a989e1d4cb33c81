using System.Globalization;
using System.Text;

namespace SkillMix.Core.Catalogue;

/// <summary>Reads a catalogue in the reference format: <c>skills.csv</c> and <c>topics.txt</c>, both UTF-8.</summary>
/// <remarks>
/// Needed columns are category, skill, definition and example; status, comments, "added by" and occurrence_rate may be there.
/// Rows whose status is "remove", "in review" or "maybe" are skipped, as in the reference. Cells and topics are taken as they
/// stand, spaces included, because names are keys. A byte order mark, CRLF line ends and blank lines do no harm.
/// </remarks>
public static class CatalogueReader
{
    /// <summary>File name of the skills.</summary>
    public const string SkillsFile = "skills.csv";

    /// <summary>File name of the topics, one a line.</summary>
    public const string TopicsFile = "topics.txt";

    private static readonly string[] NeededColumns = ["category", "skill", "definition", "example"];
    private static readonly string[] SkippedStatus = ["remove", "in review", "maybe"];

    /// <summary>Reads both files of a folder.</summary>
    /// <param name="folder">Where <see cref="SkillsFile"/> and <see cref="TopicsFile"/> are.</param>
    /// <param name="name">What to call the catalogue; the folder's own name when null.</param>
    /// <exception cref="InvalidDataException">A file is missing or cannot be read as a catalogue; says where and why.</exception>
    public static SkillCatalogue ReadFolder(string folder, string? name = null)
    {
        var skills = Path.Combine(folder, SkillsFile);
        var topics = Path.Combine(folder, TopicsFile);
        return new(
            name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            ReadSkills(TextOf(skills), skills),
            ReadTopics(TextOf(topics), topics)
        );
    }

    /// <summary>Reads both files from open readers; messages call them by their usual file names.</summary>
    /// <exception cref="InvalidDataException">A text cannot be read as part of a catalogue; says where and why.</exception>
    public static SkillCatalogue Read(TextReader skills, TextReader topics, string name) =>
        new(name, ReadSkills(skills.ReadToEnd(), SkillsFile), ReadTopics(topics.ReadToEnd(), TopicsFile));

    private static string TextOf(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException(
                $"There is no file '{path}'; a catalogue is a folder with {SkillsFile} and {TopicsFile}."
            );
        }

        try
        {
            return File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"The file '{path}' is not UTF-8 text; save it as UTF-8.", exception);
        }
    }

    private static List<Topic> ReadTopics(string text, string file)
    {
        var lineOf = new Dictionary<string, int>();
        var topics = new List<Topic>();
        using var reader = new StringReader(text.TrimStart('\uFEFF'));
        for (var line = 1; reader.ReadLine() is { } topic; line++)
        {
            if (string.IsNullOrWhiteSpace(topic))
            {
                continue;
            }

            AddOnce(lineOf, topic, line, file, "topic");
            topics.Add(new(topic));
        }

        return topics.Count > 0 ? topics : throw Wrong(file, 1, "there is no topic; write one topic a line");
    }

    private static List<Skill> ReadSkills(string text, string file)
    {
        var rows = CsvRows.Read(text, file).ToList();
        if (rows.Count == 0)
        {
            throw Wrong(
                file,
                1,
                $"the file is empty; its first line names the columns {string.Join(", ", NeededColumns)}"
            );
        }

        var header = new SkillColumns(rows[0].Cells, file, rows[0].Line);
        var lineOf = new Dictionary<string, int>();
        var skills = new List<Skill>();
        foreach (var (line, cells) in rows.Skip(1))
        {
            header.CheckWidth(cells, line);
            if (SkippedStatus.Contains(header.Cell(cells, "status").Trim(), StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            var name = header.Cell(cells, "skill");
            if (string.IsNullOrWhiteSpace(name))
            {
                throw Wrong(file, line, "the skill has no name; fill the column 'skill' or delete the row");
            }

            AddOnce(lineOf, name, line, file, "skill");
            skills.Add(
                new(
                    name,
                    header.Cell(cells, "category"),
                    header.Cell(cells, "definition"),
                    header.Cell(cells, "example"),
                    Rate(header.Cell(cells, "occurrence_rate"), file, line)
                )
            );
        }

        return skills.Count > 0
            ? skills
            : throw Wrong(file, 1, "no skill follows the header; every row is missing or skipped by its status");
    }

    private static double? Rate(string cell, string file, int line)
    {
        if (string.IsNullOrWhiteSpace(cell))
        {
            return null;
        }

        return
            double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
            && rate is >= 0 and <= 1
            ? rate
            : throw Wrong(file, line, $"the occurrence_rate '{cell}' is not a number from 0 to 1, such as 0.05");
    }

    private static void AddOnce(Dictionary<string, int> lineOf, string name, int line, string file, string kind)
    {
        if (!lineOf.TryAdd(name, line))
        {
            throw Wrong(file, line, $"the {kind} '{name}' stands already in line {lineOf[name]}; keep one of the two");
        }
    }

    private static InvalidDataException Wrong(string file, int line, string what, Exception? cause = null) =>
        new($"{file}, line {line}: {what}.", cause);

    /// <summary>Where each column is; their names match in any letter case, surrounding spaces aside.</summary>
    private sealed class SkillColumns
    {
        private readonly string _file;
        private readonly int _width;
        private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

        public SkillColumns(string[] header, string file, int line)
        {
            _file = file;
            _width = header.Length;
            for (var i = 0; i < header.Length; i++)
            {
                var column = header[i].Trim();
                if (column.Length > 0 && !_places.TryAdd(column, i))
                {
                    throw Wrong(file, line, $"the column '{column}' is named twice; keep one of the two");
                }
            }

            if (NeededColumns.FirstOrDefault(column => !_places.ContainsKey(column)) is { } missing)
            {
                var found = string.Join(", ", header);
                throw Wrong(file, line, $"the column '{missing}' is missing among the columns found ({found})");
            }
        }

        /// <summary>A cell as it stands; empty where the column or the cell is absent.</summary>
        public string Cell(string[] cells, string column) =>
            _places.TryGetValue(column, out var place) && place < cells.Length ? cells[place] : "";

        public void CheckWidth(string[] cells, int line)
        {
            if (cells.Skip(_width).Any(cell => cell.Length > 0))
            {
                throw Wrong(
                    _file,
                    line,
                    $"there are {cells.Length} cells for {_width} columns; put a cell that holds a comma in quotation marks"
                );
            }

            if (NeededColumns.FirstOrDefault(column => _places[column] >= cells.Length) is { } missing)
            {
                throw Wrong(_file, line, $"the row ends before its column '{missing}'; complete the row");
            }
        }
    }
}
