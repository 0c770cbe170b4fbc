namespace WesMemGuard.Logs.Files;

/// <summary>How a log file is compressed.</summary>
internal enum Compression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>RFC 1952, as lumberjack rotates.</summary>
    Gzip,

    /// <summary>RFC 8878.</summary>
    Zstandard,

    /// <summary>LZMA2 in the container of XZ Utils.</summary>
    Xz,

    /// <summary>bzip2.</summary>
    Bzip2,
}
