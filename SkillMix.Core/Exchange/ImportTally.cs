using System.Globalization;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Exchange;

/// <summary>Counts while an import goes on and says it all at the end.</summary>
internal sealed class ImportTally
{
    private readonly List<SkippedFile> _skipped = [];
    private readonly List<string> _notes = [];
    private readonly Dictionary<(string Grader, string Student), int> _withoutRubric = [];
    private readonly string _folder;
    private readonly IProgress<ImportProgress>? _progress;
    private readonly int _total;
    private int _moreSkipped;
    private int _read;
    private int _runs;
    private int _generations;
    private int _gradings;
    private int _duplicates;
    private int _unreadable;
    private int _withoutPartner;
    private int _emptyTexts;
    private int _readDifferently;
    private CommitCounts _new;

    /// <param name="folder">The imported folder; everything is named by its place below it.</param>
    /// <param name="files">How many files will be read.</param>
    /// <param name="progress">Told after each file; null for nobody.</param>
    public ImportTally(string folder, int files, IProgress<ImportProgress>? progress)
    {
        _folder = Path.GetFullPath(folder);
        _total = files;
        _progress = progress;
    }

    public void FileRead(string path) => _progress?.Report(new(++_read, _total, Named(path)));

    public void Skip(string path, string reason) => AddSkipped(Named(path), reason);

    public void SkipLine(string file, int line, string reason) => AddSkipped($"{Named(file)}, line {line}", reason);

    public void Note(string sentence)
    {
        if (!_notes.Contains(sentence))
        {
            _notes.Add(sentence);
        }
    }

    public void RowWithoutPartner(string path, int line, string why)
    {
        _withoutPartner++;
        SkipLine(Path.Combine(path, ReferenceFolder.Records), line, why);
    }

    public void AddRun() => _runs++;

    public void Add(int generations, int gradings, CommitCounts added)
    {
        _generations += generations;
        _gradings += gradings;
        _new = new(_new.Generations + added.Generations, _new.Gradings + added.Gradings);
    }

    public void AddDuplicates(int rows, string note)
    {
        _duplicates += rows;
        Note(note);
    }

    public void AddUnreadable(int criteria) => _unreadable += criteria;

    public void AddEmptyText() => _emptyTexts++;

    public void AddTextReadDifferently() => _readDifferently++;

    public void AddWithoutRubric(string grader, string student) =>
        _withoutRubric[(grader, student)] = _withoutRubric.GetValueOrDefault((grader, student)) + 1;

    public ImportReport Report()
    {
        foreach (var ((grader, student), count) in _withoutRubric)
        {
            Note(
                $"{grader} on {student}: {count} {(count == 1 ? "grading" : "gradings")} without a rubric in the prompt: every criterion is unreadable."
            );
        }

        if (_emptyTexts > 0)
        {
            Note(
                $"{_emptyTexts} {(_emptyTexts == 1 ? "text is" : "texts are")} empty: the student wrote nothing behind \"Answer:\"."
            );
        }

        if (_readDifferently > 0)
        {
            Note(
                $"{_readDifferently} texts are kept as the reference read them, which is not how this program reads the reply."
            );
        }

        if (_moreSkipped > 0)
        {
            Note(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_skipped.Count + _moreSkipped} files or rows were skipped; the first {_skipped.Count} are listed."
                )
            );
        }

        return new(
            _runs,
            _generations,
            _gradings,
            _duplicates,
            _unreadable,
            _withoutPartner,
            _new.Generations,
            _new.Gradings,
            _skipped,
            _notes,
            _moreSkipped
        );
    }

    /// <summary>A file or folder by its place below the imported folder; what lies at or above it by its own name.</summary>
    public string Named(string path)
    {
        var relative = Path.GetRelativePath(_folder, path).Replace('\\', '/');
        return relative == "." || relative.StartsWith("..", StringComparison.Ordinal)
            ? Path.GetFileName(path)
            : relative;
    }

    private void AddSkipped(string path, string reason)
    {
        if (_skipped.Count < ImportReport.MostSkipped)
        {
            _skipped.Add(new(path, reason));
        }
        else
        {
            _moreSkipped++;
        }
    }
}
