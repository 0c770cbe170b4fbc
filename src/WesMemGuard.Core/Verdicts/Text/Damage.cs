using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Text;

/// <summary>What is wrong with the recording that was judged. The gates count what is missing; a reader must know that something is.</summary>
internal static class Damage
{
    private static readonly (string Event, string Notice)[] Kinds =
    [
        ("torn", "the recording is torn: what is whole was judged"),
        ("disorder", "the recording was not in the order of time: it was sorted"),
        ("incomplete", "the recording holds fewer exchanges than it counts itself"),
    ];

    /// <summary>The notices of a run; none for a sound recording.</summary>
    public static IEnumerable<string> Of(MemoryRun run) =>
        Kinds.Where(kind => run.Events.Any(e => e.Name == kind.Event)).Select(kind => kind.Notice);
}
