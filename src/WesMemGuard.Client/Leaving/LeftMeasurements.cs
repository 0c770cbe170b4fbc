using WesMemGuard.Client.Cycles;
using WesMemGuard.Clients;

namespace WesMemGuard.Client.Leaving;

/// <summary>
/// Leaves what was measured where <see cref="MeasurementFile.Variable"/> says, for <c>wesmemguard ab</c> that compares it with another
/// build's.
/// </summary>
internal static class LeftMeasurements
{
    /// <summary>Leaves one; nothing where nobody asks.</summary>
    /// <exception cref="IOException">Somebody asks, and it can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Leave(string name, CycleRun run, DateTimeOffset at)
    {
        if (LeftFile.Folder(MeasurementFile.Variable) is { } folder)
            LeftFile.Leave(folder, MeasurementFile.Ending, MeasurementFile.Write(Of(name, run)), at);
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
