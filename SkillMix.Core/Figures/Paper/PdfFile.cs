using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace SkillMix.Core.Figures.Paper;

/// <summary>Numbered objects and the table that says where they stand.</summary>
internal sealed class PdfFile : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly List<long> _places = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public PdfFile()
    {
        Put("%PDF-1.7\n%");
        _bytes.Write([0xE2, 0xE3, 0xCF, 0xD3]); // says to mail programs that this is no text
        Put("\n");
    }

    /// <summary>The number of the object that is added next.</summary>
    public int Next => _places.Count + 1;

    public int Add(string words)
    {
        _hash.AppendData(Encoding.ASCII.GetBytes(words));
        return Add(Encoding.ASCII.GetBytes(words));
    }

    public int Stream(byte[] data, string entries)
    {
        _hash.AppendData(data);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(data);
        }

        var head = $"<</Filter/FlateDecode/Length {packed.Length}{entries}>>\nstream\n";
        return Add([.. Encoding.ASCII.GetBytes(head), .. packed.ToArray(), .. "\nendstream"u8]);
    }

    public void Dispose()
    {
        _bytes.Dispose();
        _hash.Dispose();
    }

    public byte[] Finish(int catalogue, int information)
    {
        var start = _bytes.Position;
        Put($"xref\n0 {Next}\n0000000000 65535 f \n");
        foreach (var place in _places)
        {
            Put($"{place:D10} 00000 n \n");
        }

        // What the file is called follows from what is in it, not from a date.
        var id = Convert.ToHexString(_hash.GetHashAndReset().AsSpan(0, 16));
        Put(
            $"trailer\n<</Size {Next}/Root {catalogue} 0 R/Info {information} 0 R/ID[<{id}><{id}>]>>\nstartxref\n{start}\n%%EOF\n"
        );
        return _bytes.ToArray();
    }

    private int Add(byte[] body)
    {
        _places.Add(_bytes.Position);
        Put($"{_places.Count} 0 obj\n");
        _bytes.Write(body);
        Put("\nendobj\n");
        return _places.Count;
    }

    private void Put(string text) => _bytes.Write(Encoding.ASCII.GetBytes(text));
}
