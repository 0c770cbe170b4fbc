namespace WesMemGuard.Harness.Tests.Live;

/// <summary>A fault.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Lasts">How long; null: for ever.</param>
/// <param name="Ahead">How far the clock is set.</param>
internal sealed record Fault(FaultKind Kind, TimeSpan? Lasts = null, TimeSpan Ahead = default)
{
    public bool Hangs => Kind == FaultKind.Stop;

    public override string ToString() => Kind switch
    {
        FaultKind.Stop => Lasts is { } lasts ? $"Stop of {lasts.TotalSeconds:0} s" : "Stop for ever",
        FaultKind.Clock => $"Clock set by {Ahead.TotalSeconds:0} s",
        _ => Kind.ToString(),
    };
}
