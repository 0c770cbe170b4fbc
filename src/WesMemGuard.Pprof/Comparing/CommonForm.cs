using System.Collections.Immutable;

namespace WesMemGuard.Pprof.Comparing;

/// <summary>
/// Brings a text profile (<c>debug=1</c>) and a protobuf one of the same process to the same stacks. A text leaves out type arguments
/// (<c>Grow[...]</c>), what was inlined, and addresses without a name.
/// </summary>
internal static class CommonForm
{
    private const string Elided = "[...]";

    /// <summary>The two as they are where both are of one form; else both as a text would write them.</summary>
    public static (GoProfile From, GoProfile To) Of(GoProfile from, GoProfile to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return from.Time is null == to.Time is null ? (from, to) : (AsText(from), AsText(to));
    }

    private static GoProfile AsText(GoProfile profile)
    {
        Dictionary<CallFrame, CallFrame?> frames = [];
        return new GoProfile(
            profile.SampleTypes,
            [.. profile.Samples.Select(sample => sample with { Stack = AsText(sample.Stack, frames) })],
            profile.BytesPerSample,
            profile.Time);
    }

    private static CallPath AsText(CallPath stack, Dictionary<CallFrame, CallFrame?> known)
    {
        var frames = ImmutableArray.CreateBuilder<CallFrame>(stack.Frames.Length);
        foreach (CallFrame frame in stack.Frames)
        {
            if (!known.TryGetValue(frame, out CallFrame? text))
                known[frame] = text = AsText(frame);
            if (text is not null)
                frames.Add(text);
        }

        return new CallPath(frames.DrainToImmutable());
    }

    /// <summary>Null where it has no name: a frame that is nothing but its address.</summary>
    private static CallFrame? AsText(CallFrame frame)
    {
        if (frame.Package.Length == 0 && frame.File.Length == 0)
            return null;
        int open = frame.Function.IndexOf('[', StringComparison.Ordinal), close = frame.Function.LastIndexOf(']');
        string function = open >= 0 && close > open ? frame.Function[..open] + Elided + frame.Function[(close + 1)..] : frame.Function;
        return new CallFrame(function, frame.File, frame.Line);
    }
}
