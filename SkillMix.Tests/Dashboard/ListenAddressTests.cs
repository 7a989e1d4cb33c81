using SkillMix.Dashboard;

namespace SkillMix.Tests.Dashboard;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5310", true, false)]
    [InlineData("http://localhost:5310", true, false)]
    [InlineData("https://[::1]:5310", true, false)]
    [InlineData("http://0.0.0.0:5310", false, true)]
    [InlineData("http://[::]:5310", false, true)]
    [InlineData("http://*:5310", false, true)]
    [InlineData("http://+:5310", false, true)]
    [InlineData("http://192.168.1.5:5310", false, false)]
    [InlineData("http://study.example:5310", false, false)]
    [InlineData("http://127.0.0.1.example:5310", false, false)]
    public void Address_Read_KnowsWhoCanReachIt(string url, bool isLoopback, bool isEverywhere)
    {
        var address = ListenAddress.Parse(url);

        Assert.Equal((isLoopback, isEverywhere), (address.IsLoopback, address.IsEverywhere));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:5310/path")]
    [InlineData("http://127.0.0.1/;http://0.0.0.0:80")]
    [InlineData("http://unix:/tmp/socket")]
    public void Address_ThatIsNoneOrMoreThanOne_IsRefused(string url) =>
        Assert.StartsWith(
            "--url wants an address",
            Assert.Throws<ArgumentException>(() => ListenAddress.Parse(url)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("http://127.0.0.1:5310", "localhost", true, true)]
    [InlineData("http://127.0.0.1:5310", "evil.example", false, false)]
    [InlineData("http://study.example:5310", "Study.Example", false, true)]
    [InlineData("http://study.example:5310", "evil.example", false, false)]
    [InlineData("http://[2001:db8::1]:5310", "[2001:db8::1]", false, true)]
    [InlineData("http://0.0.0.0:5310", "anything.example", false, true)]
    public void Answers_AHost_WithoutAndWithAccounts(string url, string host, bool without, bool with)
    {
        var address = ListenAddress.Parse(url);

        Assert.Equal((without, with), (address.Answers(host, false), address.Answers(host, true)));
    }
}
