using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Prompts;

/// <summary>The sign on the fence around a text that is to be graded: whoever wrote the text could not write it into the text.</summary>
public static class TextFence
{
    private const int Digits = 16;
    private const int LongestNonce = 64;

    /// <summary>
    /// A sign for a text: the same for the same text and seed on every machine, so that a stored prompt can be made again, and
    /// never to be found in the text, in either case.
    /// </summary>
    /// <param name="text">The text to be fenced.</param>
    /// <param name="seed">Makes other signs for the same text; empty for the usual one.</param>
    /// <returns>16 lower-case hexadecimal digits.</returns>
    public static string NonceFor(string text, string seed = "")
    {
        for (var attempt = 1; ; attempt++)
        {
            var nonce = ContentHash.Of(FormattableString.Invariant($"fence v1 {attempt}\n{seed}\n{text}"))[..Digits];
            if (!Holds(text, nonce))
            {
                return nonce;
            }
        }
    }

    /// <summary>A given sign, or, where it stands in the text, the one derived from it.</summary>
    /// <param name="text">The text to be fenced.</param>
    /// <param name="nonce">1 to 64 ASCII letters or digits.</param>
    /// <exception cref="ArgumentException">The sign holds anything else.</exception>
    public static string Checked(string text, string nonce) =>
        nonce.Length is 0 or > LongestNonce || !nonce.All(char.IsAsciiLetterOrDigit)
            ? throw new ArgumentException(
                $"\"{nonce}\" cannot mark a fence; use 1 to {LongestNonce} letters or digits of ASCII.",
                nameof(nonce)
            )
        : Holds(text, nonce) ? NonceFor(text, nonce)
        : nonce;

    private static bool Holds(string text, string nonce) => text.Contains(nonce, StringComparison.OrdinalIgnoreCase);
}
