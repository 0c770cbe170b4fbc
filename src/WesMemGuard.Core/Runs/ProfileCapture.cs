namespace WesMemGuard.Runs;

/// <summary>A profile that was captured during the run.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">What it shows.</param>
/// <param name="File">Its file, relative to the run's folder, with <c>/</c>.</param>
/// <param name="Content">The bytes as served.</param>
public sealed record ProfileCapture(DateTimeOffset At, ProfileKind Kind, string File, ReadOnlyMemory<byte> Content);
