namespace SkillMix.Core.ChatModels;

/// <summary>The environment variables (or secrets of the same names) that keys and base addresses are looked for in.</summary>
public static class KeyNames
{
    public const string OpenAIKey = "OPENAI_API_KEY";
    public const string OpenAIAddress = "OPENAI_BASE_URL";
    public const string AzureKey = "AZURE_OPENAI_API_KEY";
    public const string AzureAddress = "AZURE_OPENAI_ENDPOINT";
    public const string AnthropicKey = "ANTHROPIC_API_KEY";
    public const string AnthropicAddress = "ANTHROPIC_BASE_URL";

    /// <summary>Where the key of a model is: its own variable, or the usual one of its provider.</summary>
    /// <remarks>compatible/my-llama: SKILLMIX_MY_LLAMA_API_KEY.</remarks>
    public static string OfKey(ModelSpec model) =>
        model.KeyVariable
        ?? model.Provider switch
        {
            Provider.OpenAI => OpenAIKey,
            Provider.Azure => AzureKey,
            Provider.Anthropic => AnthropicKey,
            _ => $"SKILLMIX_{Upper(model)}_API_KEY",
        };

    /// <summary>Where the base address of a model is, if the model itself names none.</summary>
    /// <remarks>compatible/my-llama: SKILLMIX_MY_LLAMA_BASE_URL.</remarks>
    public static string OfAddress(ModelSpec model) =>
        model.Provider switch
        {
            Provider.OpenAI => OpenAIAddress,
            Provider.Azure => AzureAddress,
            Provider.Anthropic => AnthropicAddress,
            _ => $"SKILLMIX_{Upper(model)}_BASE_URL",
        };

    /// <summary>Whether a variable holds a base address, which is no secret, and not a key.</summary>
    public static bool IsAddress(string variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return variable == AzureAddress || variable.EndsWith("_BASE_URL", StringComparison.Ordinal);
    }

    private static string Upper(ModelSpec model) =>
        string.Concat(
            model
                .Name[(model.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]
                .Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_')
        );
}
