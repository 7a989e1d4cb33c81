using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>What the program notes on a request for its own layers, in <see cref="ChatOptions.AdditionalProperties"/>. Never sent.</summary>
public static class RequestNotes
{
    /// <summary>Every note starts so.</summary>
    public const string Prefix = "skillmix.";

    /// <summary>Round of the generation or grading: identical requests of different rounds are different requests.</summary>
    public const string Round = "skillmix.round";

    /// <summary>What the request is for, in the caller's words; comes back in the log of attempts.</summary>
    public const string Item = "skillmix.item";

    /// <summary>The <see cref="RequestTicket"/> that the request belongs to.</summary>
    public const string Ticket = "skillmix.ticket";

    /// <summary>The <see cref="RequestMeter"/> of the request.</summary>
    internal const string Meter = "skillmix.meter";

    /// <summary>The round of a request as text; "" where none is noted.</summary>
    public static string RoundOf(ChatOptions? options) => Note(options, Round) ?? "";

    /// <summary>What the request is for; null where it is not noted.</summary>
    public static string? ItemOf(ChatOptions? options) => Note(options, Item);

    /// <summary>The ticket that the request belongs to; null where none is noted.</summary>
    public static RequestTicket? TicketOf(ChatOptions? options) => Noted<RequestTicket>(options, Ticket);

    /// <summary>What counts the request's cost; null where nobody asks.</summary>
    internal static RequestMeter? MeterOf(ChatOptions? options) => Noted<RequestMeter>(options, Meter);

    /// <summary>The options as a provider may see them: without notes. The options given stay as they are.</summary>
    internal static ChatOptions? Without(ChatOptions? options)
    {
        if (options?.AdditionalProperties?.Keys.Any(IsNote) != true)
        {
            return options;
        }

        var sent = options.Clone();
        foreach (var note in options.AdditionalProperties.Keys.Where(IsNote))
        {
            sent.AdditionalProperties!.Remove(note);
        }

        return sent;
    }

    /// <summary>The options as a provider is asked: no spec asks for a seed, which only makes rehearsals repeatable. The options given stay as they are.</summary>
    internal static ChatOptions? Seedless(ChatOptions? options)
    {
        if (options?.Seed is null)
        {
            return options;
        }

        var sent = options.Clone();
        sent.Seed = null;
        return sent;
    }

    internal static bool IsNote(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    private static T? Noted<T>(ChatOptions? options, string name)
        where T : class => options?.AdditionalProperties?.TryGetValue(name, out var value) == true ? value as T : null;

    private static string? Note(ChatOptions? options, string name) =>
        options?.AdditionalProperties?.TryGetValue(name, out var value) == true
            ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
