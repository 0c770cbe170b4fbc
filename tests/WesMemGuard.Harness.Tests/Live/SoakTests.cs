using System.Diagnostics;
using System.Globalization;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>
/// The harness's own memory: a run and its recording at 1 s, in a process of its own, weighed by the system.
/// </summary>
internal sealed class SoakTests
{
    private const long Allowed = 150L * 1024 * 1024;

    /// <summary>30 min with <c>WESMEMGUARD_SOAK=1</c>; else skipped in a way that says so by its length: 3 s.</summary>
    [Test]
    public async Task The_harness_stays_small()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var seconds = Environment.GetEnvironmentVariable("WESMEMGUARD_SOAK") == "1" ? 1800 : 3;
        using var folder = new TemporaryFolder();
        await using var node = await TestNode.StartAsync(NodeBehaviour.Garbage, TimeProvider.System);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
            [typeof(SoakTests).Assembly.Location, node.Http.ToString(), folder.Path, "1",
            seconds.ToString(CultureInfo.InvariantCulture), "1"];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var harness = Process.Start(start)!;
        var (output, error) = (harness.StandardOutput.ReadToEndAsync(), harness.StandardError.ReadToEndAsync());
        var began = Stopwatch.StartNew();
        long peak = 0;
        try
        {
            while (!harness.HasExited && began.Elapsed.TotalSeconds < seconds + 120)
            {
                peak = Math.Max(peak, PeakOf(harness.Id));
                await Task.Delay(200);
            }

            harness.HasExited.ShouldBeTrue($"not over 120 s after the {seconds} s that it was to take");
        }
        finally
        {
            harness.Kill(entireProcessTree: true); // nothing, where it is over
        }

        harness.ExitCode.ShouldBe(0, await output + await error);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{seconds} s at 1 s: at most {peak / 1048576.0:0.0} MiB resident; {node.Received} requests"));
        peak.ShouldBeInRange(1, Allowed);
        node.Received.ShouldBeGreaterThan(seconds);
    }

    /// <summary>VmHWM; 0 when the process is gone.</summary>
    private static long PeakOf(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                    CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
