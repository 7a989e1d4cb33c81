using System.Text;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;

namespace SkillMix.Tests.ChatModels;

public sealed class BatchFileTests
{
    private static readonly ModelSpec Model = ModelSpec.FromName("openai/gpt-x");

    [Fact]
    public void Split_FiveRequestsTwoToAFile_AreThreeFilesInOrder() =>
        Assert.Equal(["a,b", "c,d", "e"], Files(["a", "b", "c", "d", "e"], new(2, 1_000_000)));

    [Fact]
    public void Split_ByBytes_FillsAFileToItsLastByte()
    {
        var line = Encoding.UTF8.GetByteCount(BatchLine.Write(Request("a"), Model)) + 1;

        Assert.Equal(["a,b", "c"], Files(["a", "b", "c"], new(100, 2 * line)));
        Assert.Equal(["a", "b", "c"], Files(["a", "b", "c"], new(100, (2 * line) - 1)));
    }

    [Fact]
    public void Split_SameIdTwice_IsWrittenOnce() =>
        Assert.Equal(["a", "b"], Files(["a", "a", "b", "a"], new(1, 10_000)));

    [Fact]
    public void Split_NoRequests_AreNoFiles() => Assert.Empty(BatchFile.Split([], Model));

    [Fact]
    public void Split_RequestLongerThanAFile_IsRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() => Files(["a"], new(5, 20)));

        Assert.StartsWith("The request 'a' has ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "but a file for openai/gpt-x may have 20 at most.",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("openai/gpt-x", 50_000)]
    [InlineData("azure/d", 100_000)]
    [InlineData("compatible/llama", 50_000)]
    public void Limits_OfAProvider_AreItsOwn(string model, int requests) =>
        Assert.Equal(new BatchLimits(requests, 200_000_000), BatchLimits.Of(ModelSpec.FromName(model)));

    [Fact]
    public async Task Write_File_IsAsLongAsItSaysAndHasALinePerRequest()
    {
        var file = Assert.Single(BatchFile.Split([Request("ä"), Request("b")], Model));
        using var written = new MemoryStream();

        await file.WriteAsync(written);

        Assert.Equal(file.Bytes, written.Length);
        Assert.Equal(
            $"{BatchLine.Write(Request("ä"), Model)}\n{BatchLine.Write(Request("b"), Model)}\n",
            Encoding.UTF8.GetString(written.ToArray())
        );
    }

    private static string[] Files(string[] ids, BatchLimits limits) =>
        [
            .. BatchFile
                .Split(ids.Select(Request), Model, limits)
                .Select(file => string.Join(',', file.Requests.Select(request => request.Id))),
        ];

    private static PendingRequest Request(string id) => new(id, Model.Name, [new(ChatRole.User, "Write.")], null);
}
