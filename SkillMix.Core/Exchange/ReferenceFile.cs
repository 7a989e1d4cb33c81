using System.Security.Cryptography;

namespace SkillMix.Core.Exchange;

/// <summary>A records.csv, read once: the same bytes tell copies apart and give the rows.</summary>
internal sealed class ReferenceFile
{
    private readonly string _path;
    private readonly byte[] _content;

    private ReferenceFile(string path, byte[] content)
    {
        _path = path;
        _content = content;
        Hash = Convert.ToHexString(SHA256.HashData(content));
    }

    /// <summary>SHA-256 of the content: byte-identical files have the same.</summary>
    public string Hash { get; }

    /// <summary>Reads a file; null, with the reason told, where this is not possible.</summary>
    public static ReferenceFile? Read(string path, ImportTally tally)
    {
        tally.FileRead(path);
        try
        {
            return new(path, File.ReadAllBytes(path));
        }
        catch (UnauthorizedAccessException)
        {
            tally.Skip(path, "the file may not be read by this user; make it readable and import again");
        }
        catch (IOException)
        {
            tally.Skip(path, "the file could not be read: another program holds it, or the disk failed; import again");
        }

        return null;
    }

    /// <summary>The rows; null, with the reason told, where it is no such table. Rows that break off are told and left out.</summary>
    public ReferenceTable? Table(ImportTally tally)
    {
        try
        {
            var table = ReferenceRecords.Read(_content, tally.Named(_path));
            foreach (var line in table.BrokenLines)
            {
                tally.SkipLine(_path, line, "the row has fewer cells than the first line: the file breaks off in it");
            }

            return table;
        }
        catch (InvalidDataException problem)
        {
            tally.Skip(_path, problem.Message);
            return null;
        }
    }
}
