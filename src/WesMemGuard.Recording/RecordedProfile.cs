namespace WesMemGuard.Recording;

/// <summary>A recorded profile, gzipped pprof.</summary>
/// <param name="At">When it was captured, UTC.</param>
/// <param name="Kind"><c>heap</c> or <c>goroutine</c>.</param>
/// <param name="Name">Its file, relative to the recording's folder: <c>profiles/00060-heap.pb.gz</c>.</param>
/// <param name="Content">The bytes.</param>
public sealed record RecordedProfile(DateTimeOffset At, string Kind, string Name, ReadOnlyMemory<byte> Content);
