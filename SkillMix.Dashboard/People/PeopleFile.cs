using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SkillMix.Dashboard.People;

/// <summary>The people of a store, in one file beside it that only its user can read. Safe for use in parallel, also by several processes.</summary>
/// <remarks>
/// People are not in the store, which is merged, exported and shared; there, a person is an id. The file is small and read each
/// time, so that what the command line changes holds at once in a dashboard that runs.
/// </remarks>
/// <param name="path">The file; it need not exist.</param>
public sealed class PeopleFile(string path)
{
    private const string Extension = ".people.json";
    private const string LockExtension = ".lock";
    private const int Version = 1;

    /// <summary>A change takes milliseconds; who waits longer than this waits for something that hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    private readonly Lock _lock = new();
    private Reading _reading = new("", []);

    /// <summary>The people of a store: skillmix.db has skillmix.people.json.</summary>
    /// <param name="store">The store's path; it need not exist.</param>
    public static PeopleFile Beside(string store) =>
        new(System.IO.Path.ChangeExtension(System.IO.Path.GetFullPath(store), Extension));

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>The people as they are on disk now, in the order in which they were added.</summary>
    /// <exception cref="InvalidDataException">The file is no list of people.</exception>
    /// <exception cref="IOException">The file cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public IReadOnlyList<PersonEntry> People
    {
        get
        {
            lock (_lock)
            {
                return Read();
            }
        }
    }

    /// <summary>Somebody was added, changed or removed by this process.</summary>
    public event Action? Changed;

    /// <summary>Writes other people in place of those that are there; the file is seen as it was or as it is, and never half.</summary>
    /// <remarks>An empty file beside it, which stays, keeps the command line and a dashboard from losing each other's changes.</remarks>
    /// <param name="change">
    /// Handed the people as they are now; where it hands them back untouched, nothing is written. It may be asked a second time,
    /// where others changed them meanwhile.
    /// </param>
    /// <exception cref="InvalidDataException">The file is no list of people; it stays as it is.</exception>
    /// <exception cref="IOException">The file cannot be written; also <see cref="UnauthorizedAccessException"/>.</exception>
    public void Change(Func<IReadOnlyList<PersonEntry>, IReadOnlyList<PersonEntry>> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_lock)
        {
            var before = Read();
            var after = change(before);
            if (ReferenceEquals(before, after))
            {
                return;
            }

            using var alone = WaitForOthers();
            var now = Read();
            if (!ReferenceEquals(before, now))
            {
                after = change(now);
                if (ReferenceEquals(now, after))
                {
                    return;
                }
            }

            Write(JsonSerializer.SerializeToUtf8Bytes(new Content(Version, after), Form));
        }

        Changed?.Invoke();
    }

    /// <summary>Says where the file is, and nothing of what is in it.</summary>
    public override string ToString() => $"People in {Path}";

    /// <summary>Waits until no other process changes the file, and keeps others waiting until it is disposed.</summary>
    private FileStream WaitForOthers()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return OwnFile(Path + LockExtension, FileMode.OpenOrCreate);
            }
            catch (IOException) when (waiting.Elapsed < Patience)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>A file that only its user can read, opened for nobody else.</summary>
    private static FileStream OwnFile(string path, FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }

    private void Write(byte[] content)
    {
        var fresh = Path + ".new";
        File.Delete(fresh); // one that was left behind could be readable by others, and would stay so
        using (var file = OwnFile(fresh, FileMode.CreateNew))
        {
            file.Write(content);
        }

        File.Move(fresh, Path, overwrite: true);
    }

    /// <summary>Taken apart again only where it changed.</summary>
    private IReadOnlyList<PersonEntry> Read()
    {
        var text = File.Exists(Path) ? File.ReadAllText(Path) : "";
        if (_reading.Text != text)
        {
            _reading = new(text, Parse(text));
        }

        return _reading.People;
    }

    private IReadOnlyList<PersonEntry> Parse(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        Content? content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(text, Form);
        }
        catch (JsonException)
        {
            content = null;
        }

        // No inner exception: it may quote what is in the file.
        return
            content is { Version: Version, People: var people }
            && people.All(person => person is { Name: not null })
            && people.DistinctBy(person => person.Id).Count() == people.Count
            ? people
            : throw new InvalidDataException(
                $"{Path} is no list of people that this SkillMix can read; put a copy of it back, or move it away and add the people again."
            );
    }

    private sealed record Reading(string Text, IReadOnlyList<PersonEntry> People);

    private sealed record Content(int Version, IReadOnlyList<PersonEntry> People);
}
