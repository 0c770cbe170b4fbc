using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Collecting;

/// <summary>A place of a log behind or before which samples may be lost.</summary>
/// <param name="Kind">How.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The first line that is wrong, from 1.</param>
/// <param name="SamplesBefore">How many samples of the family were read before it.</param>
internal sealed record LogTrouble(LossKind Kind, string File, long Line, int SamplesBefore)
{
    /// <summary>How many lines are wrong, up to the next sample.</summary>
    public long Lines { get; init; } = 1;
}
