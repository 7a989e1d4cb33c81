using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using SkillMix.Core.Rehearsal;
using SkillMix.Tests.FakeProvider;

namespace SkillMix.Tests.Runs;

/// <summary>
/// Rehearsal models behind a provider's door. The same body always gets the same reply, and every reply ends with a mark that
/// only its own request has.
/// </summary>
/// <param name="isSlow">Replies take up to 31 ms, so that there are always some under way.</param>
internal sealed partial class RehearsedProvider(bool isSlow)
{
    private readonly Lock _lock = new();
    private readonly List<string> _asked = [];
    private readonly HashSet<string> _known = [];
    private readonly List<string> _askedThoughKnown = [];
    private (int Count, TaskCompletionSource Signal)? _awaited;

    /// <summary>Marks of all requests that came.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_lock)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>Marks of requests that came although their reply was known to be kept.</summary>
    public IReadOnlyList<string> AskedThoughKnown
    {
        get
        {
            lock (_lock)
            {
                return [.. _askedThoughKnown];
            }
        }
    }

    /// <summary>The marks in a text.</summary>
    public static IEnumerable<string> MarksIn(string text) => Mark().Matches(text).Select(match => match.Value);

    /// <summary>Completes when so many more requests have come.</summary>
    public Task MoreAsync(int requests)
    {
        lock (_lock)
        {
            _awaited = (_asked.Count + requests, new(TaskCreationOptions.RunContinuationsAsynchronously));
            return _awaited.Value.Signal.Task;
        }
    }

    /// <summary>From now on, nobody should ask for these.</summary>
    public void Know(IEnumerable<string> marks)
    {
        lock (_lock)
        {
            _known.UnionWith(marks);
        }
    }

    public FakeReply Answer(FakeRequest request)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(request.Body.GetRawText()));
        var mark = $"[mark {Convert.ToHexStringLower(hash)}]";
        lock (_lock)
        {
            _asked.Add(mark);
            if (_known.Contains(mark))
            {
                _askedThoughKnown.Add(mark);
            }

            if (_asked.Count == _awaited?.Count)
            {
                _awaited.Value.Signal.SetResult();
            }
        }

        var reply = RehearsalModels
            .Create($"rehearsal/{request.Model}")
            .GetResponseAsync(
                request
                    .Body.GetProperty("messages")
                    .EnumerateArray()
                    .Select(message => new ChatMessage(
                        new(message.GetProperty("role").GetString()!),
                        message.GetProperty("content").GetString()
                    )),
                new ChatOptions { Seed = BitConverter.ToInt64(hash) & long.MaxValue }
            );
        return FakeReply.Says($"{reply.Result.Text}\n{mark}") with
        {
            Delay = TimeSpan.FromMilliseconds(isSlow ? hash[0] % 32 : 0),
        };
    }

    [GeneratedRegex(@"\[mark [0-9a-f]{64}\]")]
    private static partial Regex Mark();
}
