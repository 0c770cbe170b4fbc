using System.Collections.Immutable;

namespace WesMemGuard.Pprof.Reading;

/// <summary>Collects the stacks of a text profile within the limits.</summary>
internal sealed class TextStacks(TextLines lines, ProfileLimits limits)
{
    private readonly ImmutableArray<ProfileSample>.Builder _samples = ImmutableArray.CreateBuilder<ProfileSample>();
    private long _frames;

    internal ImmutableArray<ProfileSample> Samples => _samples.DrainToImmutable();

    /// <summary>
    /// Reads the frame lines that follow a record's head; leaves the cursor on the first other line. Returns whether
    /// there is such a line.
    /// </summary>
    internal bool ReadFrames(List<CallFrame> frames)
    {
        while (lines.Next())
        {
            if (!lines.Current.StartsWith("#\t", StringComparison.Ordinal))
                return true;
            if (TextFrame.Read(lines) is { } frame)
                frames.Add(frame);
            ProfileLimits.Check(frames.Count, limits.StackDepth, "frames in one stack", lines.Where);
        }
        return false;
    }

    internal void Add(List<CallFrame> frames, ImmutableArray<long> values, long objectSize)
    {
        ProfileLimits.Check(_samples.Count + 1, limits.Samples, "samples", lines.Where);
        ProfileLimits.Check(_frames += frames.Count, limits.Frames, "frames in all stacks", lines.Where);
        if (frames.Count == 0)
            frames.Add(new CallFrame("<unknown>", "", 0));
        _samples.Add(new ProfileSample(new CallPath([.. frames]), values, objectSize));
    }
}
