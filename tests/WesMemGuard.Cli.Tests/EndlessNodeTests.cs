using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace WesMemGuard.Cli.Tests;

/// <summary>A node that never ends an answer, or never begins one, costs a bounded time and memory.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.All)]
internal sealed class EndlessNodeTests
{
    private const long MostMemory = 150_000_000;

    [TestCase("Content-Type: application/json\r\n", "{\"a\":\"")]
    [TestCase("Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n", "10000\r\n")]
    public async Task Verify_stays_small_beside_a_body_without_an_end(string head, string first)
    {
        await using var node = new FakeNode((_, to, ct) => EndlessAsync(head, first, to, ct));
        using var folder = new TemporaryFolder();
        using var process =
            ToolProcess.Start($"exec wesmemguard verify --url {node.Url} --diagnostics-url {node.Url} > /dev/null 2>&1",
                folder.Path);
        var largest = 0L;
        var began = Stopwatch.StartNew();
        try
        {
            while (!process.HasExited && began.Elapsed < TimeSpan.FromSeconds(90))
            {
                largest = Math.Max(largest, Rss(process.Id));
                await Task.Delay(20);
            }

            process.HasExited.ShouldBeTrue();
        }
        finally
        {
            process.Kill(entireProcessTree: true); // nothing, where it is over
        }

        TestContext.Out.WriteLine($"{largest / 1e6:0.0} MB at most");
        largest.ShouldBeInRange(1, MostMemory);
    }

    [TestCase("analyze")]
    [TestCase("verify")]
    [TestCase("diagnose")]
    [TestCase("verify --profile go")]
    public async Task A_node_that_accepts_and_stays_silent_costs_at_most_15_s_and_is_told_of_after_3(string verb)
    {
        var asked = 0L; // since when it keeps the tool waiting: how long a process takes to start is no matter
        await using var node = new FakeNode((_, _, ct) =>
        {
            Interlocked.CompareExchange(ref asked, Stopwatch.GetTimestamp(), 0);
            return Task.Delay(Timeout.InfiniteTimeSpan, ct);
        });
        using var folder = new TemporaryFolder();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var process =
            ToolProcess.Start($"exec wesmemguard {verb} --url {node.Url} --diagnostics-url {node.Url}", folder.Path);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var told = await process.StandardError.ReadLineAsync(patience.Token);
            var toldAfter = Stopwatch.GetElapsedTime(Interlocked.Read(ref asked));
            var rest = await process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            var over = Stopwatch.GetElapsedTime(Interlocked.Read(ref asked));
            process.ExitCode.ShouldBe(5, $"{told}\n{rest}\n{await output}");
            told.ShouldNotBeNull().ShouldContain("has not answered");
            toldAfter.ShouldBeInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6),
                "3 s, less the way to the node, and a second's beat");
            over.ShouldBeLessThan(TimeSpan.FromSeconds(15));
            rest.ShouldNotContain("again");
        }
        finally
        {
            process.Kill(entireProcessTree: true); // nothing, where it is over
        }
    }

    private static long Rss(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return line is null
                ? 0 : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                    CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }

    private static async Task EndlessAsync(string head, string first, Stream to, CancellationToken ct)
    {
        await to.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{head}\r\n{first}"), ct);
        var chunked = head.Contains("chunked", StringComparison.Ordinal);
        var block = Encoding.ASCII.GetBytes(new string('a', 65536) + (chunked ? "\r\n10000\r\n" : ""));
        while (!ct.IsCancellationRequested)
            await to.WriteAsync(block, ct);
    }
}
