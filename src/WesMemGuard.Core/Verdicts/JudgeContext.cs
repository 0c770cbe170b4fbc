using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>The names that a verdict's message uses, and who looks into profiles. All paths are relative, with <c>/</c>.</summary>
/// <param name="Scenario">The scenario's or recording's name.</param>
/// <param name="BudgetPath">The budget's file.</param>
/// <param name="EvidencePath">The run file or recording that was judged.</param>
/// <param name="Suspects">Reads profiles; null when nothing here can.</param>
public sealed record JudgeContext(string Scenario, string BudgetPath, string EvidencePath, ISuspectFinder? Suspects = null);

/// <summary>Looks into a run's profiles. Knowing profiles is another room's work; the judge only asks.</summary>
public interface ISuspectFinder
{
    /// <summary>Who holds the bytes that the live heap grew by between two moments, largest share first; empty when nobody is found.</summary>
    /// <param name="run">The run with its profiles.</param>
    /// <param name="from">Start of the growth, UTC.</param>
    /// <param name="to">Its end, UTC.</param>
    IReadOnlyList<Suspect> OfHeap(MemoryRun run, DateTimeOffset from, DateTimeOffset to);

    /// <summary>Where the goroutines stand that were added between two moments, largest share first.</summary>
    IReadOnlyList<Suspect> OfGoroutines(MemoryRun run, DateTimeOffset from, DateTimeOffset to);

    /// <summary>Bytes of one module at each heap profile.</summary>
    IReadOnlyList<(DateTimeOffset At, double Bytes)> MeasuredBytes(MemoryRun run, string module);
}
