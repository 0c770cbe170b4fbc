namespace WesMemGuard.Client.Events;

/// <summary>What stands before an event's payload; what is left out is as it was in the event before it in the block.</summary>
internal struct EventHeader
{
    private const int OfMetadata = 1, OfCapture = 2, OfThread = 4, OfStack = 8, OfActivity = 16, OfRelated = 32, OfSize = 128;
    private const int BytesOfActivity = 16;

    /// <summary>The number under which its name was told.</summary>
    public ulong Metadata { get; private set; }

    /// <summary>The thread that told it.</summary>
    public ulong Thread { get; private set; }

    /// <summary>How many that thread has told, the dropped ones among them.</summary>
    public uint Sequence { get; private set; }

    /// <summary>Bytes of its payload.</summary>
    public int Size { get; private set; }

    /// <summary>Reads the next one.</summary>
    public void Read(ref PayloadReader block)
    {
        var flags = block.Byte();
        if ((flags & OfMetadata) != 0)
            Metadata = block.Variable();
        if ((flags & OfCapture) != 0)
        {
            Sequence += (uint)block.Variable();
            Thread = block.Variable();
            _ = block.Variable(); // the processor
        }
        else if (Metadata != 0)
        {
            Sequence++;
        }

        if ((flags & OfThread) != 0)
            _ = block.Variable();
        if ((flags & OfStack) != 0)
            _ = block.Variable();
        _ = block.Variable(); // time since the one before
        if ((flags & OfActivity) != 0)
            _ = block.Take(BytesOfActivity);
        if ((flags & OfRelated) != 0)
            _ = block.Take(BytesOfActivity);
        if ((flags & OfSize) != 0)
            Size = (int)Math.Min(block.Variable(), int.MaxValue);
    }
}
