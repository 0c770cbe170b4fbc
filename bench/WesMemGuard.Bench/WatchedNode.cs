using System.Diagnostics;
using System.Globalization;
using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.Harness.Watching;
using WesMemGuard.Node;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Bench;

/// <summary>
/// A day of <c>watch</c>: a node asked each 5 s over a real socket, its run file written, figures and three limits looked at each
/// second, in virtual time. The CPU is of the watch and of the node together, which answers in the same process.
/// </summary>
internal static class WatchedNode
{
    private const double MiB = 1024 * 1024;

    /// <summary>Bar: of one core, over the day.</summary>
    private const double MostOfACore = 0.003;

    /// <summary>Prints what each four hours cost.</summary>
    /// <returns>Whether the bar is kept.</returns>
    public static async Task<bool> PrintAsync(TextWriter to, double hours)
    {
        var time = new VirtualTime();
        var leak = new TestNodeOptions { Behaviour = NodeBehaviour.LeakInGarbage, LeakPerHour = MiB, Time = time };
        await using var node = await TestNode.StartAsync(leak);
        var clock = new VirtualLiveClock(time);
        var options = new WatchOptions { Url = node.Http, For = TimeSpan.FromHours(hours), Process = new LiveTest.SteadyProcess(time) };
        var budget = BudgetFile.Read(Encoding.UTF8.GetBytes(Fleets.Limits), "budget.json");
        var context = new JudgeContext("watch", "budget.json", "run.jsonl");
        var folder = Directory.CreateTempSubdirectory("wesmemguard-bench").FullName;
        using var process = Process.GetCurrentProcess();
        try
        {
            using var run = RunFolder.Create(folder, NodeWatch.Header(options, "watch", clock.Now));
            var views = new WatchViews(budget, context);
            var costs = new Costs(to, process, clock.Now);
            await NodeWatch.RunAsync(options, run.Recorder, clock, TimeSpan.FromSeconds(1), moment =>
            {
                var view = views.Of(moment);
                costs.See(moment.Now, view.Samples, views.Judged);
                return WatchWish.GoOn;
            }, CancellationToken.None);
            var share = costs.Total.TotalSeconds / (hours * 3600);
            var most = process.PeakWorkingSet64 / MiB;
            var verdict = BudgetJudge.Judge(run.Recorder.Snapshot(), budget, context);
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{hours} h: {share:0.000 %} of a core (bar {MostOfACore:0.0 %}), {most:0} MiB at most with the node's, "
                + $"judged {views.Judged} times; at the end {string.Join(", ", verdict.Verdicts.Select(v => v.Outcome))}"));
            return share <= MostOfACore;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the time costs, a line for each four hours.</summary>
    private sealed class Costs(TextWriter to, Process process, DateTimeOffset start)
    {
        private static readonly TimeSpan Step = TimeSpan.FromHours(4);

        private readonly TimeSpan _began = process.TotalProcessorTime;
        private TimeSpan _last = process.TotalProcessorTime;
        private DateTimeOffset _next = start + Step;

        public TimeSpan Total
        {
            get
            {
                process.Refresh();
                return process.TotalProcessorTime - _began;
            }
        }

        public void See(DateTimeOffset now, int samples, int judged)
        {
            if (now < _next)
                return;
            var all = _began + Total;
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"to {(now - start).TotalHours:0} h: {(all - _last).TotalSeconds:0.0} s of CPU, {process.WorkingSet64 / MiB:0} MiB "
                + $"({GC.GetTotalMemory(forceFullCollection: true) / MiB:0} live), {samples} samples, judged {judged} times"));
            (_last, _next) = (all, _next + Step);
        }
    }
}
