using Microsoft.Diagnostics.NETCore.Client;
using WesMemGuard.Client.Growing;
using WesMemGuard.Client.Heaps;
using WesMemGuard.Client.Holders;

namespace WesMemGuard.Client.Cycles;

/// <summary>How the levels rise.</summary>
/// <param name="BytesPerCall">What a call leaves.</param>
/// <param name="IsSteady">Whether they rise from cycle to cycle; else in steps.</param>
internal sealed record Rise(double BytesPerCall, bool IsSteady);

/// <summary>
/// Where the bytes grew: three cycles between walks of the heap tell the types that grow with the calls, a rest as long
/// tells what grows without them, and the last walk what keeps them.
/// </summary>
internal sealed class HeapFollowUp(Batches batches, CyclePlan plan, Type? captured, TimeProvider time)
{
    private const int MostPaths = 12, Walks = GrowingTypes.FewestSteps + 3;

    /// <summary>
    /// What a cycle between walks may leave, as a share of the most: enough to be seen, and quick to walk over.
    /// </summary>
    private const long WalkedShareOfGrowth = 12;

    /// <summary>Calls between two walks at least, however long they take: of fewer no type is seen to grow.</summary>
    private const long FewestCalls = GrowingTypes.FewestObjects + 2;

    /// <summary>What gives back more than this share of its growth after a rest was kept for a time only.</summary>
    private const double MostGone = 0.5;

    private static int _walked;

    private bool _calling;

    /// <summary>Walks; a heap that can't be walked is no error, the bytes were counted without.</summary>
    /// <param name="cycle">Calls of the cycles before.</param>
    /// <param name="perCall">How long a call takes.</param>
    /// <param name="rise">What one leaves, as the levels show it.</param>
    /// <exception cref="Exception">What a call threw, of whatever type: it is the client's, no walk failed.</exception>
    public async Task<HeapWalked> WalkAsync(long cycle, TimeSpan perCall, Rise rise)
    {
        try
        {
            return await StepsAsync(cycle, perCall, rise).ConfigureAwait(false);
        }
        catch (Exception e) when (!_calling && IsOfWalk(e))
        {
            return new HeapWalked([], 0, 0, e);
        }
    }

    private static bool IsOfWalk(Exception e) =>
        e is DiagnosticsClientException or TimeoutException or IOException or FormatException;

    private async Task<HeapWalked> StepsAsync(long cycle, TimeSpan perCall, Rise rise)
    {
        // All there before the first walk: what is made between two would be counted as the calls'.
        var tallies = Enumerable.Range(0, Walks).Select(_ => new HeapTally()).ToArray();
        var steps = new List<HeapStep>(GrowingTypes.FewestSteps);
        // The first session makes sixty small arrays that only the third lets go: so many fewer would seem to stay of the calls'.
        if (Interlocked.Exchange(ref _walked, 1) == 0)
            await HeapWalk.TakeAsync(tallies[^1], edges: false, time).ConfigureAwait(false);
        var from = batches.Elapsed;
        var kept = await KeptAsync(tallies[^1]).ConfigureAwait(false); // what reading needs for the first time stays out, too
        var withPaths = batches.Elapsed - from;
        await HeapWalk.TakeAsync(tallies[0], edges: false, time).ConfigureAwait(false);
        var walk = batches.Elapsed - from - withPaths;
        var longest = Longest((walk * (GrowingTypes.FewestSteps + 1)) + withPaths,
            rise.IsSteady ? CyclePlan.LongestWalkedCycle : CyclePlan.LongestDoublingCycle);
        var length = TimeSpan.Zero;
        for (var i = 0; i < GrowingTypes.FewestSteps; i++)
        {
            var before = batches.Calls;
            _calling = true;
            var most = Max(longest, perCall * FewestCalls * 2);
            length = await batches.RunAsync(Count(cycle, perCall, rise, longest), most).ConfigureAwait(false);
            _calling = false;
            await HeapWalk.TakeAsync(tallies[i + 1], edges: false, time).ConfigureAwait(false);
            steps.Add(new HeapStep(batches.Calls - before, tallies[i], tallies[i + 1]));
        }

        var calls = steps.Sum(s => s.Calls);
        await batches.RestAsync(length).ConfigureAwait(false);
        var end = await HeapWalk.TakeAsync(tallies[^2], edges: true, time).ConfigureAwait(false);
        var rest = new HeapStep(0, tallies[GrowingTypes.FewestSteps], tallies[^2]);
        var grown = GrowingTypes.Of(steps, rest);
        var paths = new HolderPaths(end, captured, grown.Where(t => !t.IsOfSize).Select(t => t.Type));
        var types = grown.Where(t => !paths.IsOfMeasuring(t.Type)).ToList();
        var held = Held(types, paths, kept, calls);
        ulong[] of = [.. held.Select(h => h.Growth.Type)];
        return new HeapWalked(held, GrowingTypes.ShareWithoutCalls(rest, steps[^1], [.. held.Select(h => h.Growth)]),
            calls, null)
        { GoneAfter = await GoneAfterAsync(cycle, walk, of, steps.Sum(s => of.Sum(s.BytesOf)), tallies).ConfigureAwait(false) };
    }

