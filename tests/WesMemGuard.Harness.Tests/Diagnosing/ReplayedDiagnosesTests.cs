using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Recording;

namespace WesMemGuard.Harness.Tests.Diagnosing;

/// <summary>
/// What <c>diagnose --url</c> says of each recording when <c>replay</c> serves it as if it were the node: over real
/// sockets, in virtual time, for as long as it was recorded. Some by default; with WESMEMGUARD_REPLAYED=1 all of them
/// (about a minute), and the table is printed.
/// </summary>
internal sealed class ReplayedDiagnosesTests
{
    private static readonly string[] Usual =
        ["cycles-transfers", "gogc-50-planted", "many-clients", "planted-ispc-12", "rate-limited", "restarts"];

    private static IEnumerable<string> Recordings =>
        Environment.GetEnvironmentVariable("WESMEMGUARD_REPLAYED") is { Length: > 0 }
            ? RecordedDiagnosesTests.Expected.Keys : Usual;

    [TestCaseSource(nameof(Recordings))]
    public async Task By_url_it_is_the_diagnosis_of_the_recording(string name)
    {
        var recording = RecordingFolder.Open(Path.Combine(RepositoryFolder.Scenarios, "_recordings", name));
        var clock = new JumpingClock(recording.StartedAt.AddMilliseconds(500));
        var hasDiagnostics = name != "no-diagnostics";
        using var server =
            ReplayServer.Start(recording,
                new ReplayPorts { Time = clock.Wall, Diagnostics = hasDiagnostics ? 0 : null, Stays = true });
        var address =
            hasDiagnostics ? server.Address : server.Address with { Diagnostics = new Uri("http://127.0.0.1:1") };
        var times = 3 + (int)((recording.EndedAt - clock.Now) / RepeatedLook.Interval);

        var run = await RepeatedLook.TakeAsync(new RepeatedLookOptions(address, times, RepeatedLook.Interval), clock,
            default);

        var found = RunDiagnosis.Of(new RunSource(run, name)).Found;
        RecordedDiagnosesTests.Print(name, "replay", found);
        // The level of a log is not served over HTTP: nothing else is made of it.
        if (name == "warn-level-log")
            found.Found.ShouldBeEmpty();
        else
            RecordedDiagnosesTests.Check(name, found);
    }

    /// <summary>A clock that is at once where it is waited for.</summary>
    private sealed class JumpingClock(DateTimeOffset start) : LiveClock
    {
        public ReplayClock Wall { get; } = new(start);

        public override TimeProvider Time => Wall;

        public override Task UntilAsync(DateTimeOffset due, CancellationToken ct)
        {
            Wall.MoveTo(due);
            return Task.CompletedTask;
        }

        public override Task RunAsync(Func<Task> flow) => flow();
    }
}
