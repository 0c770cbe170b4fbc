using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Text;

/// <summary>
/// What is wrong with the recording that was judged. The gates count what is missing; a reader must know that something
/// is.
/// </summary>
internal static class Damage
{
    private static readonly (string Event, Reason Notice)[] Kinds =
    [
        ("torn", JudgeReasons.Torn()),
        ("disorder", JudgeReasons.Disordered()),
        ("incomplete", JudgeReasons.Incomplete()),
    ];

    /// <summary>The notices of a run; none for a sound recording.</summary>
    public static IEnumerable<Reason> Of(MemoryRun run) =>
        Kinds.Where(kind => run.Events.Any(e => e.Name == kind.Event)).Select(kind => kind.Notice);
}
