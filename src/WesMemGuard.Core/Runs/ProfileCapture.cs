namespace WesMemGuard.Runs;

/// <summary>A profile that was captured during the run.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Kind"><c>heap</c>, <c>goroutine</c>, <c>goroutine-dump</c> (text, with reasons to wait), or of a client
/// <see cref="HeapDump"/>.</param>
/// <param name="File">Its file, relative to the run's folder, with <c>/</c>.</param>
/// <param name="Content">The bytes as served.</param>
public sealed record ProfileCapture(DateTimeOffset At, string Kind, string File, ReadOnlyMemory<byte> Content)
{
    /// <summary>The kind of a dump of a .NET process's heap (<c>.gcdump</c>).</summary>
    public const string HeapDump = "gcdump";
}
