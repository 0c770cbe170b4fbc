using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Watching;
using WesMemGuard.Inventories;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Bench;

/// <summary>A day of <c>baseline watch --fleet</c>: every node asked each half minute over real sockets, the day in minutes.</summary>
internal static class WatchedDay
{
    private const int RoundsAnHour = 120;
    private const double MiB = 1024 * 1024;

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_795_000_000);

    /// <summary>Prints what a day costs.</summary>
    /// <param name="to">Takes the figures.</param>
    /// <param name="nodes">How many nodes.</param>
    /// <param name="hours">How long they are watched.</param>
    public static async Task PrintAsync(TextWriter to, int nodes, double hours)
    {
        var (round, rounds) = (0, (int)(hours * RoundsAnHour));
        var (asked, others) = (0L, "");
        using var over = new CancellationTokenSource();
        using var listener = new HttpListener();
        var port = 29_000 + (Environment.ProcessId % 1000);
        listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        listener.Start();
        var serving = ServeAsync(listener, node =>
        {
            Interlocked.Increment(ref asked);
            return Fleets.Page(node, Volatile.Read(ref round), Volatile.Read(ref others));
        }, over.Token);
        var inventory = string.Join(',', Enumerable.Range(0, nodes).Select(n =>
            $$"""{ "name": "node-{{n}}", "url": "http://127.0.0.1:{{port}}/{{n}}/metrics" }"""));
        using var fleet = new ScrapedFleet(
            InventoryFile.Read(Encoding.UTF8.GetBytes($$"""{ "nodes": [ {{inventory}} ] }"""), "fleet.json"),
            BudgetFile.Read(Encoding.UTF8.GetBytes(Fleets.Limits), "budget.json"), new Dictionary<string, string>(),
            new Dictionary<string, string>());
        using var process = Process.GetCurrentProcess();
        var (watch, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        for (; round < rounds; round++)
        {
            Volatile.Write(ref others, Fleets.Others(round));
            var answered = await fleet.ScrapeAsync(Start.AddSeconds(30 * round), TextWriter.Null, CancellationToken.None);
            if (answered < nodes)
                to.WriteLine($"round {round}: {answered} of {nodes} answered");
        }

        process.Refresh();
        var scraped = process.TotalProcessorTime - before;
        var verdict = fleet.Judge(new FleetView("budget.json", "x") { Until = Start.AddSeconds(30 * rounds) }, CancellationToken.None);
        process.Refresh();
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{nodes} nodes, {rounds} rounds, {(double)asked / nodes / rounds:0.###} requests a node and round, {fleet.Points} points: "
            + $"{scraped.TotalSeconds:0} s of CPU for the rounds and the pages' server, "
            + $"{(process.TotalProcessorTime - before - scraped).TotalSeconds:0.0} s for the judge; {watch.Elapsed.TotalSeconds:0} s; "
            + $"{verdict.Nodes.Count(n => n.Worst == Outcome.Broken)} accused; {process.PeakWorkingSet64 / MiB:0} MiB at most"));
        await over.CancelAsync();
        listener.Stop();
        await serving;
    }

    /// <summary>Takes requests as they come, and answers each on its own: the rounds ask many nodes at once.</summary>
    private static async Task ServeAsync(HttpListener listener, Func<int, string> page, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => Answer(context, page), CancellationToken.None);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or OperationCanceledException)
            {
                return; // that is how it ends
            }
        }
    }

    private static void Answer(HttpListenerContext context, Func<int, string> page)
    {
        var node = int.Parse(context.Request.Url!.Segments[1].TrimEnd('/'), CultureInfo.InvariantCulture);
        context.Response.Close(Encoding.UTF8.GetBytes(page(node)), willBlock: true);
    }
}
