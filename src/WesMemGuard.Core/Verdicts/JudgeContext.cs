using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>The names that a verdict's message uses, and who looks into profiles. All paths are relative, with <c>/</c>.</summary>
/// <param name="Scenario">The scenario's or recording's name.</param>
/// <param name="BudgetPath">The budget's file.</param>
/// <param name="EvidencePath">The run file or recording that was judged.</param>
/// <param name="Suspects">Reads profiles; null when nothing here can.</param>
internal sealed record JudgeContext(string Scenario, string BudgetPath, string EvidencePath, ISuspectFinder? Suspects = null)
{
    /// <summary>What a command is given to find the run and its profiles; null: the folder of <see cref="EvidencePath"/>.</summary>
    public string? RunPath { get; init; }

    /// <summary>Looks for who may hold a growth beside profiles; null when nothing here can.</summary>
    public ISymptomFinder? Symptoms { get; init; }
}

/// <summary>Looks into a run's profiles. Knowing profiles is another room's work; the judge only asks.</summary>
internal interface ISuspectFinder
{
    /// <summary>Who grew in the heap between two moments.</summary>
    /// <param name="run">The run with its profiles.</param>
    /// <param name="from">Start of the growth, UTC.</param>
    /// <param name="to">Its end, UTC.</param>
    /// <param name="stoppedToo">Whether those that grew and stopped are meant too: they hold bytes that did not come
    /// back, but they are no leak.</param>
    Suspects OfHeap(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo);

    /// <summary>Where the goroutines stand that were added between two moments.</summary>
    Suspects OfGoroutines(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo);

    /// <summary>
    /// Bytes of one module at each heap profile, in time order, with what the sampling leaves open; profiles that
    /// can't be read are left out.
    /// </summary>
    IReadOnlyList<MeasuredBytes> MeasuredBytes(MemoryRun run, string module);

    /// <summary>
    /// Growth of one module between the heap profiles of two moments that
    /// <see cref="MeasuredBytes(MemoryRun, string)"/> gave. What stayed in use was sampled
    /// once and adds no error, so this is known better than the difference of two sizes. Null when the two can't be compared.
    /// </summary>
    MeasuredBytes? MeasuredGrowth(MemoryRun run, string module, DateTimeOffset from, DateTimeOffset to);

    /// <summary>How the heap grew between two moments, module by module; null when profiles don't tell.</summary>
    ProfiledGrowth? HeapGrowth(MemoryRun run, DateTimeOffset from, DateTimeOffset to);

    /// <summary>
    /// The goroutines that nothing can wake any more, by the last profile of them until a moment; null where the service offers none.
    /// </summary>
    LeakedGoroutines? Leaked(MemoryRun run, DateTimeOffset to) => null;
}

/// <summary>Goroutines that wait for what nobody can reach: no growth need be measured to know that they leaked (Go's goroutineleak).</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Function">The function that most of them stand in; empty where there are none.</param>
/// <param name="InFunction">How many stand in it.</param>
/// <param name="Stack">The stack that most of those have, the innermost function first.</param>
internal sealed record LeakedGoroutines(double Count, string Function, double InFunction, IReadOnlyList<string> Stack);

/// <summary>A size or a growth by heap profiles.</summary>
/// <param name="At">When it was captured, UTC; of a growth the later one.</param>
/// <param name="Bytes">The estimate.</param>
/// <param name="Low">Lower end of its 98 % sampling interval.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct MeasuredBytes(DateTimeOffset At, double Bytes, double Low, double High);

/// <summary>The heap's growth between two heap profiles.</summary>
/// <param name="Modules">Every module's growth in bytes, arenas apart, largest first; those that shrank are negative.</param>
/// <param name="Arenas">Growth of blocks that caches and databases allocate in advance.</param>
/// <param name="Elapsed">The time between the two.</param>
internal sealed record ProfiledGrowth(IReadOnlyList<(string Module, double Bytes)> Modules, double Arenas, TimeSpan Elapsed);

/// <summary>Who may hold a growth, or why nobody can be named.</summary>
/// <param name="Found">Largest share first; empty when nobody is found.</param>
/// <param name="WhyNone">Why nobody is found; null when somebody is.</param>
internal sealed record Suspects(IReadOnlyList<Suspect> Found, Reason? WhyNone)
{
    /// <summary>
    /// What would tell who it is where the sampling leaves it open; null where somebody is surely found, or nothing would.
    /// </summary>
    public Reason? Advice { get; init; }
}
