namespace WesMemGuard.Pprof;

/// <summary>
/// How large a profile may be before it is refused; a node's largest recorded one has 265 KB inflated, 1,658 stacks, 2,365 locations.
/// </summary>
internal sealed record ProfileLimits
{
    /// <summary>The defaults: 16 MiB read, 64 MiB inflated, 65,536 stacks of at most 1,024 frames.</summary>
    public static ProfileLimits Default { get; } = new();

    /// <summary>Bytes read from the stream at most.</summary>
    public int InputBytes { get; init; } = 16 << 20;

    /// <summary>Bytes after inflating at most: a gzip bomb is refused here.</summary>
    public int InflatedBytes { get; init; } = 64 << 20;

    /// <summary>Samples, that is stacks, at most.</summary>
    public int Samples { get; init; } = 1 << 16;

    /// <summary>Code locations at most.</summary>
    public int Locations { get; init; } = 1 << 17;

    /// <summary>Functions at most.</summary>
    public int Functions { get; init; } = 1 << 17;

    /// <summary>Strings in the table at most.</summary>
    public int Strings { get; init; } = 1 << 18;

    /// <summary>UTF-8 bytes of one string, such as a function's name, at most.</summary>
    public int StringLength { get; init; } = 1 << 12;

    /// <summary>UTF-8 bytes of one line of a text profile at most.</summary>
    public int LineLength { get; init; } = 1 << 14;

    /// <summary>Frames of one stack at most, inlined calls counted.</summary>
    public int StackDepth { get; init; } = 1024;

    /// <summary>Frames of all stacks together at most, inlined calls counted.</summary>
    public int Frames { get; init; } = 1 << 21;

    /// <summary>
    /// The largest value of one stack of what is in use or stands somewhere now: 64 TiB. Figures since the start of
    /// the process have no such bound.
    /// </summary>
    internal const long Value = 1L << 46;

    /// <summary>The largest sum over all stacks, and so of one stack: differences of two sums still fit.</summary>
    internal const long Sum = 1L << 62;

    /// <summary>Throws unless the count is within its limit.</summary>
    internal static void Check(long count, long most, string what, string where)
    {
        if (count > most)
            throw new ProfileException($"more than {most:N0} {what}", where);
    }
}
