using WesMemGuard.Growth;

namespace WesMemGuard.Client.Cycles;

/// <summary>
/// Repeats a call: a first batch tells how long it takes; warm-up lasts until two cycles leave the same; then cycles
/// with a full collection after each, until the judge of growth has decided against no growth at all or the time is up.
/// </summary>
internal sealed class ClientCycles
{
    private const double Alike = 0.1, Unlike = 1.5;
    private const int LevelsOfOneLength = 2;
    private const long CycleShareOfGrowth = 8, WarmUpShareOfGrowth = 8;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60), Watched = TimeSpan.FromMilliseconds(50);

    private readonly Batches _batches;
    private readonly CyclePlan _plan;
    private readonly Type? _captured;
    private readonly TimeProvider _time;
    private readonly List<CycleLevel> _levels = new(256);
    private TimeSpan _perCall;
    private long _cycle;

    public ClientCycles(Func<Task> call, CyclePlan plan, TimeProvider time, CancellationToken ct)
    {
        _batches = new Batches(call, Bound, time, ct);
        (_plan, _captured, _time) = (plan, call.Target?.GetType(), time);
    }

    public async Task<CycleRun> RunAsync()
    {
        CallGrowth.Prepare();
        var start = await _batches.LevelAsync().ConfigureAwait(false);
        var others = await OthersAllocateAsync().ConfigureAwait(false);
        await FirstBatchesAsync(start).ConfigureAwait(false);
        var quiet = await WarmUpAsync().ConfigureAwait(false);
        var warm = _levels[^1];
        var walked = await LevelsAndWalksAsync().ConfigureAwait(false);
        return new CycleRun(warm.Calls, warm.At, quiet, _levels,
            walked)
        { Elapsed = _batches.Elapsed, OthersAllocate = others };
    }

    /// <summary>
    /// Levels, and where they rise walks. What the walks themselves left is in the heap then, so when no type had
    /// grown, levels are taken anew, from after them.
    /// </summary>
    private async Task<HeapWalked?> LevelsAndWalksAsync()
    {
        _levels.RemoveRange(0, _levels.Count - 1);
        while (await LevelsAsync().ConfigureAwait(false) is { } rise)
        {
            var walked = await FollowUpAsync(rise).ConfigureAwait(false);
            if (walked.Types.Count > 0 || walked.WhyNone is not null || IsLate)
                return walked;
            _levels.Clear();
            _levels.Add(await _batches.LevelAsync().ConfigureAwait(false));
        }

        return null;
    }

    private bool IsLate => _batches.Elapsed > _plan.TimeBudget * CyclePlan.LevelShare;

    private bool IsOver => _batches.Elapsed > _plan.TimeBudget;

    private async Task<double> OthersAllocateAsync()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await _batches.RestAsync(Watched).ConfigureAwait(false);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Watched.TotalSeconds;
    }

    private async Task FirstBatchesAsync(CycleLevel start)
    {
        for (long count = 1; ; count = Math.Min(count * 2, CyclePlan.MostCalls))
        {
            var took = await _batches.RunAsync(count, _plan.TimeBudget * CyclePlan.WarmUpShare).ConfigureAwait(false);
            var level = await _batches.LevelAsync().ConfigureAwait(false);
            if (took < CyclePlan.FirstBatch && count < CyclePlan.MostCalls
                && Opened(start, level) < CyclePlan.MostHandles)
                continue;
            _levels.Add(level);
            _cycle = CallsOfCycle(start, level, took / count);
            return;
        }
    }

    /// <summary>
    /// A tenth of a second, less where calls leave much behind: a leak must neither fill the memory nor use up the
    /// handles.
    /// </summary>
    private long CallsOfCycle(CycleLevel before, CycleLevel after, TimeSpan perCall)
    {
        _perCall = perCall;
        double calls = after.Calls - before.Calls;
        var bytes = Math.Max(1, (after.Heap.Live - before.Heap.Live) / calls);
        var handles = Math.Max(0, Opened(before, after)) / calls;
        var most = Math.Min(CyclePlan.MostCalls, _plan.MostGrowth / CycleShareOfGrowth / bytes);
        if (handles > 0)
            most = Math.Min(most, CyclePlan.MostHandles / handles);
        var fitting = perCall > TimeSpan.Zero ? CyclePlan.Cycle / perCall : CyclePlan.MostCalls;
        return (long)Math.Max(CyclePlan.FewestCalls, Math.Min(fitting, most));
    }

    private static int Opened(CycleLevel from, CycleLevel to) => (to.Counts.Handles ?? 0) - (from.Counts.Handles ?? 0);

    /// <summary>
    /// Until two cycles in a row left what the one before them left: a leak is as quiet as none. What is cleared now and then is never so
    /// quiet; there it is enough that levels go up and down and don't fall. First calls are slow and leave much (code is compiled, pools
    /// are filled), so the length of a cycle is found here too.
    /// </summary>
    private async Task<bool> WarmUpAsync()
    {
        var (alike, ofLength) = (0, 1);
        while (alike < 2)
        {
            // A leak that grows in steps is never quiet, and must not pile up all that it may before it is looked at.
            if ((_batches.Elapsed > _plan.TimeBudget * CyclePlan.WarmUpShare
                || Risen > _plan.MostGrowth / WarmUpShareOfGrowth)
                && _levels.Count > 2)
                return false;
            var took = await CycleAsync().ConfigureAwait(false);
            var (before, after) = (_levels[^2], _levels[^1]);
            var cycle = CallsOfCycle(before, after, took / (after.Calls - before.Calls));
            ofLength++;
            if (cycle > _cycle * Unlike || cycle * Unlike < _cycle)
                (_cycle, alike, ofLength) = (cycle, 0, 1);
            else if (_levels.Count >= 3 && LeftAlike(_levels[^3], before, after))
                alike++;
            else
                alike = 0;
            if (Swings.GoOn([.. _levels.TakeLast(ofLength).Select(l => l.Heap.Live)], CyclePlan.QuietBytes))
                return true;
        }

        return true;
    }

    private static bool LeftAlike(CycleLevel first, CycleLevel second, CycleLevel third)
    {
        double before = second.Heap.Live - first.Heap.Live, now = third.Heap.Live - second.Heap.Live;
        return Math.Abs(now - before) <= Math.Max(CyclePlan.QuietBytes, Alike * Math.Abs(now));
    }

    private async Task<TimeSpan> CycleAsync()
    {
        var took = await _batches.RunAsync(_cycle, CyclePlan.LongestCycle).ConfigureAwait(false);
        _levels.Add(await _batches.LevelAsync().ConfigureAwait(false));
        return took;
    }

    /// <summary>Takes levels until they decide.</summary>
    /// <returns>How they rise, where they do or can't tell; null where they stand still.</returns>
    private async Task<Rise?> LevelsAsync()
    {
        while (true)
        {
            var took = await CycleAsync().ConfigureAwait(false);
            if (_levels.Count < CyclePlan.FewestLevels)
                continue;
            var found = CallGrowth.OfHeap(_levels, 0);
            var calls = _levels[^1].Calls - _levels[0].Calls;
            var late = CallGrowth.RoseLate(_levels, 0);
            var held = found.Outcome == GrowthOutcome.Held && !late;
            if (held && (CallGrowth.WouldDouble(_levels) ? calls >= CyclePlan.CallsToHold || IsLate : IsOver))
                return null;
            var broken = found.Outcome == GrowthOutcome.Broken;
            if (!held && (IsLate || (broken && IsFollowed(calls)) || (late && IsDoubling(calls))))
                return new Rise(Math.Max(0, Risen / (double)calls), broken);
            if (held)
                _cycle = Math.Max(_cycle, QuietCycle(calls));
            else if (found.Outcome == GrowthOutcome.Inconclusive)
                Lengthen(took, calls);
        }
    }

    /// <summary>
    /// The calls of a cycle where nothing grows: slow ones as many as are still missing to hold, since each cycle costs a collection, which
    /// lasts as long as many a call. Quick ones come in short cycles: a weak table's array grows with the calls between two collections.
    /// When it is late no walk follows, and its share of the time goes to the calls.
    /// </summary>
    private long QuietCycle(long calls) => IsLate
        ? CallGrowth.CallsToDouble(_levels)
        : Math.Min(CyclePlan.CallsToHold - calls, (long)(CyclePlan.LongestWalkedCycle / _perCall));

    /// <summary>
    /// What moves up and down by itself, as a list that is cleared now and then, is told from growth by more calls; while they take less
    /// time than the collection after them, twice as many cost next to nothing.
    /// </summary>
    private void Lengthen(TimeSpan took, long calls)
    {
        var perCall = Math.Max(1, Risen / (double)calls);
        if (_levels.Count % LevelsOfOneLength == 0 && took < CyclePlan.Cycle / 2
            && _cycle * 2 * perCall <= _plan.MostGrowth / (double)CycleShareOfGrowth)
            _cycle *= 2;
    }

    /// <summary>
    /// Whether growth has gone on for so long that a cache would be full by now, or piled up as much as it may.
    /// </summary>
    private bool IsFollowed(long calls) => calls >= CyclePlan.CallsToFill
        || _batches.Elapsed > _plan.TimeBudget * CyclePlan.SuspectShare
        || Risen >= _plan.MostGrowth / 2
        || Opened(_levels[0], _levels[^1]) > CyclePlan.MostHandles * CyclePlan.FewestLevels;

    /// <summary>Whether steps are larger than what the runtime makes of its own, or won't end.</summary>
    private bool IsDoubling(long calls) => _batches.Elapsed > _plan.TimeBudget * CyclePlan.SuspectShare
        || (calls >= CyclePlan.CallsToFill && Risen >= CyclePlan.LargeStep);

    private long Risen => _levels[^1].Heap.Live - _levels[0].Heap.Live;

    private Task<HeapWalked> FollowUpAsync(Rise rise) =>
        new HeapFollowUp(_batches, _plan, _captured, _time).WalkAsync(_cycle, _perCall, rise);
}
