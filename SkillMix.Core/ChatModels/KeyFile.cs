using System.Security.Cryptography;
using System.Text.Json;

namespace SkillMix.Core.ChatModels;

/// <summary>Keys in one encrypted file beside the store. Safe for use in parallel within one process.</summary>
/// <remarks>Made for ASP.NET Data Protection: <c>new KeyFile(path, protector.Protect, protector.Unprotect)</c>.</remarks>
/// <param name="path">The file; it need not exist.</param>
/// <param name="protect">Encrypts.</param>
/// <param name="unprotect">Decrypts; throws <see cref="CryptographicException"/> where it cannot.</param>
public sealed class KeyFile(string path, Func<byte[], byte[]> protect, Func<byte[], byte[]> unprotect) : IKeyRing
{
    private readonly Lock _lock = new();

    /// <summary>Names of the keys held, in order.</summary>
    /// <exception cref="InvalidDataException">The file cannot be decrypted.</exception>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_lock)
            {
                return [.. Read().Keys];
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file cannot be decrypted.</exception>
    public string? Find(string name)
    {
        lock (_lock)
        {
            return KeyRing.Given(Read().GetValueOrDefault(name));
        }
    }

    /// <summary>Holds a key from now on, in place of an earlier one of that name.</summary>
    public void Keep(string name, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        Change(keys => keys[name] = key.Trim());
    }

    /// <summary>Forgets a key; nothing happens where there is none.</summary>
    public void Forget(string name) => Change(keys => keys.Remove(name));

    /// <summary>Says where the file is, and nothing of what is in it.</summary>
    public override string ToString() => $"Keys in {path}";

    private void Change(Action<SortedDictionary<string, string>> change)
    {
        lock (_lock)
        {
            var keys = Read();
            change(keys);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var fresh = path + ".new";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new FileStream(fresh, options))
            {
                file.Write(protect(JsonSerializer.SerializeToUtf8Bytes(keys)));
            }

            File.Move(fresh, path, overwrite: true);
        }
    }

    private SortedDictionary<string, string> Read()
    {
        if (!File.Exists(path))
        {
            return new(StringComparer.Ordinal);
        }

        try
        {
            var keys = JsonSerializer.Deserialize<Dictionary<string, string>>(unprotect(File.ReadAllBytes(path)));
            return new(keys ?? [], StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or FormatException)
        {
#pragma warning disable MA0054 // The inner exception may quote what was decrypted.
            throw new InvalidDataException(
                $"The keys in {path} cannot be decrypted with this machine's protection keys; delete the file and enter the keys again."
            );
#pragma warning restore MA0054
        }
    }
}
