using System.Collections.Immutable;
using System.Globalization;

namespace WesMemGuard.Pprof.Comparing;

/// <summary>Stacks as text for flame-graph tools: <c>main.main;pkg.f;pkg.g 1234</c>, the outermost call first, one stack a line.</summary>
internal static class FoldedStacks
{
    /// <summary>
    /// Writes all stacks with a value, those with the same functions together, in the order of the profile; a
    /// semicolon within a name becomes a colon.
    /// </summary>
    /// <param name="profile">The profile, or the difference of two.</param>
    /// <param name="writer">Where the lines go.</param>
    /// <param name="kind">What is counted.</param>
    /// <param name="growthOnly">Whether stacks with a negative value are left out: of a difference, which flame-graph
    /// tools can't draw.</param>
    /// <exception cref="ProfileException">The profile doesn't count this.</exception>
    public static void Write(GoProfile profile, TextWriter writer, ValueKind kind, bool growthOnly = false)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(writer);
        int index = profile.IndexOf(kind);
        Dictionary<CallPath, long> sums = [];
        Dictionary<CallFrame, CallFrame> functions = [];
        foreach (ProfileSample sample in profile.Samples)
        {
            CallPath stack = FunctionsOnly(sample.Stack, functions);
            sums[stack] = sums.GetValueOrDefault(stack) + sample.Values[index];
        }
        foreach ((CallPath stack, long value) in sums.Where(s => s.Value != 0 && (s.Value > 0 || !growthOnly) && s.Key.Frames.Length > 0))
            WriteLine(writer, stack.Frames, value);
    }

    private static CallPath FunctionsOnly(CallPath stack, Dictionary<CallFrame, CallFrame> functions)
    {
        return new CallPath([.. stack.Frames.Select(FunctionOf)]);

        CallFrame FunctionOf(CallFrame frame)
        {
            if (!functions.TryGetValue(frame, out CallFrame? function))
                functions[frame] = function = new CallFrame(frame.Function, "", 0);
            return function;
        }
    }

    private static void WriteLine(TextWriter writer, ImmutableArray<CallFrame> frames, long value)
    {
        for (int i = frames.Length - 1; i >= 0; i--)
        {
            writer.Write(frames[i].Function.Replace(';', ':').Replace('\n', ' '));
            writer.Write(i > 0 ? ';' : ' ');
        }
        writer.Write(value.ToString(CultureInfo.InvariantCulture));
        writer.Write('\n');
    }
}
