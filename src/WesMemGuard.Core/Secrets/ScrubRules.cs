namespace WesMemGuard.Secrets;

/// <summary>What a scrubber looks for; all of it, but in tests that see each rule fail.</summary>
[Flags]
internal enum ScrubRules
{
    None = 0,

    /// <summary>Values under a secret's name: <c>"privateKey":"…"</c>, <c>password=…</c>, <c>psk: …</c>.</summary>
    Named = 1,

    /// <summary><c>Bearer …</c> and <c>Basic …</c>, wherever they stand.</summary>
    Schemes = 2,

    /// <summary><c>://user:password@host</c>.</summary>
    UserInfo = 4,

    /// <summary>PEM blocks of keys, and libp2p's pre-shared key files.</summary>
    Blocks = 8,

    /// <summary>Values that were once seen under a secret's name, wherever else they stand.</summary>
    Learned = 16,

    /// <summary>The same values escaped for JSON or a URL.</summary>
    Escaped = 32,

    /// <summary>The same values in base64.</summary>
    Base64 = 64,

    /// <summary>The same values in hexadecimal, in either case.</summary>
    Hex = 128,

    All = Named | Schemes | UserInfo | Blocks | Learned | Escaped | Base64 | Hex,
}
