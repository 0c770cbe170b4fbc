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
    /// <summary>Who grew in the heap between two moments.</summary>
    /// <param name="run">The run with its profiles.</param>
    /// <param name="from">Start of the growth, UTC.</param>
    /// <param name="to">Its end, UTC.</param>
    /// <param name="stoppedToo">Whether those that grew and stopped are meant too: they hold bytes that did not come back, but they are no leak.</param>
    Suspects OfHeap(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo);

    /// <summary>Where the goroutines stand that were added between two moments.</summary>
    Suspects OfGoroutines(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo);

    /// <summary>Bytes of one module at each heap profile, in time order; profiles that can't be read are left out.</summary>
    IReadOnlyList<(DateTimeOffset At, double Bytes)> MeasuredBytes(MemoryRun run, string module);
}

/// <summary>Who may hold a growth, or why nobody can be named.</summary>
/// <param name="Found">Largest share first; empty when nobody is found.</param>
/// <param name="WhyNone">Why nobody is found; null when somebody is.</param>
public sealed record Suspects(IReadOnlyList<Suspect> Found, string? WhyNone);
