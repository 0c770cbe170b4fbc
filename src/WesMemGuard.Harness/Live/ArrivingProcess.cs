using WesMemGuard.Node;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// The process of a service that was not there yet: whether it is the service's own is asked when it is seen first. Another's figures are
/// not given, where the service's page tells then that it is another's.
/// </summary>
/// <param name="process">Looks it up.</param>
/// <param name="isOther">Whether what listens is another process than the service's.</param>
internal sealed class ArrivingProcess(IProcessSource process, Func<Task<bool>> isOther) : IProcessSource
{
    private bool? _isOther;

    public async ValueTask<Reading<ProcessSample>> ReadAsync(CancellationToken ct)
    {
        var reading = await process.ReadAsync(ct).ConfigureAwait(false);
        if (reading.Sample is null)
            return reading;
        _isOther ??= await isOther().ConfigureAwait(false);
        return _isOther.Value
            ? reading with { Sample = null, Miss = new Miss(MissKind.Unexpected, "another process listens") } : reading;
    }
}
