using System.Collections.Immutable;

namespace WesMemGuard.Pprof;

/// <summary>One function of a top list.</summary>
/// <param name="Function">The function, as <c>go tool pprof</c> prints it.</param>
/// <param name="Flat">What the function itself holds: stacks on which it is the innermost call.</param>
/// <param name="Cumulative">What it and all it called hold: stacks on which it stands anywhere.</param>
public readonly record struct TopRow(string Function, long Flat, long Cumulative);

/// <summary>The functions of a profile by what they hold: the list <c>go tool pprof -top</c> prints.</summary>
public static class TopTable
{
    /// <summary>All functions that hold anything, by size of flat, then by name.</summary>
    /// <exception cref="ProfileException">The profile doesn't count this.</exception>
    public static ImmutableArray<TopRow> Of(GoProfile profile, ValueKind kind)
    {
        ArgumentNullException.ThrowIfNull(profile);
        int index = profile.IndexOf(kind);
        Dictionary<string, (long Flat, long Cumulative)> functions = new(StringComparer.Ordinal);
        HashSet<string> onStack = new(StringComparer.Ordinal);
        foreach (ProfileSample sample in profile.Samples)
            Add(functions, sample.Stack, sample.Values[index], onStack);
        return
        [
            .. functions.Where(f => f.Value is not (0, 0))
                .Select(f => new TopRow(f.Key, f.Value.Flat, f.Value.Cumulative))
                .OrderByDescending(row => Math.Abs(row.Flat))
                .ThenBy(row => row.Function, StringComparer.Ordinal),
        ];
    }

    private static void Add(Dictionary<string, (long Flat, long Cumulative)> functions, CallPath stack, long value, HashSet<string> onStack)
    {
        if (value == 0)
            return;
        onStack.Clear();
        for (int i = 0; i < stack.Frames.Length; i++)
        {
            string function = stack.Frames[i].Function;
            (long flat, long cumulative) = functions.GetValueOrDefault(function);
            functions[function] = (i == 0 ? flat + value : flat, onStack.Add(function) ? cumulative + value : cumulative);
        }
    }
}
