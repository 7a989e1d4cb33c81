using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>What one request to a model costs, and what it may cost.</summary>
internal static class ModelCost
{
    private const decimal Million = 1_000_000m;

    /// <summary>What a limit has to know of a model is known.</summary>
    /// <param name="mostTokens">Longest reply that is asked for; null for what the model gives.</param>
    /// <exception cref="InvalidOperationException">A limit is set, and the model's price or its longest reply is not known.</exception>
    public static void Require(ModelSpec model, BudgetLimits limits, int? mostTokens)
    {
        if (limits.Usd is not null && (model.PriceIn is null || model.PriceOut is null))
        {
            throw new InvalidOperationException(
                $"A budget in USD needs the price of {model.Name}: give price-in and price-out in the models file, or limit tokens instead."
            );
        }

        if ((limits.Usd is not null || limits.Tokens is not null) && (mostTokens ?? model.ContextTokens) is null)
        {
            throw new InvalidOperationException(
                $"A budget needs to know the longest reply of {model.Name}: set the most tokens of a reply, or context in the models file."
            );
        }
    }

    /// <summary>The most that a request can cost.</summary>
    /// <param name="limits">What is limited has to be known of the model.</param>
    /// <exception cref="InvalidOperationException">A limit is set, and the model's price or its longest reply is not known.</exception>
    public static Spending AtMost(
        ModelSpec model,
        BudgetLimits limits,
        IReadOnlyList<ChatMessage> messages,
        ChatOptions? options
    )
    {
        Require(model, limits, options?.MaxOutputTokens);
        var reply = options?.MaxOutputTokens ?? model.ContextTokens;
        return Of(model, TokenEstimate.OfPrompt(messages, options), reply ?? 0);
    }

    /// <summary>What a reply cost; null where the provider does not say what it used.</summary>
    public static Spending? Of(ModelSpec model, UsageDetails? usage) =>
        usage is { InputTokenCount: { } input, OutputTokenCount: { } output } ? Of(model, input, output) : null;

    private static Spending Of(ModelSpec model, long input, long output) =>
        new((input * (model.PriceIn ?? 0) + output * (model.PriceOut ?? 0)) / Million, input + output, 1);
}
