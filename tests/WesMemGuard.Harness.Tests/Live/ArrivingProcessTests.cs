using WesMemGuard.Harness.Live;
using WesMemGuard.Node;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>Whose process it is that came late is asked once, and what was told to be another's gives no figures.</summary>
internal sealed class ArrivingProcessTests
{
    private int _asked;

    [TestCase(false)]
    [TestCase(true)]
    public async Task It_is_asked_when_it_is_seen_first(bool isOther)
    {
        var seen = new SeenProcess();
        var arriving = new ArrivingProcess(seen, () =>
        {
            _asked++;
            return Task.FromResult(isOther);
        });
        (await arriving.ReadAsync(default)).Miss!.Kind.ShouldBe(MissKind.Refused);
        _asked.ShouldBe(0);

        seen.Pid = 4711;
        for (var look = 0; look < 2; look++)
        {
            var reading = await arriving.ReadAsync(default);
            (reading.Sample?.Pid).ShouldBe(isOther ? null : 4711);
            // Refused would say that there is none.
            (reading.Miss?.Kind).ShouldBe(isOther ? MissKind.Unexpected : null);
        }

        _asked.ShouldBe(1);
    }

    [SetUp]
    public void SetUp() => _asked = 0;

    private sealed class SeenProcess : IProcessSource
    {
        public int? Pid { get; set; }

        public ValueTask<Reading<ProcessSample>> ReadAsync(CancellationToken ct) => ValueTask.FromResult(Pid is { } pid
            ? new Reading<ProcessSample>(DateTimeOffset.UnixEpoch, new ProcessSample(pid, 1), null)
            : new Reading<ProcessSample>(DateTimeOffset.UnixEpoch, null, new Miss(MissKind.Refused, "there is no process")));
    }
}
