using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;

namespace SkillMix.Dashboard.Background;

/// <summary>
/// The models of a store, in a file that people write too, and where their keys are. Keys go to providers and nowhere else.
/// Safe for use in parallel.
/// </summary>
/// <remarks>A key is looked for in the environment, then in the user secrets, then in the encrypted file beside the store.</remarks>
/// <param name="path">The models file; it need not exist.</param>
/// <param name="environment">Variables of the process.</param>
/// <param name="secrets">The user's secrets.</param>
/// <param name="kept">The encrypted file.</param>
/// <param name="clock">Measures and waits.</param>
public sealed class ModelBook(string path, IKeyRing environment, IKeyRing secrets, KeyFile kept, TimeProvider clock)
{
    /// <summary>Name of the models file beside a store.</summary>
    public const string ModelsName = "models.yaml";

    /// <summary>Name of the encrypted file of keys beside a store.</summary>
    public const string KeysName = "skillmix.keys";

    /// <summary>The user secrets' id: <c>dotnet user-secrets set OPENAI_API_KEY … --id skillmix</c>.</summary>
    private const string SecretsId = "skillmix";

    private readonly Lock _lock = new();
    private readonly IKeyRing _keys = new KeyRing(environment, secrets, new KeysOnly(kept));
    private readonly EndpointLimiters _limiters = new(clock);
    private Reading _reading = new("", new([]), []);