    /// <summary>
    /// A window over the last seconds, or a cache that forgets after some, grows as a leak does until they are over. After as long a
    /// rest as there is time for, the next calls let go of what is too old.
    /// </summary>
    /// <returns>The rest, when most of what had grown went; else null.</returns>
    private async Task<TimeSpan?> GoneAfterAsync(long cycle, TimeSpan walk, ulong[] types, long grown, HeapTally[] tallies)
    {
        var left = plan.TimeBudget - batches.Elapsed - walk - CyclePlan.Cycle;
        var most = plan.TimeBudget * CyclePlan.RestShare;
        var rest = Min(left, most);
        if (types.Length == 0 || rest < CyclePlan.Cycle)
            return null;
        await batches.RestAsync(rest).ConfigureAwait(false);
        _calling = true;
        await batches.RunAsync(cycle, CyclePlan.Cycle).ConfigureAwait(false);
        _calling = false;
        await HeapWalk.TakeAsync(tallies[^1], edges: false, time).ConfigureAwait(false);
        var after = new HeapStep(cycle, tallies[^2], tallies[^1]);
        return -types.Sum(after.BytesOf) > MostGone * grown ? rest : null;
    }

    private async Task<KeptCounts> KeptAsync(HeapTally tally)
    {
        var walk = await HeapWalk.TakeAsync(tally, edges: true, time).ConfigureAwait(false);
        return new HolderPaths(walk, captured, []).Kept();
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private TimeSpan Longest(TimeSpan walks, TimeSpan most)
    {
        var left = (plan.TimeBudget - batches.Elapsed - walks) / (GrowingTypes.FewestSteps + 1);
        return Max(CyclePlan.Cycle, Min(left, most));
    }

    /// <summary>
    /// As many calls as an array of all before needs to double, so that what grows so takes a step in each cycle, where that fits.
    /// </summary>
    private long Count(long cycle, TimeSpan perCall, Rise rise, TimeSpan longest)
    {
        var fitting = perCall > TimeSpan.Zero ? longest / perCall : double.MaxValue;
        var most = rise.IsSteady ? plan.MostGrowth / WalkedShareOfGrowth : plan.MostGrowth;
        var piling = rise.BytesPerCall > 0 ? most / rise.BytesPerCall : double.MaxValue;
        return Math.Max(Math.Max(cycle, FewestCalls), (long)Math.Min(batches.Calls * (CallGrowth.Doubling - 1), Math.Min(fitting, piling)));
    }

    /// <summary>
    /// What the pools of the runtime keep for the next call is not what a call leaves, nor is an array that waits for its finalizer: a weak
    /// table makes larger ones while more calls come between two collections.
    /// </summary>
    private static List<HeldType> Held(List<TypeGrowth> types, HolderPaths paths, KeptCounts kept, long calls) =>
        [.. types.Select((t, i) => new HeldType(t, paths.NameOf(t.Type),
            i < MostPaths ? paths.Of(t.Type, newest: t.IsOfSize ? 0 : (long)(t.CountPerCall * calls), kept) : null)
        { IsOfServer = paths.IsOfServer(t.Type) })
            .Where(t => t.Path is not { IsOfPool: true } && !(t.Growth.IsOfSize && t.Path is { IsToBeFinalized: true }))];
}
