namespace WesMemGuard.Client.Cycles;

/// <summary>How long calls are repeated, and how much may pile up meanwhile.</summary>
/// <param name="TimeBudget">The longest time of all.</param>
/// <param name="MostGrowth">The most bytes that a leak may pile up before it is judged by what is there.</param>
internal sealed record CyclePlan(TimeSpan TimeBudget, long MostGrowth)
{
    /// <summary>The length of a cycle of calls: long against the pause that a collection makes.</summary>
    public static readonly TimeSpan Cycle = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest cycle between two walks of the heap.</summary>
    public static readonly TimeSpan LongestWalkedCycle = TimeSpan.FromSeconds(1);

    /// <summary>The same where a cycle is to be long enough for an array of all calls before it to double.</summary>
    public static readonly TimeSpan LongestDoublingCycle = TimeSpan.FromSeconds(4);

    /// <summary>A cycle that takes longer, because calls became slow, is cut.</summary>
    public static readonly TimeSpan LongestCycle = TimeSpan.FromSeconds(2);

    /// <summary>A first, short batch tells how long a call takes.</summary>
    public static readonly TimeSpan FirstBatch = TimeSpan.FromMilliseconds(25);

    /// <summary>The share of the time for warm-up.</summary>
    public const double WarmUpShare = 0.2;

    /// <summary>The share of the time until which growth must have gone on to be followed up.</summary>
    public const double SuspectShare = 0.4;

    /// <summary>The share of the time until which levels are taken; the rest is for walks of the heap.</summary>
    public const double LevelShare = 0.6;

    /// <summary>The share of the time for a rest after which what goes with time is gone.</summary>
    public const double RestShare = 0.25;

    /// <summary>Levels of a verdict at least.</summary>
    public const int FewestLevels = 7;

    /// <summary>Calls of a cycle at least, and at most.</summary>
    public const long FewestCalls = 5, MostCalls = 20_000;

    /// <summary>With fewer calls a leak that comes once in a hundred can be missed.</summary>
    public const long CallsToHold = 1000;

    /// <summary>A cache that holds so many entries is full after as many calls and grows no more.</summary>
    public const long CallsToFill = 50_000;

    /// <summary>A step of so many bytes or fewer is none.</summary>
    public const long QuietBytes = 1024;

    /// <summary>The runtime's own steps are smaller.</summary>
    public const long LargeStep = 1024 * 1024;

    /// <summary>Handles that one cycle may leave open: a process has a thousand or so.</summary>
    public const int MostHandles = 48;
}
