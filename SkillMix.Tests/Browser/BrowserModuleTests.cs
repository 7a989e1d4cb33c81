using Microsoft.JSInterop;
using SkillMix.Dashboard.Browser;

namespace SkillMix.Tests.Browser;

public sealed class BrowserModuleTests
{
    [Fact]
    public async Task Module_ThatDidNotLoadAtFirst_IsLoadedAtTheNextCall()
    {
        var browser = new FlakyBrowser();
        var look = new PageLook(browser);

        await Assert.ThrowsAsync<JSException>(async () => await look.IsDarkAsync());

        Assert.True(await look.IsDarkAsync());
        Assert.True(await look.IsDarkAsync());
        Assert.Equal(2, browser.Imports);
    }

    /// <summary>Fails to load the first time, and is dark.</summary>
    private sealed class FlakyBrowser : IJSRuntime, IJSObjectReference
    {
        public int Imports { get; private set; }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) =>
            identifier == "import" && ++Imports == 1 ? ValueTask.FromException<TValue>(new JSException("offline"))
            : identifier == "import" ? ValueTask.FromResult((TValue)(object)this)
            : ValueTask.FromResult((TValue)(object)true);

        public ValueTask<TValue> InvokeAsync<TValue>(
            string identifier,
            CancellationToken cancellationToken,
            object?[]? args
        ) => InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
