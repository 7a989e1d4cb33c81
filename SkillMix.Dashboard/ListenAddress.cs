using System.Net;

namespace SkillMix.Dashboard;

/// <summary>Where the dashboard listens, and which hosts a request may name.</summary>
/// <param name="Url">As it was given.</param>
/// <param name="Host">Name or number in it, in IPv6 without brackets; "*" or "+" for every network.</param>
/// <param name="IsEncrypted">It is https.</param>
public sealed record ListenAddress(string Url, string Host, bool IsEncrypted)
{
    /// <summary>Only this machine can reach it.</summary>
    public bool IsLoopback => IsLoopbackHost(Host);

    /// <summary>It listens on every network, under whatever names this machine has.</summary>
    public bool IsEverywhere => Host is "*" or "+" || (IPAddress.TryParse(Host, out var address) && (IsAny(address)));

    /// <summary>Reads an address.</summary>
    /// <exception cref="ArgumentException">It is none, or more than one.</exception>
    public static ListenAddress Parse(string url)
    {
        BindingAddress? binding = null;
        try
        {
            // The server would take several, separated by semicolons, of which only the first would be looked at here.
            binding = url.Contains(';') ? null : BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            // Told below.
        }

        return
            binding is { Scheme: "http" or "https", PathBase: "", IsUnixPipe: false, IsNamedPipe: false }
            && binding.Host.Length > 0
            ? new(url, binding.Host.Trim('[', ']'), binding.Scheme == "https")
            : throw new ArgumentException(
                $"--url wants an address such as {DashboardOptions.DefaultUrl}, not '{url}'."
            );
    }

    /// <summary>Whether a request that names this host is meant for this dashboard.</summary>
    /// <remarks>
    /// A page of another site can have its own name lead to our address (DNS rebinding) and then read what we answer. Without accounts
    /// that would be everything, so that only names of this machine count. With accounts it would be the sign-in: the browser keeps
    /// the session's cookie for the host it was given by and does not send it along under the other name. So the host we listen
    /// on counts, too, and every host where we listen everywhere, because nobody told us our names.
    /// </remarks>
    public bool Answers(string host, bool usesAccounts) =>
        IsLoopbackHost(host)
        || (
            usesAccounts
            && (IsEverywhere || string.Equals(host.Trim('[', ']'), Host, StringComparison.OrdinalIgnoreCase))
        );

    private static bool IsLoopbackHost(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
