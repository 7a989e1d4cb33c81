using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SkillMix.Dashboard;
using SkillMix.Dashboard.People;
using SkillMix.Tests.Storage;
using static Microsoft.Playwright.Assertions;

namespace SkillMix.Tests.Browser;

/// <summary>People are changed here, so these tests have servers of their own; the browser is the shared one.</summary>
public sealed class PeoplePageTests(DashboardFixture dashboard) : PageTests(dashboard), IDisposable
{
    private const string Password = "correct horse";

    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    [BrowserFact]
    public async Task SignIn_WithTheRightPassword_LeadsToThePageThatWasAsked()
    {
        await ServeAsync(usesAccounts: true);
        var page = await Dashboard.NewTabAsync();
        await page.GotoAsync(Address + "/generations?k=3");

        await Expect(page).ToHaveURLAsync(Address + "/sign-in?back=%2Fgenerations%3Fk%3D3");
        await SendAsync(page, "anna", Password);

        await Expect(page).ToHaveURLAsync(Address + "/generations?k=3");
        await Expect(page.Locator("header .who")).ToHaveTextAsync("anna");
    }

    [BrowserFact]
    public async Task SignIn_WithoutScripts_Works()
    {
        await ServeAsync(usesAccounts: true);
        var page = await Dashboard.NewTabAsync(hasScripts: false);
        await page.GotoAsync(Address + "/runs");
        await SendAsync(page, "anna", Password);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Runs", Exact = true })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task SignIn_WithWrongPasswords_SaysSoKindlyAndThenLocksTheName()
    {
        await ServeAsync(usesAccounts: true);
        var page = await Dashboard.NewTabAsync();
        await page.GotoAsync(Address + "/sign-in");
        for (var i = 0; i < 4; i++)
        {
            await SendAsync(page, "anna", "wrong battery");
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not belong together");
            await Expect(page.GetByLabel("Name")).ToHaveValueAsync("anna");
            await Expect(page.GetByLabel("Password")).ToHaveValueAsync("");
        }

        await SendAsync(page, "anna", "wrong battery");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("locked for 15 more minutes");
        await SendAsync(page, "anna", Password);

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("locked for");
        await Expect(page).ToHaveURLAsync(Address + "/sign-in");
    }

    [BrowserFact]
    public async Task SignIn_WithAWayBackToAnotherHost_LeadsHome()
    {
        await ServeAsync(usesAccounts: true);
        foreach (var elsewhere in new[] { "https://example.com/", "//example.com/", "/\\example.com" })
        {
            var page = await Dashboard.NewTabAsync();
            await page.GotoAsync(Address + SkillMixUrls.SignIn(elsewhere));
            await SendAsync(page, "anna", Password);

            await Expect(page).ToHaveURLAsync(Address + "/");
        }
    }

    [BrowserFact]
    public async Task SignOut_InOneTab_EndsTheOtherToo()
    {
        await ServeAsync(usesAccounts: true);
        var page = await SignedInAsync("anna", "/people");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(Address + "/runs");
        await DashboardFixture.IsLiveAsync(other);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
        await Expect(other).ToHaveURLAsync(Address + "/sign-in?back=%2Fruns");
        await page.GotoAsync(Address + "/runs");
        await Expect(page).ToHaveURLAsync(Address + "/sign-in?back=%2Fruns");
    }

    [BrowserFact]
    public async Task Session_OfAPasswordThatIsChangedByAnOwner_EndsInTheOpenPage()
    {
        await ServeAsync(usesAccounts: true);
        var page = await SignedInAsync("bob", "/people");

        Accounts.SetPassword(Accounts.All.First(one => one.Name == "bob").Id, "another horse");

        await Expect(page).ToHaveURLAsync(Address + "/sign-in?back=%2Fpeople");
    }

    [BrowserFact]
    public async Task Annotator_ByAddress_IsToldKindlyThatAPageIsForOwners()
    {
        await ServeAsync(usesAccounts: true);
        var page = await SignedInAsync("bob", "/people");
        foreach (var path in new[] { "/runs", "/generations", "/curves", "/about", "/models", "/g/" + Guid.Empty })
        {
            var answer = await page.GotoAsync(Address + path);

            Assert.Equal(403, answer!.Status);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This page is for owners" }))
                .ToBeVisibleAsync();
            await Expect(page.Locator("main h1")).ToHaveCountAsync(1);
            await DashboardFixture.IsLiveAsync(page);
            await Expect(page.Locator("main h1")).ToHaveTextAsync("This page is for owners");
        }

        Assert.Equal(["Annotate", "People"], await page.Locator("nav a").AllInnerTextsAsync());
        await Expect(page.Locator("header .store")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Annotator_InsideTheCircuit_CannotGoThereEither()
    {
        await ServeAsync(usesAccounts: true);
        var page = await SignedInAsync("bob", "/people");
        await page.EvaluateAsync("window.isTheSamePage = true");

        await page.EvaluateAsync("Blazor.navigateTo('/runs')");

        await Expect(page.Locator("main h1")).ToHaveTextAsync("This page is for owners");
        Assert.True(await page.EvaluateAsync<bool>("window.isTheSamePage"));
        await page.GetByRole(AriaRole.Link, new() { Name = "People" }).ClickAsync();
        await Expect(page.Locator("main h1")).ToHaveTextAsync("People");
    }

    [BrowserFact]
    public async Task Annotator_AtHome_IsLedToAnnotate()
    {
        await ServeAsync(usesAccounts: true);
        var page = await SignedInAsync("bob", "/people");

        await page.GotoAsync(Address + "/");
        await Expect(page).ToHaveURLAsync(Address + "/annotate");
        await page.GotoAsync(Address + "/people");
        await DashboardFixture.IsLiveAsync(page);
        await page.EvaluateAsync("Blazor.navigateTo('/')");

        await Expect(page).ToHaveURLAsync(Address + "/annotate");
    }

    [BrowserFact]
    public async Task Annotator_WhoChangesTheirPassword_SignsInWithTheNewOne()
    {
        await ServeAsync(usesAccounts: true);
        var page = await SignedInAsync("bob", "/people");
        await Expect(page.GetByText("anna")).ToHaveCountAsync(0);

        await page.GetByLabel("Present password").FillAsync("wrong battery");
        await page.GetByLabel("New password").FillAsync("another horse");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not your present password");
        await page.GetByLabel("Present password").FillAsync(Password);
        await page.GetByLabel("New password").FillAsync("another horse");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your password was changed");
        await SendAsync(page, "bob", "another horse");

        await Expect(page).ToHaveURLAsync(new Regex("/(annotate|people)$"));
    }

    [BrowserFact]
    public async Task Owner_WhoBecomesAnAnnotator_LosesTheOpenPage()
    {
        await ServeAsync(usesAccounts: true);
        var page = await SignedInAsync("anna", "/runs");
        Accounts.Add("eve", PersonRole.Owner, Password);

        Accounts.SetRole(Accounts.All.First(one => one.Name == "anna").Id, PersonRole.Annotator);

        await Expect(page.Locator("main h1")).ToHaveTextAsync("This page is for owners");
        await Expect(page.Locator("nav a")).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task Owner_AddsChangesAndRemovesAnAccount()
    {
        await ServeAsync(usesAccounts: true);
        var page = await SignedInAsync("anna", "/people");

        await page.GetByRole(AriaRole.Link, new() { Name = "Add an account" }).ClickAsync();
        await page.Locator("#person-name").FillAsync("eve");
        await page.Locator("#person-password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "eve" }).ClickAsync();
        await page.GetByLabel("Role").SelectOptionAsync("owner");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set role" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The role is owner now.");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "eve owner" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove them" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "eve" })).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task LocalPerson_AddedAndChosen_SitsAtThisBrowserAndNoOther()
    {
        await ServeAsync(usesAccounts: false);
        var first = new LocalPeople(PeopleFile.Beside(_folder.File())).At(null).Name;
        var page = await Dashboard.OpenAsync("/people", address: Address);
        await Expect(page.Locator("header .who")).ToHaveTextAsync(first);

        await page.GetByRole(AriaRole.Link, new() { Name = "Add a name" }).ClickAsync();
        await page.Locator("#person-name").FillAsync("Grace <i>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "This is me: Grace <i>" }).ClickAsync();

        await Expect(page.Locator("header .who")).ToHaveTextAsync("Grace <i>");
        await page.GotoAsync(Address + "/runs");
        await Expect(page.Locator("header .who")).ToHaveTextAsync("Grace <i>");
        var other = await Dashboard.OpenAsync("/people", address: Address);
        await Expect(other.Locator("header .who")).ToHaveTextAsync(first);
    }

    [BrowserFact]
    public async Task LocalPerson_Renamed_IsCalledSoInTheHeaderAtOnce()
    {
        await ServeAsync(usesAccounts: false);
        var page = await Dashboard.OpenAsync("/people", address: Address);

        await page.Locator("table.data tbody a").First.ClickAsync();
        await page.Locator("#person-name").FillAsync("Ada");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();

        await Expect(page.Locator("header .who")).ToHaveTextAsync("Ada");
    }

    [BrowserFact]
    public async Task Axe_OnTheSignIn_FindsNothing()
    {
        await ServeAsync(usesAccounts: true);
        foreach (var isDark in new[] { false, true })
        {
            var page = await Dashboard.NewTabAsync(isDark, isDark ? 1024 : 1440);
            await page.GotoAsync(Address + "/sign-in");
            Assert.Empty(await DashboardFixture.AccessibilityProblemsAsync(page));
            await SendAsync(page, "nobody", "wrong battery");
            await page.GetByRole(AriaRole.Alert).WaitForAsync();

            Assert.Empty(await DashboardFixture.AccessibilityProblemsAsync(page));
        }
    }

    [BrowserFact]
    public async Task Axe_OnPeopleWithAccounts_FindsNothing()
    {
        await ServeAsync(usesAccounts: true);
        foreach (var isDark in new[] { false, true })
        {
            var page = await SignedInAsync("anna", "/people?add=on", isDark, isDark ? 1024 : 1440);
            Assert.Empty(await DashboardFixture.AccessibilityProblemsAsync(page));
            await page.GetByRole(AriaRole.Link, new() { Name = "bob" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();

            Assert.Empty(await DashboardFixture.AccessibilityProblemsAsync(page));
        }
    }

    [BrowserFact]
    public async Task Axe_OnLocalPeople_FindsNothing()
    {
        await ServeAsync(usesAccounts: false);
        new LocalPeople(PeopleFile.Beside(_folder.File())).Add("Grace");
        foreach (var isDark in new[] { false, true })
        {
            var page = await Dashboard.OpenAsync("/people?add=on", isDark, isDark ? 1024 : 1440, address: Address);

            Assert.Empty(await DashboardFixture.AccessibilityProblemsAsync(page));
        }
    }

    private string Address => _app!.Urls.First();

    private Accounts Accounts => _app!.Services.GetRequiredService<Accounts>();

    /// <summary>A dashboard over an empty store; with accounts, anna is an owner and bob an annotator.</summary>
    private async Task ServeAsync(bool usesAccounts)
    {
        _app = DashboardApplication.Build(
            new DashboardOptions(_folder.File(), "http://127.0.0.1:0")
            {
                Protection = _folder.File("protection"),
                UsesAccounts = usesAccounts,
            }
        );
        if (usesAccounts)
        {
            Accounts.Add("anna", PersonRole.Owner, Password);
            Accounts.Add("bob", PersonRole.Annotator, Password);
        }

        await _app.StartAsync();
    }

    private async Task<IPage> SignedInAsync(string name, string path, bool isDark = false, int width = 1440)
    {
        var page = await Dashboard.NewTabAsync(isDark, width);
        await page.GotoAsync(Address + path);
        await SendAsync(page, name, Password);
        await Expect(page).ToHaveURLAsync(Address + path);
        await DashboardFixture.IsLiveAsync(page);
        return page;
    }

    private static async Task SendAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
