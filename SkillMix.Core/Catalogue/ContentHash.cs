using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SkillMix.Core.Catalogue;

/// <summary>The one way in which content gets its identity: catalogues, splits, prompts and all specs are hashed with it.</summary>
/// <remarks>
/// Equal content has an equal hash on every machine and in every version of the program, so stores and files may keep it.
/// Names, times and paces stay out: only what changes the outcome is hashed.
/// </remarks>
public static class ContentHash
{
    private static readonly JsonSerializerOptions Canonical = new()
    {
        // The fewest escapes, so that the text to be hashed depends as little as possible on the serializer.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>SHA-256 of a text's UTF-8 bytes (without a byte order mark).</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Hash of a value written as JSON on one line: fields in the order of their declaration, enums by name.</summary>
    /// <remarks>
    /// Give it an anonymous object that lists the fields one by one, with a kind and a version: then renaming a property of
    /// a record leaves the hashes in old stores as they are. Numbers are written in the invariant culture.
    /// </remarks>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string OfJson<T>(T value) => Of(JsonSerializer.Serialize(value, Canonical));

    /// <summary>A seed that belongs to a text: the first 8 bytes of the SHA-256 of its UTF-8 bytes, little-endian, without the sign.</summary>
    /// <returns>≥ 0.</returns>
    public static long Seed(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash) & long.MaxValue;
    }

    /// <summary>The first 12 characters of a hash, for showing it; a shorter hash is returned whole.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "A short hash; nobody takes it for the integer type.")]
    public static string Short(string hash) => hash.Length <= 12 ? hash : hash[..12];
}
