using System.Runtime.CompilerServices;
using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Foretold;
using WesMemGuard.Client.Judging;
using WesMemGuard.Client.Leaving;
using WesMemGuard.Client.Messages;
using WesMemGuard.Input;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client;

/// <summary>What was measured of a client.</summary>
public sealed class ClientRun
{
    private readonly CycleRun _run;
    private readonly ErrorLogs? _logs;
    private readonly LeftSightings? _sightings;

    internal ClientRun(string name, CycleRun run, ErrorLogs? logs, LeftSightings? sightings = null)
    {
        (Name, _run, _logs, _sightings) = (name, run, logs, sightings);
        var found = CallFinding.Of(run, new CallLimit(0, "0 B", 1, "")).Growth;
        (BytesPerCall, BytesPerCallLow, BytesPerCallHigh) = (found.SlopePerHour, found.LowPerHour, found.HighPerHour);
        Growing = [.. (run.Walked?.Types ?? []).Select(t => Keeper(t, logs))];
    }

    /// <summary>How messages name the client.</summary>
    public string Name { get; }

    /// <summary>Calls in the cycles, those of warm-up left out.</summary>
    public long Calls => _run.Calls;

    /// <summary>Calls until its level was quiet.</summary>
    public long WarmUpCalls => _run.WarmUpCalls;

    /// <summary>How long all took.</summary>
    public TimeSpan Elapsed => _run.Elapsed;

    /// <summary>Bytes of live heap that a call leaves.</summary>
    public double BytesPerCall { get; }

    /// <summary>The lower end of the 98 % interval of <see cref="BytesPerCall"/>; minus infinity where it rises in steps.</summary>
    public double BytesPerCallLow { get; }

    /// <summary>The upper end of it; infinity where it rises in steps.</summary>
    public double BytesPerCallHigh { get; }

    /// <summary>The types that grew with the calls, those of most bytes first; empty where the bytes stood still.</summary>
    public IReadOnlyList<GrowingType> Growing { get; }

    /// <summary>Open sockets.</summary>
    public ClientCount Connections => new(Name, ClientReasons.ConnectionsOf, "connections", _run, l => l.Counts.Connections, idle: true);

    /// <summary>Timers that are set.</summary>
    public ClientCount Timers => new(Name, ClientReasons.TimersOf, "timers", _run, l => l.Counts.Timers, idle: false);

    /// <summary>File descriptors; on Windows handles.</summary>
    public ClientCount Handles => new(Name, ClientReasons.HandlesOf, "handles", _run, l => l.Counts.Handles, idle: true);

    /// <summary>Threads, those of the thread pool left out.</summary>
    public ClientCount Threads => new(Name, ClientReasons.ThreadsOf, "threads", _run, l => l.Counts.Threads, idle: false);

    /// <summary>Assemblies that are loaded: emitted code is one, and is never unloaded.</summary>
    public ClientCount Assemblies => new(Name, ClientReasons.AssembliesOf, "assemblies", _run, l => l.Counts.Assemblies, idle: false);

    /// <summary>Objects that wait for their finalizer after a full collection.</summary>
    public ClientCount FinalizationQueue =>
        new(Name, ClientReasons.FinalizationQueueOf, "finalizationQueue", _run, l => l.Heap.ToFinalize, idle: false);

    /// <summary>Large objects (85,000 B and more); they are in the live heap as well.</summary>
    public ClientSize LargeObjects => new(Name, ClientReasons.LargeObjectsOf, "largeObjects", _run, l => l.Heap.LargeObjects);

    /// <summary>Objects that were allocated pinned; they are in the live heap as well.</summary>
    public ClientSize PinnedObjects => new(Name, ClientReasons.PinnedObjectsOf, "pinnedObjects", _run, l => l.Heap.PinnedObjects);

    /// <summary>Gaps between old objects (generation 2) that a compacting collection could not close; not in the live heap.</summary>
    public ClientSize Fragmentation => new(Name, ClientReasons.FragmentationOf, "fragmentation", _run, l => l.Heap.Fragmentation);

    /// <summary>
    /// Memory of the process that isn't the collector's: code, native libraries, what <c>Marshal.AllocHGlobal</c> took. Read on Linux
    /// (<c>RssAnon</c> less what the collector committed, in steps of 4 KiB), elsewhere not measured.
    /// </summary>
    public ClientSize Native => new(Name, ClientReasons.NativeOf, "native", _run, l => l.Native);

    /// <summary>Its live heap should grow by at most this size with each call.</summary>
    /// <param name="size">A size with its unit; <c>0 B</c> means less than half a byte a call, which is what can be told from none.</param>
    /// <param name="per">The unit.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ClientShouldHoldException">It grew more, or the evidence can't tell.</exception>
    /// <exception cref="BadInputException">The size is none.</exception>
    public void ShouldKeepAtMost(string size, CallUnit per = CallUnit.Call, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => ClientHeld.OrThrow(Judge(size, per, file, line));

    /// <summary>The verdict on a limit, without a failure.</summary>
    /// <inheritdoc cref="ShouldKeepAtMost"/>
    public Verdict Judge(string size, CallUnit per = CallUnit.Call, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var verdict = CallVerdict.Of(_run, _logs, Name, CallLimit.Of(size, per.Calls(), file, line));
        _sightings?.Leave(Name, verdict.Outcome, [.. Growing.Select(t => new GrownField(t.Warning, t.Field, t.BytesPerCall))]);
        return verdict;
    }

    private static GrowingType Keeper(HeldType held, ErrorLogs? logs)
    {
        var field = held.Path?.Field;
        return new GrowingType(held.Name, held.Growth.CountPerCall, held.Growth.BytesPerCall)
        {
            Path = held.Path?.Text,
            Field = field is null ? null : $"{Holders.TypeNames.Of(field.DeclaredBy)}.{field.Name}",
            Warning = field is null ? null : logs?.Of(field.DeclaredBy.Name.Split('`')[0], field.Name),
        };
    }
}

/// <summary>A type that grows with the calls.</summary>
/// <param name="Name">As C# writes it.</param>
/// <param name="CountPerCall">Objects a call leaves; 0 where only their size grows.</param>
/// <param name="BytesPerCall">Bytes a call leaves in them.</param>
public sealed record GrowingType(string Name, double CountPerCall, double BytesPerCall)
{
    /// <summary>What keeps most of them: <c>static Wallet._quotes (Dictionary&lt;string, Quote&gt;) → [] → Quote</c>; types and fields,
    /// never a value. Null where none was found, and for all but the first twelve types.</summary>
    public string? Path { get; init; }

    /// <summary>The last field on the path that the program declares itself: <c>Wallet._quotes</c>.</summary>
    public string? Field { get; init; }

    /// <summary>The warning of the build that names this field.</summary>
    public ForetoldWarning? Warning { get; init; }
}
