using WesMemGuard.Runs;

namespace WesMemGuard.Recording;

/// <summary>A recorded profile: gzipped pprof, or a dump as text.</summary>
/// <param name="At">When it was captured, UTC.</param>
/// <param name="Kind"><c>heap</c>, <c>goroutine</c> or <c>goroutine-dump</c>.</param>
/// <param name="Name">Its file, relative to the recording's folder: <c>profiles/00060-heap.pb.gz</c>.</param>
/// <param name="Content">The bytes.</param>
internal sealed record RecordedProfile(DateTimeOffset At, ProfileKind Kind, string Name, ReadOnlyMemory<byte> Content);
