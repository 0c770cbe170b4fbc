using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live;

/// <summary>One phase as it is run, with the parts that are done at the same time.</summary>
/// <param name="phase">What is declared.</param>
/// <param name="keys">Its senders, and those of its parts, by their names.</param>
/// <param name="tools">What the run has for its phases.</param>
/// <param name="seed">Of what is random in it.</param>
internal sealed class PhaseRun(ScenarioPhase phase, Func<ScenarioPhase, KeyRing> keys, PhaseTools tools, int seed)
{
    private readonly PhaseFlow _flow = new(phase, keys(phase), tools, seed);
    private readonly PhaseParts _parts = new(phase, keys, tools, seed);

    /// <summary>When it is to end, UTC.</summary>
    public DateTimeOffset End => _flow.End;

    /// <inheritdoc cref="PhaseFlow.BeginAsync"/>
    public Task BeginAsync(CancellationToken ct) => _flow.BeginAsync(ct);

    /// <summary>Goes on until its end.</summary>
    public async Task GoOnAsync(CancellationToken ct)
    {
        var parts = _parts.GoOnAsync(End, ct);
        await _flow.GoOnAsync(ct);
        await tools.Clock.JoinAsync(parts);
    }

    public void Extend(TimeSpan by) => _flow.Extend(by);

    /// <inheritdoc cref="PhaseFlow.EndAt"/>
    public void EndAt(DateTimeOffset at) => _flow.EndAt(at);

    public async Task CloseAsync()
    {
        await _parts.CloseAsync();
        await _flow.CloseAsync();
    }

    /// <summary>Its record and those of its parts, as if they ended then.</summary>
    public Phase[] Records(DateTimeOffset endedAt) => [_flow.Record(endedAt), .. _parts.Records(endedAt)];
}
