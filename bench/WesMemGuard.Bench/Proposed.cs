using System.Globalization;
using WesMemGuard.Recording;
using WesMemGuard.Recording.Tests.Proposals;
using WesMemGuard.Runs;

namespace WesMemGuard.Bench;

/// <summary>The bar of proposed budgets: half of the clean runs propose, the other half must hold, leaks must break.</summary>
internal static class Proposed
{
    /// <summary>Prints it for the recordings of a folder and for so many simulated services.</summary>
    public static void Print(TextWriter output, string folder, int seed, int services)
    {
        var runs = new Dictionary<string, MemoryRun>(StringComparer.Ordinal);
        var recordings = new ProposalBar();
        recordings.Recordings(name => runs.TryGetValue(name, out var known) ? known : runs[name] = Replayed(folder, name));
        Print(output, "recordings", recordings);
        var simulated = new ProposalBar();
        simulated.Services(seed, services);
        Print(output, $"seed {seed}, {services} services of 8 runs", simulated);
    }

    private static void Print(TextWriter output, string what, ProposalBar bar)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: of {bar.CleanLimits} limits on clean runs {bar.FalselyBroken} broken "
                + $"({100.0 * bar.FalselyBroken / bar.CleanLimits:0.0} %), {bar.Held} held; of {bar.Leaking} leaking runs "
                    + $"{bar.Caught} caught ({100.0 * bar.Caught / bar.Leaking:0.0} %)"));
        foreach (var wrong in bar.Wrong)
            output.WriteLine("    " + wrong);
    }

    private static MemoryRun Replayed(string folder, string name)
    {
        var recording = RecordingFolder.Open(Path.Combine(folder, name));
        var recorder = new RunRecorder(recording.Header(name));
        Replay.RunAsync(recording, recorder, CancellationToken.None).GetAwaiter().GetResult();
        return recorder.Run;
    }
}
