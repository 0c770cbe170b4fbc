using System.Globalization;
using WesMemGuard.Client.Cycles;
using WesMemGuard.Clients;

namespace WesMemGuard.Client.Leaving;

/// <summary>
/// Leaves what was measured where <see cref="MeasurementFile.Variable"/> says, for <c>wesmemguard ab</c> that compares it with another
/// build's. Names, types, paths and figures only, as in messages: never a value.
/// </summary>
internal static class LeftMeasurements
{
    private static int s_last;

    /// <summary>Leaves one; nothing where nobody asks.</summary>
    /// <exception cref="IOException">Somebody asks, and it can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Leave(string name, CycleRun run, DateTimeOffset at)
    {
        if (Environment.GetEnvironmentVariable(MeasurementFile.Variable) is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        // Several processes may leave theirs, as those of two target frameworks do; names are in the order of time.
        var number = Interlocked.Increment(ref s_last);
        var file = string.Create(CultureInfo.InvariantCulture,
            $"{at.UtcDateTime:yyyyMMdd-HHmmss-fff}-{Environment.ProcessId}-{number:0000}{MeasurementFile.Ending}");
        File.WriteAllBytes(Path.Combine(folder, file), MeasurementFile.Write(Of(name, run)));
    }

    private static ClientMeasurement Of(string name, CycleRun run) => new(
        name, [.. run.Levels.Select(l => new MeasuredLevel(l.Calls, l.Heap.Live, l.At.TotalSeconds))], run.WarmUpCalls, run.Elapsed)
    {
        IsQuiet = run.Quiet,
        IsWalked = run.Walked is { WhyNone: null },
        WithoutCalls = run.Walked?.WithoutCalls ?? 0,
        Types = [.. (run.Walked?.Types ?? [])
            .Select(t => new MeasuredType(t.Name, t.Growth.CountPerCall, t.Growth.BytesPerCall, t.Path?.Text))],
    };
}
