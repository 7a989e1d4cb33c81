using System.Globalization;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;

namespace SkillMix.Dashboard.Pages.Models;

/// <summary>What came back from one request. It is shown and kept nowhere.</summary>
public abstract record TestReply
{
    /// <summary>What is asked.</summary>
    public const string Prompt = "Say hello in five words.";

    /// <summary>Tokens that the reply may have at most.</summary>
    public const int MaxTokens = 64;

    /// <summary>Characters of a reply that are shown at most.</summary>
    private const int LongestShown = 2000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private TestReply() { }

    /// <summary>From the request to the reply, or to the failure.</summary>
    public TimeSpan Took { get; private init; }

    /// <summary>The model answered.</summary>
    /// <param name="Text">What it said; "" for nothing.</param>
    /// <param name="IsRefusal">The provider marks it as a refusal.</param>
    /// <param name="Model">The model that says it answered; null where it does not say.</param>
    /// <param name="Finish">Why it ended, in the provider's word; null where it does not say.</param>
    /// <param name="TokensIn">Tokens of the prompt; null where they are not told.</param>
    /// <param name="TokensOut">Tokens of the reply; null where they are not told.</param>
    /// <param name="Price">USD; null where a price or a count is not known.</param>
    public sealed record Answered(
        string Text,
        bool IsRefusal,
        string? Model,
        string? Finish,
        long? TokensIn,
        long? TokensOut,
        decimal? Price
    ) : TestReply;

    /// <summary>No answer.</summary>
    /// <param name="Sentence">Why, with the provider's own words and without keys.</param>
    public sealed record Failed(string Sentence) : TestReply;

    /// <summary>Sends one request: nothing is tried again.</summary>
    /// <param name="model">Who is asked.</param>
    /// <param name="open">Makes its client.</param>
    /// <param name="clock">Measures.</param>
    public static async Task<TestReply> AskAsync(
        ModelSpec model,
        Func<ModelSpec, TimeSpan, IChatClient> open,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var start = clock.GetTimestamp();
        TestReply reply;
        try
        {
            using var client = open(model, Patience);
            var response = await client.GetResponseAsync(
                [new(ChatRole.User, Prompt)],
                new ChatOptions { MaxOutputTokens = MaxTokens },
                cancellationToken
            );
            reply = Of(response, model);
        }
        catch (Exception problem)
            when (problem
                    is ProviderException
                        or InvalidOperationException
                        or ArgumentException
                        or InvalidDataException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            reply = new Failed(problem.Message);
        }

        return reply with
        {
            Took = clock.GetElapsedTime(start),
        };
    }

    private static Answered Of(ChatResponse response, ModelSpec model)
    {
        var refusal = ChatRefusal.WordsOf(response);
        var (tokensIn, tokensOut) = (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount);
        return new(
            Cut(refusal ?? response.Text, LongestShown),
            refusal is not null,
            response.ModelId is null ? null : Cut(response.ModelId, 200),
            response.FinishReason?.Value,
            tokensIn,
            tokensOut,
            ((tokensIn * model.PriceIn) + (tokensOut * model.PriceOut)) / 1_000_000
        );
    }

    /// <summary>A price for people: enough digits to tell it from nothing.</summary>
    public static string Usd(decimal price) =>
        price is 0 or >= 0.01m
            ? price.ToString("0.00##", CultureInfo.InvariantCulture)
            : price.ToString("0.########", CultureInfo.InvariantCulture);

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..longest] + " … (cut here)";
}