    /// <summary>The models and keys beside a store.</summary>
    /// <param name="store">The store's path; it need not exist.</param>
    /// <param name="models">Another models file; null for the one beside the store.</param>
    /// <param name="protection">Where what encrypts the keys is; null for the usual folder among the user's data.</param>
    /// <exception cref="InvalidDataException">The other models file is not there.</exception>
    public static ModelBook Beside(string store, string? models = null, string? protection = null)
    {
        if (models is not null && !File.Exists(models))
        {
            throw new InvalidDataException(
                $"There is no models file {models}; name one that is there, or leave --models out."
            );
        }

        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(store))!;
        return new(
            models ?? System.IO.Path.Combine(folder, ModelsName),
            new EnvironmentKeys(),
            new ConfigurationKeys(new ConfigurationBuilder().AddUserSecrets(SecretsId).Build()),
            KeyProtection.Open(System.IO.Path.Combine(folder, KeysName), protection),
            TimeProvider.System
        );
    }

    /// <summary>The models file.</summary>
    public string Path { get; } = path;

    /// <summary>The models of the file as it is on disk now; none while it has mistakes.</summary>
    public IReadOnlyList<ModelSpec> Models => Read().File.Models;

    /// <summary>The names of its models that are offered for new runs: those that are not retired.</summary>
    public IEnumerable<string> Offered => Models.Where(model => !model.IsRetired).Select(model => model.Name);

    /// <summary>Everything that is wrong with the file as it is on disk now: a sentence each, with path and line.</summary>
    public IReadOnlyList<string> Mistakes => Read().Mistakes;

    /// <summary>Why the encrypted file of keys cannot be used, in one sentence; null where it can, or where there is none.</summary>
    public string? KeysProblem
    {
        get
        {
            try
            {
                _ = kept.Names;
                return null;
            }
            catch (Exception problem) when (IsTrouble(problem))
            {
                return problem.Message;
            }
        }
    }

    /// <summary>The variables of the providers that have a usual one, in the order of the providers.</summary>
    public IReadOnlyList<KnownVariable> KnownVariables =>
        [
            .. new[]
            {
                KeyNames.OpenAIKey,
                KeyNames.OpenAIAddress,
                KeyNames.AzureKey,
                KeyNames.AzureAddress,
                KeyNames.AnthropicKey,
                KeyNames.AnthropicAddress,
            }.Select(VariableOf),
        ];

    /// <summary>The model of that name, from the file or, where it is not in the file, with its provider's defaults.</summary>
    /// <exception cref="FormatException">It is not in the file and is not named "provider/model".</exception>
    public ModelSpec Find(string name) => Read().File.Find(name);

    /// <summary>Adds a model to the file, or replaces the one of its name in its place. Comments within the list are lost.</summary>
    /// <exception cref="InvalidDataException">The file has mistakes; it stays as it is.</exception>
    /// <exception cref="ModelsFileException">The model itself cannot be written so that it can be read again.</exception>
    /// <exception cref="IOException">The file cannot be written; also <see cref="UnauthorizedAccessException"/>.</exception>
    public void Keep(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Change(models =>
            models.Any(one => one.Name == model.Name)
                ? [.. models.Select(one => one.Name == model.Name ? model : one)]
                : [.. models, model]
        );
    }

    /// <summary>Takes a model out of the file; nothing happens where it is not in it. What it wrote stays in the store.</summary>
    /// <exception cref="InvalidDataException">The file has mistakes; it stays as it is.</exception>
    /// <exception cref="IOException">The file cannot be written; also <see cref="UnauthorizedAccessException"/>.</exception>
    public void Forget(string name) => Change(models => [.. models.Where(one => one.Name != name)]);

    /// <summary>Keeps a key in the encrypted file, in place of an earlier one of that name.</summary>
    /// <param name="variable">The name it is looked for by.</param>
    /// <param name="key">The key; blanks around it do not count.</param>
    /// <exception cref="ArgumentException">It is blank, or holds a character that no key has. The key is not repeated.</exception>
    /// <exception cref="InvalidDataException">The file is of another machine, or encrypting is not possible.</exception>
    /// <exception cref="IOException">The file cannot be written; also <see cref="UnauthorizedAccessException"/>.</exception>
    public void KeepKey(string variable, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var trimmed = key.Trim();
        if (trimmed.Length == 0)
        {
            throw new ArgumentException("There is no key in the field; paste it once more.");
        }

        if (trimmed.Any(c => c is < '!' or > '~'))
        {
            throw new ArgumentException(
                "The key holds a character that no key has (a blank, a line break or a letter with an accent); copy it again."
            );
        }

        ChangeKeys(() => kept.Keep(variable, trimmed));
    }

    /// <summary>Forgets a key of the encrypted file; nothing happens where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is of another machine, or encrypting is not possible.</exception>
    /// <exception cref="IOException">The file cannot be written; also <see cref="UnauthorizedAccessException"/>.</exception>
    public void ForgetKey(string variable) => ChangeKeys(() => kept.Forget(variable));

    /// <summary>Where the key of a model is, and what may be shown of it.</summary>
    public KeyState StateOf(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var variable = KeyNames.OfKey(model);
        var keptKey = KeptKey(variable);
        if (model.UsesEntra)
        {
            return new(variable, KeyPlace.NotNeeded, null, keptKey is not null);
        }

        var (place, key) = Look(variable, keptKey);
        if (place is KeyPlace.Missing && model is { Provider: Provider.Compatible, KeyVariable: null })
        {
            place = KeyPlace.NotNeeded;
        }

        return new(variable, place, key is null ? null : MaskedKey.Of(key), keptKey is not null);
    }

    /// <summary>Where a model is asked.</summary>
    /// <exception cref="InvalidOperationException">It has no address, or one that is none; the sentence names the variable.</exception>
    public Uri EndpointOf(ModelSpec model) => ChatModelFactory.EndpointOf(model, _keys);

    /// <summary>A client that asks once: nothing is tried again.</summary>
    /// <param name="model">Which model, and where.</param>
    /// <param name="patience">How long one request may take.</param>
    /// <exception cref="InvalidOperationException">Its key or its address is missing; the sentence names the variable.</exception>
    public IChatClient OpenOnce(ModelSpec model, TimeSpan patience) => ChatModelFactory.Create(model, _keys, patience);

    /// <summary>The models that the server of openai/… says it has, by the names they can be asked by.</summary>
    /// <exception cref="InvalidOperationException">The key is missing; the sentence names the variable.</exception>
    /// <exception cref="ProviderException">The server does not say.</exception>
    public async Task<IReadOnlyList<string>> OfferedAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        [
            .. (
                await ChatModelFactory.OfferedAsync(
                    ModelSpec.FromName("openai/any"),
                    _keys,
                    patience,
                    cancellationToken
                )
            ).Select(name => $"openai/{name}"),
        ];

    /// <summary>The models as they are now, to be asked at a pace. Runs of this book share the doors to endpoints.</summary>
    /// <exception cref="InvalidDataException">The models file has mistakes; all of them, a line each.</exception>
    public ModelDirectory Directory(RunPace pace) => new(Sound(), _keys, pace, clock, _limiters);

    private void Change(Func<IReadOnlyList<ModelSpec>, IReadOnlyList<ModelSpec>> change)
    {
        lock (_lock)
        {
            var models = change(Sound().Models);
            var yaml = Heading(_reading.Text) + new ModelsFile(models).ToYaml();
            ModelsFile.Parse(yaml);
            Write(yaml);
        }
    }

    /// <summary>A reader of the file sees it as it was or as it is, and never half of it.</summary>
    private void Write(string yaml)
    {
        System.IO.Directory.CreateDirectory(FolderOf(Path));
        // A link stays a link, to a file that has changed.
        var link = File.Exists(Path) ? File.ResolveLinkTarget(Path, returnFinalTarget: true) : null;
        var target = link?.FullName ?? Path;
        var fresh = target + ".new";
        File.WriteAllText(fresh, yaml);
        File.Move(fresh, target, overwrite: true);
    }

    /// <summary>The comments that a file begins with.</summary>
    private static string Heading(string yaml) =>
        string.Concat(
            yaml.Split('\n')
                .TakeWhile(line => line.TrimStart().StartsWith('#') || string.IsNullOrWhiteSpace(line))
                .Where(line => !string.IsNullOrWhiteSpace(line))
                .Select(line => line.TrimEnd() + "\n")
        );

    private ModelsFile Sound()
    {
        var reading = Read();
        return reading.Mistakes.Count == 0
            ? reading.File
            : throw new InvalidDataException(string.Join('\n', reading.Mistakes));
    }

    /// <summary>The file is small and read each time; it is taken apart again only where it changed.</summary>
    private Reading Read()
    {
        lock (_lock)
        {
            string text;
            try
            {
                text = File.Exists(Path) ? File.ReadAllText(Path, Encoding.UTF8) : "";
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                return new("", new([]), [problem.Message]);
            }

            return _reading.Text == text ? _reading : _reading = Parse(text);
        }
    }

    private Reading Parse(string text)
    {
        try
        {
            return new(text, ModelsFile.Parse(text), []);
        }
        catch (ModelsFileException problem)
        {
            return new(
                text,
                new([]),
                [.. problem.Mistakes.Select(mistake => $"{Path}, line {mistake.Line}: {mistake.Sentence}")]
            );
        }
    }

    private KnownVariable VariableOf(string variable)
    {
        var isAddress = KeyNames.IsAddress(variable);
        var (place, value) = Look(variable, isAddress ? null : KeptKey(variable));
        return new(
            variable,
            place,
            value is null ? null
                : isAddress ? Shown(value)
                : MaskedKey.Of(value).ToString()
        );
    }

    /// <summary>What may be shown of an address: a name, a key or a query in it may be a secret.</summary>
    private static string Shown(string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
            ? "no web address"
        : uri is { UserInfo: "", Query: "", Fragment: "" } ? address
        : uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private (KeyPlace Place, string? Value) Look(string variable, string? keptKey) =>
        environment.Find(variable) is { } set ? (KeyPlace.Environment, set)
        : secrets.Find(variable) is { } secret ? (KeyPlace.Secrets, secret)
        : keptKey is not null ? (KeyPlace.KeyFile, keptKey)
        : (KeyPlace.Missing, null);

    /// <summary>What the encrypted file has; null where it cannot be used, which <see cref="KeysProblem"/> tells.</summary>
    private string? KeptKey(string variable)
    {
        try
        {
            return kept.Find(variable);
        }
        catch (Exception problem) when (IsTrouble(problem))
        {
            return null;
        }
    }

    private static void ChangeKeys(Action change)
    {
        try
        {
            change();
        }
        catch (CryptographicException problem)
        {
            throw new InvalidDataException(
                "The key could not be encrypted, and was not kept. Is the folder 'skillmix' among your user data writable?",
                problem
            );
        }
    }

    private static bool IsTrouble(Exception problem) =>
        problem is InvalidDataException or IOException or UnauthorizedAccessException;

    private static string FolderOf(string path) => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;

    /// <param name="Text">What was on disk.</param>
    /// <param name="File">Its models.</param>
    /// <param name="Mistakes">Why there are none.</param>
    private sealed record Reading(string Text, ModelsFile File, IReadOnlyList<string> Mistakes);

    /// <summary>Addresses are no secrets and not looked for in the file, which may be of another machine.</summary>
    private sealed class KeysOnly(KeyFile kept) : IKeyRing
    {
        public string? Find(string name) => KeyNames.IsAddress(name) ? null : kept.Find(name);
    }
}
