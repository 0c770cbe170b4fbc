using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace WesMemGuard.Cli.Tests;

/// <summary>A node that never ends an answer, or never begins one, costs a bounded time and memory.</summary>
[Platform("Linux")]
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
            ToolProcess.Start($"exec wesmemguard verify --url {node.Url} --diagnostics-url {node.Url} > /dev/null 2>&1", folder.Path);
        var largest = 0L;
        var began = Stopwatch.StartNew();
        while (!process.HasExited && began.Elapsed < TimeSpan.FromSeconds(90))
        {
            largest = Math.Max(largest, Rss(process.Id));
            await Task.Delay(20);
        }

        process.HasExited.ShouldBeTrue();
        TestContext.Out.WriteLine($"{largest / 1e6:0.0} MB at most");
        largest.ShouldBeInRange(1, MostMemory);
    }

    [TestCase("analyze")]
    [TestCase("verify")]
    [TestCase("diagnose")]
    [TestCase("verify --profile go")]
    public async Task A_node_that_accepts_and_stays_silent_costs_at_most_15_s_and_is_told_of_after_3(string verb)
    {
        await using var node = new FakeNode((_, _, ct) => Task.Delay(Timeout.InfiniteTimeSpan, ct));
        using var folder = new TemporaryFolder();
        var began = Stopwatch.StartNew();
        using var process = ToolProcess.Start($"exec wesmemguard {verb} --url {node.Url} --diagnostics-url {node.Url}", folder.Path);
        var told = await process.StandardError.ReadLineAsync();
        var toldAfter = began.Elapsed;
        var (rest, _) = (await process.StandardError.ReadToEndAsync(), await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        began.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        process.ExitCode.ShouldBe(5, rest);
        told.ShouldNotBeNull().ShouldContain("has not answered");
        toldAfter.ShouldBeInRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(9), "3 s, the start of a process and a second's beat");
        rest.ShouldNotContain("again");
    }

    private static long Rss(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return line is null
                ? 0 : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
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
