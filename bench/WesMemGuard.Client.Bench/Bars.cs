using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using WesMemGuard.Client.Bench.Patterns;
using WesMemGuard.Client.Heaps;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client.Bench;

/// <summary>The figures that the client's measurement is held to.</summary>
internal static class Bars
{
    private const double AllowedShare = 0.05, AllowedBytes = 8, NamedShare = 0.95;
    private const double LongestHeld = 3, LongestLeak = 20, LongestWalk = 3;
    private const int WalkedMegabytes = 200;
    private const int TruthCalls = 20_000, FewTruthCalls = 200;

    /// <summary>Each client that keeps something in a process of its own: what one leaves must not be walked over for the next.</summary>
    /// <returns>Whether each met its bars.</returns>
    public static async Task<bool> AllKeepingAsync(TextWriter to)
    {
        int all = 0, missed = 0;
        foreach (var pattern in Keeping.All)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
            foreach (var argument in new[] { typeof(Bars).Assembly.Location, "keeping", "=" + pattern.Name })
                start.ArgumentList.Add(argument);
            if (!Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal))
                start.ArgumentList.RemoveAt(0);
            using var process = Process.Start(start)!;
            to.WriteLine(await process.StandardOutput.ReadLineAsync());
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            (all, missed) = (all + 1, missed + (process.ExitCode == 0 ? 0 : 1));
        }

        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all - missed} of {all} met their bars"));
        return missed == 0;
    }

    /// <summary>Clients that keep something: broken, by how much, who holds it.</summary>
    /// <returns>
    /// Whether each was broken in time, with bytes within 5 % or 8 B where they don't grow in steps, and 95 % of the holders named.
    /// </returns>
    public static async Task<bool> KeepingAsync(TextWriter to, string[] names)
    {
        int broken = 0, right = 0, named = 0, toName = 0, all = 0;
        var inTime = true;
        foreach (var pattern in Keeping.All.Where(p => IsNamed(p, names)))
        {
            var call = pattern.Make();
            var run = await ClientMemory.RepeatAsync(call, new ClientOptions { Name = pattern.Name });
            var verdict = run.Judge("0 B");
            var truth = Truth(call, run.Elapsed / Math.Max(1, run.Calls));
            var near = pattern.Doubles || Math.Abs(run.BytesPerCall - truth) <= Math.Max(AllowedBytes, AllowedShare * truth);
            var judged = pattern.Doubles ? "(steps)" : near ? "near   " : "FAR    ";
            var holder = IsHeldBy(pattern, run);
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{verdict.Outcome,-12} {run.BytesPerCall,10:F2} B  truth {truth,10:F2} B {judged} "
                + $"{(holder ? "named" : "NOT NAMED"),-9} {run.Elapsed.TotalSeconds,5:F1} s {run.Calls,8} calls  {pattern.Name}"));
            foreach (var type in run.Growing.Take(2))
                to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"             {type.CountPerCall,6:F3} {type.BytesPerCall,8:F1} B  {type.Name}  {type.Path}"));
            if (names.Length > 0)
                to.WriteLine(verdict.Message);
            inTime &= run.Elapsed.TotalSeconds <= LongestLeak + 1; // the last cycle may end after it
            (all, broken, right) = (all + 1, broken + (verdict.Outcome == Outcome.Broken ? 1 : 0), right + (near ? 1 : 0));
            if (pattern.Field is not null || pattern.Type is not null)
                (toName, named) = (toName + 1, named + (holder ? 1 : 0));
        }

        to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{broken} of {all} broken; bytes within 5 % or 8 B: {right}; type and field named: {named} of {toName}"));
        return all > 0 && broken == all && right == all && named >= NamedShare * toName && inTime;
    }

    /// <summary>Clients that keep nothing: never broken, and how long it took.</summary>
    /// <returns>Whether none was accused, and the median of each was within 3 s.</returns>
    public static async Task<bool> CleanAsync(TextWriter to, int runs, string[] names)
    {
        int all = 0, broken = 0, held = 0;
        var slowest = TimeSpan.Zero;
        var quick = true;
        foreach (var pattern in Clean.All.Where(p => IsNamed(p, names)))
        {
            var outcomes = new Dictionary<Outcome, int>();
            var took = new List<double>();
            for (var i = 0; i < runs; i++)
            {
                var run = await ClientMemory.RepeatAsync(pattern.Make(), new ClientOptions { Name = pattern.Name });
                var verdict = run.Judge("0 B");
                outcomes[verdict.Outcome] = outcomes.GetValueOrDefault(verdict.Outcome) + 1;
                took.Add(run.Elapsed.TotalSeconds);
                slowest = run.Elapsed > slowest ? run.Elapsed : slowest;
                if (verdict.Outcome != Outcome.Held)
                    to.WriteLine(verdict.Message);
            }

            took.Sort();
            var counts = string.Join(", ", outcomes.Select(o => $"{o.Value} {o.Key}"));
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{counts,-30} median {took[took.Count / 2]:F1} s, "
                + $"longest {took[^1]:F1} s  {pattern.Name}"));
            quick &= took[took.Count / 2] <= LongestHeld;
            all += runs;
            broken += outcomes.GetValueOrDefault(Outcome.Broken);
            held += outcomes.GetValueOrDefault(Outcome.Held);
        }

        to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{broken} of {all} accused, {held} held; the longest took {slowest.TotalSeconds:F1} s"));
        return all > 0 && broken == 0 && quick;
    }

    /// <summary>A walk of a heap of so many megabytes in objects of 40 B.</summary>
    /// <returns>Whether each walk of up to 200 MB was within 3 s.</returns>
    public static async Task<bool> HeapAsync(TextWriter to, int megabytes)
    {
        const int Size = 40;
        var quick = true;
        var objects = new Quote[(int)(megabytes * ByteSize.MiB / Size)];
        for (var i = 0; i < objects.Length; i++)
            objects[i] = new Quote();
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            var tally = new HeapTally();
            await HeapWalk.TakeAsync(tally, edges: i > 0, TimeProvider.System);
            var took = watch.Elapsed.TotalSeconds;
            quick &= took <= LongestWalk || megabytes > WalkedMegabytes;
            var count = tally.Types.Values.Sum(t => t.Count);
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} objects walked in {took:F2} s"
                + $"{(i > 0 ? ", with what they refer to" : "")}"));
        }

        GC.KeepAlive(objects);
        return quick;
    }

    private static bool IsNamed(ClientPattern pattern, string[] names) =>
        names.Length == 0 || Array.Exists(names, n =>
            n == "=" + pattern.Name || pattern.Name.Contains(n, StringComparison.OrdinalIgnoreCase));

    private static bool IsHeldBy(ClientPattern pattern, ClientRun run) => run.Growing.Any(t =>
        (pattern.Type is null || t.Name == pattern.Type) && (pattern.Field is null || t.Field == pattern.Field) && t.Path is not null);

    /// <summary>
    /// Bytes of a call by another way: what the process has more after many calls, with the room that threads set aside.
    /// </summary>
    private static double Truth(Func<Task> call, TimeSpan perCall)
    {
        var calls = perCall > TimeSpan.FromMilliseconds(1) ? FewTruthCalls : TruthCalls;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Repeat(call, calls);
        return (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)calls;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Repeat(Func<Task> call, int calls)
    {
        for (var i = 0; i < calls; i++)
            call().GetAwaiter().GetResult();
    }

}
