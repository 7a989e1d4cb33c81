using SkillMix.Core.Runs;

namespace SkillMix.Core.Exchange;

/// <summary>Counts while an import goes on and says it all at the end.</summary>
internal sealed class ImportTally
{
    private readonly List<SkippedFile> _skipped = [];
    private readonly List<string> _notes = [];
    private readonly Dictionary<(string Grader, string Student), int> _withoutRubric = [];
    private string _folder = "";
    private IProgress<ImportProgress>? _progress;
    private int _total;
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

    public void Start(string folder, int files, IProgress<ImportProgress>? progress)
    {
        _folder = Path.GetFullPath(folder);
        _total = files;
        _progress = progress;
    }

    public void FileRead(string path) => _progress?.Report(new(++_read, _total, Relative(path)));

    public void Skip(string path, string reason) => _skipped.Add(new(Relative(path), reason));

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
        _skipped.Add(new($"{Relative(Path.Combine(path, ReferenceFolder.Records))}, line {line}", why));
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
            _notes
        );
    }

    private string Relative(string path) => Path.GetRelativePath(_folder, path).Replace('\\', '/');
}
