namespace SkillMix.Core.ChatModels;

/// <summary>Who answers. The word before the first "/" of a model's name.</summary>
public enum Provider
{
    /// <summary>openai/…</summary>
    OpenAI,

    /// <summary>azure/&lt;deployment&gt;, through the v1 endpoint.</summary>
    Azure,

    /// <summary>anthropic/…</summary>
    Anthropic,

    /// <summary>compatible/&lt;name&gt;: any server that speaks OpenAI's chat completions (vLLM, llama.cpp, Ollama, LM Studio).</summary>
    Compatible,
}

/// <summary>A model behind an endpoint: how to reach it, what it costs, and where it comes from. Never holds a key.</summary>
/// <param name="Name">"provider/model", the name it is asked by everywhere.</param>
/// <param name="Provider">The part of the name before the first "/".</param>
/// <param name="Model">What the endpoint calls it; for Azure the deployment.</param>
public sealed record ModelSpec(string Name, Provider Provider, string Model)
{
    /// <summary>Base address; null takes the environment's (for instance OPENAI_BASE_URL) and then the provider's own.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Name of the environment variable or secret that holds the key; null takes the provider's usual one.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>Signs in to Azure with Entra instead of a key.</summary>
    public bool UsesEntra { get; init; }

    /// <summary>USD per million tokens of prompt, ≥ 0; null where it is not known.</summary>
    public decimal? PriceIn { get; init; }

    /// <summary>USD per million tokens of reply, ≥ 0; null where it is not known.</summary>
    public decimal? PriceOut { get; init; }

    /// <summary>What a request costs in a batch, as a share of its price, 0 to 1; null for the provider's usual: half at openai/… and azure/…, else all of it.</summary>
    public decimal? BatchPrice { get; init; }

    /// <summary>Most tokens of prompt and reply together, ≥ 1; null where it is not known.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>Day of release; null where it is not known.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>No longer offered for new runs; what it wrote stays.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Name of the model it was tuned from; null for a base model.</summary>
    public string? BaseModel { get; init; }

    /// <summary>Name of the training set it was tuned on; null for none.</summary>
    public string? TrainingSet { get; init; }

    /// <summary>The provider's id of the tuning job that made it; null for none.</summary>
    public string? TuningJob { get; init; }

    /// <summary>Names of the graders whose full marks its training data was filtered by; empty where no grader chose.</summary>
    /// <remarks>Grading such a model with one of them favours it: it was trained on what that grader likes.</remarks>
    public IReadOnlyList<string> FilteredBy { get; init; } = [];

    /// <summary>The same model at the prices that it has in batches.</summary>
    internal ModelSpec InBatches()
    {
        var share = BatchPrice ?? (Provider is Provider.OpenAI or Provider.Azure ? 0.5m : 1m);
        return this with { PriceIn = PriceIn * share, PriceOut = PriceOut * share };
    }

    /// <summary>A model by its name alone, everything else being the provider's default.</summary>
    /// <exception cref="FormatException">The name is not "provider/model" with a provider of this program.</exception>
    public static ModelSpec FromName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && slash < name.Length - 1 && ProviderOf(name[..slash]) is { } provider)
        {
            return new(name, provider, name[(slash + 1)..]);
        }

        throw new FormatException(
            $"'{name}' names no model: expected openai/<model>, azure/<deployment>, anthropic/<model>, compatible/<name> or rehearsal/<name>."
        );
    }

    /// <summary>The words a name can start with.</summary>
    internal static IReadOnlyList<string> ProviderWords { get; } = ["openai", "azure", "anthropic", "compatible"];

    private static Provider? ProviderOf(string word) =>
        word switch
        {
            "openai" => Provider.OpenAI,
            "azure" => Provider.Azure,
            "anthropic" => Provider.Anthropic,
            "compatible" => Provider.Compatible,
            _ => null,
        };
}
