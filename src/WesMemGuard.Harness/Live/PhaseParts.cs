using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// What is done at the same time in a phase: each part a flow beside it, begun when it is to begin, ended when it or the phase ends.
/// </summary>
internal sealed class PhaseParts(ScenarioPhase phase, Func<ScenarioPhase, KeyRing> keys, PhaseTools tools, int seed)
{
    /// <summary>Seeds of parts lie apart from those of phases.</summary>
    private const int SeedStep = 7919;

    private readonly Lock _lock = new();
    private readonly DateTimeOffset _startedAt = tools.Clock.Now;
    private readonly List<Part> _parts = [.. phase.Together.Select((declared, i) => new Part(declared, seed + (SeedStep * (i + 1))))];

    /// <summary>Goes on until the phase's end; called again when it is extended.</summary>
    public Task GoOnAsync(DateTimeOffset end, CancellationToken ct) =>
        Task.WhenAll(_parts.ConvertAll(part => part.Closed ? Task.CompletedTask : tools.Clock.RunAsync(() => GoOnAsync(part, end, ct))));

    /// <summary>Ends those that go on.</summary>
    public async Task CloseAsync()
    {
        foreach (var part in _parts.Where(p => !p.Closed))
            await CloseAsync(part);
    }

    /// <summary>The records, as if those that go on ended then.</summary>
    public IEnumerable<Phase> Records(DateTimeOffset endedAt)
    {
        lock (_lock)
            return [.. _parts.Select(p => p.Record ?? p.Run?.Record(endedAt) ?? PhaseFlow.NotReached(p.Declared, endedAt, null))];
    }

    private async Task GoOnAsync(Part part, DateTimeOffset end, CancellationToken ct)
    {
        var from = _startedAt + part.Declared.After;
        await tools.Clock.UntilAsync(from < end ? from : end, ct);
        if (from >= end)
            return;
        var run = part.Run;
        if (run is null)
        {
            lock (_lock)
                run = part.Run = new PhaseFlow(part.Declared, keys(part.Declared), tools, part.Seed);
            await run.BeginAsync(ct);
        }

        var lasts = part.Declared.After + part.Declared.For!.Value >= phase.For!.Value;
        if (lasts)
            run.Extend(end - run.End);
        await run.GoOnAsync(ct);
        if (!lasts)
            await CloseAsync(part);
    }

    private async Task CloseAsync(Part part)
    {
        part.Closed = true;
        if (part.Run is not { } run)
            return;
        await run.CloseAsync();
        lock (_lock)
            part.Record = run.Record(run.End < tools.Clock.Now ? run.End : tools.Clock.Now);
        if (part.Declared.KindRow.Act == PhaseAct.Process)
            tools.Poller.Excuse();
    }

    private sealed class Part(ScenarioPhase declared, int seed)
    {
        public ScenarioPhase Declared => declared;

        public int Seed => seed;

        public PhaseFlow? Run { get; set; }

        public Phase? Record { get; set; }

        public bool Closed { get; set; }
    }
}
