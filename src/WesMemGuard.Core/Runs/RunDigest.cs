using System.Security.Cryptography;
using System.Text;

namespace WesMemGuard.Runs;

/// <summary>
/// The running digest of a run file: of each line's text and of the digest before it, SHA-256, its first 16 hex digits.
/// It tells an accident or an edit, and where; who wants to forge a file can write a new one.
/// </summary>
internal sealed class RunDigest
{
    /// <summary>The property that ends each line.</summary>
    public const string Name = "digest";

    private const int Digits = 16;
    private const string Before = ",\"" + Name + "\":\"";
    private const string After = "\"}";
    private static readonly int TailLength = Before.Length + Digits + After.Length;

    private readonly byte[] _last = new byte[SHA256.HashSizeInBytes];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The digest that belongs behind a line's text.</summary>
    /// <param name="line">The line up to its digest, without the comma.</param>
    public string Of(ReadOnlySpan<byte> line)
    {
        _hash.AppendData(_last);
        _hash.AppendData(line);
        _hash.GetHashAndReset(_last);
        return Texts.Hex.Of(_last.AsSpan(0, Digits / 2));
    }

    /// <summary>
    /// Whether a line ends with the digest of it and of those before; after one that doesn't, those that follow are
    /// told by what they say.
    /// </summary>
    public bool Fits(string line)
    {
        if (line.Length <= TailLength || !line.AsSpan(line.Length - TailLength).StartsWith(Before))
            return false;
        var digest = Of(Encoding.UTF8.GetBytes(line[..^TailLength]));
        return string.Equals(digest, line[^(Digits + After.Length)..^After.Length], StringComparison.Ordinal);
    }
}
