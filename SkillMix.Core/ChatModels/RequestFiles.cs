namespace SkillMix.Core.ChatModels;

/// <summary>A file of requests as it was written.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Model">"provider/model" that all of its requests ask.</param>
/// <param name="Requests">How many there are.</param>
/// <param name="Bytes">Its length.</param>
public sealed record WrittenRequestFile(string Path, string Model, int Requests, long Bytes);

/// <summary>Writes requests to files that a batch endpoint or an engine takes: one model to a file.</summary>
public static class RequestFiles
{
    /// <summary>Writes the requests. Each file appears whole, or not at all.</summary>
    /// <param name="path">Name of the file where one is enough; else "-" and the model, and a number, come before its ending.</param>
    /// <param name="requests">The requests of any models, in the order of their lines.</param>
    /// <param name="models">How each model is reached.</param>
    /// <returns>The files, model by model; none where there are no requests.</returns>
    /// <exception cref="InvalidOperationException">A provider takes no batches in this form.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async Task<IReadOnlyList<WrittenRequestFile>> WriteAsync(
        string path,
        IReadOnlyList<PendingRequest> requests,
        Func<string, ModelSpec> models,
        CancellationToken cancellationToken
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var byModel = requests.GroupBy(request => request.Model).OrderBy(group => group.Key, StringComparer.Ordinal);
        var files = byModel.Select(group => BatchFile.Split(group, models(group.Key)).ToList()).ToList();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var written = new List<WrittenRequestFile>();
        foreach (var ofModel in files)
        {
            for (var i = 0; i < ofModel.Count; i++)
            {
                var file = ofModel[i];
                var name = NameOf(path, files.Count == 1 ? null : file.Model.Name, ofModel.Count == 1 ? 0 : i + 1);
                for (var again = 2; !taken.Add(name); again++)
                {
                    name = NameOf(path, FormattableString.Invariant($"{file.Model.Name}-{again}"), i + 1);
                }

                await WriteAsync(file, name, cancellationToken);
                written.Add(new(name, file.Model.Name, file.Requests.Count, file.Bytes));
            }
        }

        return written;
    }

    private static string NameOf(string path, string? model, int number)
    {
        var ending = Path.GetExtension(path);
        var stem = path[..^ending.Length];
        var letters = string.Concat(
            (model ?? "").Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')
        );
        return stem
            + (letters.Length == 0 ? "" : "-" + letters)
            + (number == 0 ? "" : FormattableString.Invariant($"-{number}"))
            + ending;
    }

    private static async Task WriteAsync(BatchFile file, string path, CancellationToken cancellationToken)
    {
        var scratch = path + ".part";
        try
        {
            await using (var stream = File.Create(scratch))
            {
                await file.WriteAsync(stream, cancellationToken);
            }

            File.Move(scratch, path, overwrite: true);
        }
        catch
        {
            File.Delete(scratch);
            throw;
        }
    }
}
