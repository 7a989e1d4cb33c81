using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using SkillMix.Core.ChatModels;

namespace SkillMix.Tests.ChatModels;

public sealed class KeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keys").FullName;
    private readonly EphemeralDataProtectionProvider _provider = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("sk-test-0123456789abcdef3f9a", "sk-…3f9a")]
    [InlineData("0123456789abcdef3f9a", "…3f9a")]
    [InlineData("short", "…")]
    [InlineData("", "…")]
    public void MaskedKey_AnyKey_ShowsItsEndsAtMost(string key, string shown) =>
        Assert.Equal(shown, MaskedKey.Of(key).ToString());

    [Fact]
    public void KeyFile_OpenedAgain_HasItsKeys()
    {
        File("keys").Keep("OPENAI_API_KEY", Models.Key + "\n");

        var again = File("keys");

        Assert.Equal(Models.Key, again.Find("OPENAI_API_KEY"));
        Assert.Equal(["OPENAI_API_KEY"], again.Names);
        Assert.Null(again.Find("ANTHROPIC_API_KEY"));
        again.Forget("OPENAI_API_KEY");
        Assert.Null(File("keys").Find("OPENAI_API_KEY"));
    }

    [Fact]
    public void KeyFile_OnDisk_HoldsNoKeyInTheClear()
    {
        File("keys").Keep("OPENAI_API_KEY", Models.Key);

        var bytes = System.IO.File.ReadAllText(Path.Combine(_folder, "keys"), System.Text.Encoding.Latin1);

        Assert.DoesNotContain(Models.Key, bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("OPENAI", bytes, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                System.IO.File.GetUnixFileMode(Path.Combine(_folder, "keys"))
            );
        }
    }

    [Fact]
    public void KeyFile_OfAnotherMachine_SaysWhatToDo()
    {
        File("keys").Keep("OPENAI_API_KEY", Models.Key);
        var other = new EphemeralDataProtectionProvider().CreateProtector("keys");
        var file = new KeyFile(Path.Combine(_folder, "keys"), other.Protect, other.Unprotect);

        var exception = Assert.Throws<InvalidDataException>(() => file.Find("OPENAI_API_KEY"));

        Assert.Contains("delete the file and enter the keys again", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeyRing_SeveralPlaces_TheFirstThatHasItGivesIt()
    {
        var secrets = new ConfigurationBuilder()
            .AddInMemoryCollection([new("A_KEY", "from-secrets"), new("B_KEY", "b-from-secrets")])
            .Build();
        var ring = new KeyRing(
            new EnvironmentKeys(name => name == "A_KEY" ? " from-environment " : " "),
            new ConfigurationKeys(secrets)
        );

        Assert.Equal("from-environment", ring.Find("A_KEY"));
        Assert.Equal("b-from-secrets", ring.Find("B_KEY"));
        Assert.Null(ring.Find("C_KEY"));
    }

    private KeyFile File(string name)
    {
        var protector = _provider.CreateProtector("keys");
        return new(Path.Combine(_folder, name), protector.Protect, protector.Unprotect);
    }
}
