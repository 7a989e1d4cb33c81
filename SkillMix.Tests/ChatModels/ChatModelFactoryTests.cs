using Azure.Core;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;

namespace SkillMix.Tests.ChatModels;

public sealed class ChatModelFactoryTests
{
    private static readonly EnvironmentKeys Nothing = new(_ => null);

    [Theory]
    [InlineData("openai/gpt-x", "OPENAI_API_KEY")]
    [InlineData("anthropic/claude-x", "ANTHROPIC_API_KEY")]
    public void Create_WithoutAKey_SaysWhichVariableIsMissing(string model, string variable)
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            ChatModelFactory.Create(ModelSpec.FromName(model), Nothing)
        );

        Assert.Equal(
            $"{model} needs a key: set the environment variable {variable} or enter it on the Models page.",
            exception.Message
        );
    }

    [Theory]
    [InlineData("azure/d", "AZURE_OPENAI_ENDPOINT")]
    [InlineData("compatible/my-llama", "SKILLMIX_MY_LLAMA_BASE_URL")]
    public void Create_WithoutAnAddress_SaysWhichVariableIsMissing(string model, string variable)
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            ChatModelFactory.Create(ModelSpec.FromName(model), Nothing)
        );

        Assert.Equal(
            $"{model} has no address: give it an endpoint in the models file or set {variable}.",
            exception.Message
        );
    }

    [Fact]
    public void Create_KeyWithALineBreak_SaysSoWithoutTheKey()
    {
        var keys = new EnvironmentKeys(_ => "sk-secret\r\nsecond");

        var exception = Assert.Throws<InvalidOperationException>(() =>
            ChatModelFactory.Create(
                ModelSpec.FromName("openai/gpt-x") with
                {
                    Endpoint = new("http://localhost"),
                },
                keys
            )
        );

        Assert.StartsWith("The key in OPENAI_API_KEY", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://r.openai.azure.com", "https://r.openai.azure.com/openai/v1/")]
    [InlineData("https://r.openai.azure.com/", "https://r.openai.azure.com/openai/v1/")]
    [InlineData("https://r.openai.azure.com/openai/v1", "https://r.openai.azure.com/openai/v1")]
    [InlineData("https://r.openai.azure.com/openai/v1/", "https://r.openai.azure.com/openai/v1/")]
    public void EndpointOf_AnAzureResource_IsItsV1Endpoint(string given, string expected) =>
        Assert.Equal(
            expected,
            ChatModelFactory.EndpointOf(ModelSpec.FromName("azure/d"), new EnvironmentKeys(_ => given)).ToString()
        );

    [Fact]
    public void EndpointOf_ModelEnvironmentAndDefault_TheNearestWins()
    {
        var model = ModelSpec.FromName("openai/gpt-x");
        var environment = new EnvironmentKeys(name => name == "OPENAI_BASE_URL" ? "https://proxy.example/v1" : null);

        Assert.Equal("https://api.openai.com/v1", ChatModelFactory.EndpointOf(model, Nothing).ToString());
        Assert.Equal("https://proxy.example/v1", ChatModelFactory.EndpointOf(model, environment).ToString());
        Assert.Equal(
            "https://own.example/v1",
            ChatModelFactory.EndpointOf(model with { Endpoint = new("https://own.example/v1") }, environment).ToString()
        );
    }

    [Theory]
    [InlineData("OPENAI_BASE_URL", "openai/gpt-x")]
    [InlineData("AZURE_OPENAI_ENDPOINT", "azure/d")]
    public void EndpointOf_AnAddressWithUserInfo_IsRefusedWithoutRepeatingIt(string variable, string model)
    {
        var keys = new EnvironmentKeys(name => name == variable ? "https://me:hidden@proxy.example/v1" : null);

        var problem = Assert.Throws<InvalidOperationException>(() =>
            ChatModelFactory.EndpointOf(ModelSpec.FromName(model), keys)
        );

        Assert.Contains("a key belongs into its variable", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AzureWithEntra_SendsItsToken()
    {
        using var wire = new Wire();
        var model = ModelSpec.FromName("azure/d") with { UsesEntra = true, Endpoint = new("https://r.example") };
        using var client = ChatModelFactory.Create(model, Nothing, null, wire, new Token());

        await client.GetResponseAsync("Write.");

        Assert.Equal("https://r.example/openai/v1/chat/completions", wire.Address);
        Assert.Equal("Bearer entra-token", wire.Authorization);
    }

    [Fact]
    public void Create_EntraOverPlainHttp_IsRefused() =>
        Assert.Contains(
            "needs an https address",
            Assert
                .Throws<InvalidOperationException>(() =>
                    ChatModelFactory.Create(
                        ModelSpec.FromName("azure/d") with
                        {
                            UsesEntra = true,
                            Endpoint = new("http://r.example"),
                        },
                        Nothing
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    private sealed class Wire : HttpMessageHandler
    {
        public string? Address { get; private set; }

        public string? Authorization { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Address = request.RequestUri!.ToString();
            Authorization = request.Headers.Authorization!.ToString();
            var json = """
                {"id":"1","object":"chat.completion","created":1,"model":"d","choices":
                [{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}]}
                """;
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(json) });
        }
    }

    private sealed class Token : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("entra-token", DateTimeOffset.UtcNow.AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext,
            CancellationToken cancellationToken
        ) => ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
