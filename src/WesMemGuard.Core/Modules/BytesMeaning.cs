namespace WesMemGuard.Modules;

/// <summary>What a module's <c>bytes</c> are when they aren't bytes of memory.</summary>
internal enum BytesMeaning
{
    /// <summary>The mean text length of a few sampled peers, times the peers.</summary>
    SampledText,

    /// <summary>A formula over inputs and outputs.</summary>
    Formula,

    /// <summary>Items times the mean encoded size.</summary>
    EncodedSize,
}
