using System.Globalization;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Watching;

/// <summary>What is watched, as far as the one who looks on needs it.</summary>
/// <param name="AnsweredAt">When it last answered, UTC.</param>
/// <param name="Interval">Time between two readings.</param>
/// <param name="For">How long it is watched; null: until it is stopped.</param>
internal sealed record WatchedSource(Func<DateTimeOffset> AnsweredAt, TimeSpan Interval, TimeSpan? For);

/// <summary>Lets somebody look on while something is sampled.</summary>
internal static class WatchLoop
{
    /// <summary>So many readings in a row without an answer, and it is said to be gone.</summary>
    private const int Patient = 3;

    public static async Task RunAsync(WatchedSource watched, WatchedPhases phases, Task polling, LiveClock clock, TimeSpan tick,
        Func<WatchMoment, WatchWish> look, CancellationToken ct)
    {
        var start = clock.Now;
        for (long number = 1; ; number = Math.Max(number + 1, (long)Math.Ceiling((clock.Now - start) / tick)))
        {
            await clock.UntilAsync(start + (number * tick), ct).ConfigureAwait(false);
            if (polling.IsCompleted)
                return; // what is seen can't be kept, which is told and nothing of the node; or a process has ended
            var answeredAt = watched.AnsweredAt();
            var wish = look(phases.Moment(clock.Now, answeredAt, clock.Now - answeredAt > Patient * watched.Interval));
            if (wish == WatchWish.Mark)
                phases.Mark(clock.Now);
            if (wish == WatchWish.Stop || clock.Now - start >= watched.For)
                return;
        }
    }
}

/// <summary>The phases that somebody marks, one after the other.</summary>
internal sealed class WatchedPhases(IReadOnlyList<string> names, string first, RunRecorder recorder, DateTimeOffset startedAt)
{
    private readonly ReadingCounts _counts = new();
    private DateTimeOffset _startedAt = startedAt;
    private int _number;

    private string Name => _number < names.Count ? names[_number]
        : _number == 0 ? first
        : string.Create(CultureInfo.InvariantCulture, $"mark{_number - Math.Max(names.Count, 1) + 1}");

    public WatchMoment Moment(DateTimeOffset now, DateTimeOffset answeredAt, bool gone) =>
        new(Name, now, answeredAt, gone, recorder.Read(_counts.Of), () => recorder.Snapshot(Open(now)));

    public void Mark(DateTimeOffset now)
    {
        End(now);
        (_startedAt, _number) = (now, _number + 1);
    }

    public void End(DateTimeOffset now) => recorder.Add(Open(now));

    private Phase Open(DateTimeOffset now) => new(Name, "idle", _startedAt, now, 0, 0, 0, 0, 0);
}
