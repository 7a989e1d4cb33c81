using System.ClientModel;
using System.Net.Http.Headers;

namespace SkillMix.Core.ChatModels;

/// <summary>A file of requests as the form that uploads it. Copied to the wire as it is read, never held in memory.</summary>
/// <remarks>The SDK's own upload cannot read the answer of Azure, whose files are "pending" at first.</remarks>
/// <param name="lines">The file; stays open, it is the caller's.</param>
/// <param name="name">Name of the file at the provider.</param>
internal sealed class UploadForm(Stream lines, string name) : BinaryContent
{
    private readonly MultipartFormDataContent _form = new()
    {
        Part(new StringContent("batch"), new("form-data") { Name = "\"purpose\"" }),
        Part(new StreamContent(lines), new("form-data") { Name = "\"file\"", FileName = $"\"{name}\"" }),
    };

    /// <summary>Value of the header that names the boundary of the parts.</summary>
    public string ContentType => _form.Headers.ContentType!.ToString();

    /// <inheritdoc/>
    public override Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default) =>
        _form.CopyToAsync(stream, cancellationToken);

    /// <inheritdoc/>
    public override void WriteTo(Stream stream, CancellationToken cancellationToken = default) =>
        _form.CopyTo(stream, null, cancellationToken);

    /// <inheritdoc/>
    public override bool TryComputeLength(out long length)
    {
        length = _form.Headers.ContentLength ?? 0;
        return _form.Headers.ContentLength is not null;
    }

    /// <summary>Lets nothing go: disposing of the form would close the caller's stream.</summary>
    public override void Dispose() { }

    private static HttpContent Part(HttpContent content, ContentDispositionHeaderValue disposition)
    {
        content.Headers.ContentDisposition = disposition;
        content.Headers.ContentType = null;
        return content;
    }
}
