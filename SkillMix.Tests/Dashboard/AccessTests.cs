using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using SkillMix.Dashboard;
using SkillMix.Dashboard.People;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

/// <summary>What may be opened by whom, asked of a server over HTTP.</summary>
public sealed class AccessTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<WebApplication> _apps = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Endpoints_OfAnyKind_WantAPersonUnlessTheyAreTheSignInOrAFile()
    {
        var app = await ServeAsync(usesAccounts: true);

        var open = app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.Where(one => one.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Where(one => one.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(one => ((RouteEndpoint)one).RoutePattern.RawText);

        Assert.Equal(["/sign-in"], open);
    }

    [Fact]
    public void Pages_ForAnnotators_AreTheseAndNoOthers()
    {
        var pages = typeof(DashboardApplication)
            .Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(Microsoft.AspNetCore.Components.RouteAttribute), false))
            .Where(type => Access.PolicyOf(type) != Access.Owner)
            .SelectMany(type => type.GetCustomAttributes(typeof(Microsoft.AspNetCore.Components.RouteAttribute), false))
            .Select(route => ((Microsoft.AspNetCore.Components.RouteAttribute)route).Template)
            .Where(route => !route.StartsWith(SkillMixUrls.AnnotatePath, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        Assert.Equal(["/not-found", "/people", "/sign-in"], pages);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/runs")]
    [InlineData("/people")]
    [InlineData("/g/01900000000070008000000000000000")]
    [InlineData("/nothing/at/all")]
    public async Task Address_AskedByNobody_LeadsToTheSignIn(string path)
    {
        using var client = Client(await ServeAsync(usesAccounts: true));

        using var answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hub_AskedByNobody_IsClosed()
    {
        using var client = Client(await ServeAsync(usesAccounts: true));

        using var answer = await client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData(true, "/sign-in")]
    [InlineData(true, "/sign-out")]
    [InlineData(false, "/people/me")]
    public async Task Form_WithoutItsToken_ChangesNothing(bool usesAccounts, string path)
    {
        var app = await ServeAsync(usesAccounts);
        using var client = Client(app);
        var stamps = app.Services.GetRequiredService<PeopleFile>().People.Select(one => one.Stamp).ToList();

        using var answer = await client.PostAsync(
            path,
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["_handler"] = "sign-in",
                    ["Form.Name"] = "anna",
                    ["Form.Password"] = "correct horse",
                    ["id"] = Guid.Empty.ToString(),
                }
            )
        );

        Assert.DoesNotContain("Set-Cookie", answer.Headers.Select(header => header.Key));
        Assert.Equal(stamps, app.Services.GetRequiredService<PeopleFile>().People.Select(one => one.Stamp));
    }

    [Theory]
    [InlineData(false, "evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData(true, "evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData(false, "localhost", HttpStatusCode.OK)]
    public async Task Request_ForAnotherHost_IsTurnedAway(bool usesAccounts, string host, HttpStatusCode expected)
    {
        using var client = Client(await ServeAsync(usesAccounts));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/favicon.svg") { Headers = { Host = host } };

        using var answer = await client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnyRequest_WhereTheFileOfPeopleIsBad_IsRefused(bool usesAccounts)
    {
        using var client = Client(await ServeAsync(usesAccounts));
        await File.WriteAllTextAsync(_folder.File("store.people.json"), "nonsense");

        using var answer = await client.GetAsync("/runs");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.Equal(usesAccounts, !said.Contains(_folder.Path, StringComparison.Ordinal));
    }

    private async Task<WebApplication> ServeAsync(bool usesAccounts)
    {
        var app = DashboardApplication.Build(
            new DashboardOptions(_folder.File(), "http://127.0.0.1:0")
            {
                Protection = _folder.File("protection"),
                UsesAccounts = usesAccounts,
            }
        );
        _apps.Add(app);
        if (usesAccounts)
        {
            app.Services.GetRequiredService<Accounts>().Add("anna", PersonRole.Owner, "correct horse");
        }

        await app.StartAsync();
        return app;
    }

    private static HttpClient Client(WebApplication app) =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.First()) };
}
