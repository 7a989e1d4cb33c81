using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SkillMix.Core.Annotation;
using SkillMix.Core.Exchange;
using SkillMix.Dashboard;
using SkillMix.Dashboard.People;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

public sealed class AnnotationFilesTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SmallQueue? _small;
    private WebApplication? _app;

    public async Task InitializeAsync()
    {
        _small = await SmallQueue.MakeAsync();
        _small.Execute("UPDATE queues SET spec = replace(spec, '\"both\"', '\"k 2/../\\u00e4 \\\"x\\\"\"')");
        await _small.KeepAsync(
            _small.Event(DecisionKind.Decide, 0, Judgement.Met),
            _small.Event(DecisionKind.Complete)
        );
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _small?.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("decisions", "csv", "text/csv", 3)]
    [InlineData("decisions", "jsonl", "application/x-ndjson", 2)]
    [InlineData("verdicts", "csv", "text/csv", 2)]
    [InlineData("verdicts", "jsonl", "application/x-ndjson", 1)]
    public async Task Address_OfAQueuesFile_IsAFileToSave(string what, string ending, string type, int lines)
    {
        using var client = Client(await ServeAsync());

        using var answer = await client.GetAsync($"/annotate/{_small!.Queue:N}/{what}.{ending}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal($"k-2-x-{what}.{ending}", answer.Content.Headers.ContentDisposition.FileName);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(lines, text.TrimEnd().Split('\n').Length);
        if (what == "decisions")
        {
            Assert.Equal(await _small.WrittenAsync(ending == "csv" ? TableForm.Csv : TableForm.JsonLines), text);
        }
    }

    [Fact]
    public async Task Address_OfAQueueThatIsNotThere_SaysSoInASentence()
    {
        using var client = Client(await ServeAsync());

        using var answer = await client.GetAsync("/annotate/00000000000000000000000000000009/decisions.csv");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(
            "This store holds no queue 00000000000000000000000000000009. It may be in another store, or the link may be cut off.",
            await answer.Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task Address_AskedByNobodyWhereThereAreAccounts_LeadsToTheSignIn()
    {
        using var client = Client(await ServeAsync(usesAccounts: true));

        using var answer = await client.GetAsync($"/annotate/{_small!.Queue:N}/decisions.csv");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private async Task<WebApplication> ServeAsync(bool usesAccounts = false)
    {
        _app = DashboardApplication.Build(
            new DashboardOptions(_small!.File.Path, "http://127.0.0.1:0")
            {
                Protection = _folder.File("protection"),
                UsesAccounts = usesAccounts,
            }
        );
        if (usesAccounts)
        {
            _app.Services.GetRequiredService<Accounts>().Add("anna", PersonRole.Owner, "correct horse");
        }

        await _app.StartAsync();
        return _app;
    }

    private static HttpClient Client(WebApplication app) =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.First()) };
}
