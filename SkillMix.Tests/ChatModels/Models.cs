using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.ChatModels;

/// <summary>The real clients of every provider, pointed at the fake one.</summary>
internal static class Models
{
    /// <summary>The key that every client has; no word of the program may hold it.</summary>
    public const string Key = "sk-test-0123456789abcdef3f9a";

    /// <summary>One name per provider.</summary>
    public static string[] Names { get; } =
    ["openai/gpt-x", "azure/my-deployment", "anthropic/claude-x", "compatible/llama"];

    public static IKeyRing Keys(FakeProviderServer? server = null) =>
        new EnvironmentKeys(name =>
            name switch
            {
                _ when name.EndsWith("_API_KEY", StringComparison.Ordinal) => Key,
                "AZURE_OPENAI_ENDPOINT" or "ANTHROPIC_BASE_URL" => server?.Root.ToString(),
                _ when name.EndsWith("_BASE_URL", StringComparison.Ordinal) => server?.OpenAIAddress.ToString(),
                _ => null,
            }
        );

    public static IChatClient Client(string name, FakeProviderServer server, TimeSpan? patience = null) =>
        ChatModelFactory.Create(ModelSpec.FromName(name), Keys(server), patience);
}
