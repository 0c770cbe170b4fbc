namespace WesMemGuard.Secrets;

/// <summary>What a scrubber looks for; all of it, but in tests that see each rule fail.</summary>
[Flags]
internal enum ScrubRules
{
    None = 0,

    /// <summary>Values under a secret's name: <c>"privateKey":"…"</c>, <c>password=…</c>, <c>psk: …</c>.</summary>
    Named = 1,

    /// <summary><c>Bearer …</c>, <c>Basic …</c> and <c>Digest …</c>, wherever they stand.</summary>
    Schemes = 2,

    /// <summary><c>://user:password@host</c>.</summary>
    UserInfo = 4,

    /// <summary>PEM blocks of keys, and libp2p's pre-shared key files.</summary>
    Blocks = 8,

    /// <summary>Values that were once seen under a secret's name, wherever else they stand.</summary>
    Learned = 16,

    /// <summary>The same, whatever of it is escaped for JSON, a URL or HTML, and however often.</summary>
    Escaped = 32,

    /// <summary>The same in base64.</summary>
    Base64 = 64,

    /// <summary>The same in hexadecimal, in either case, and as pairs of digits.</summary>
    Hex = 128,

    /// <summary>The same as a list of bytes: JSON's <c>[79,60]</c>, Go's <c>[79 60]</c>.</summary>
    Bytes = 256,

    /// <summary>What looks like a key, token or mnemonic under no name at all.</summary>
    Shapes = 512,

    /// <summary>Names that are words of everyday messages too: <c>auth</c>, <c>session</c>, <c>pin</c>.</summary>
    WeakNames = 1024,

    /// <summary>What a text from elsewhere is looked through for.</summary>
    All = Last | Shapes | WeakNames,

    /// <summary>What a sink looks for in what this product says itself: digests and everyday words stay.</summary>
    Last = Named | Schemes | UserInfo | Blocks | Learned | Escaped | Base64 | Hex | Bytes,
}
