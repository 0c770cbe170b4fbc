using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using WesMemGuard.Budgets;
using WesMemGuard.Node;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Cli.Tests;

/// <summary>
/// <c>wesmemguard run</c> as a process of its own, of a node that it starts, starts behind a wrapper, or finds running;
/// for faults at a moment of it. All that it starts carries the folder of the test in its command line, and so is found
/// again.
/// </summary>
internal sealed class FaultRun : IDisposable
{
    private const string Config = """
        {"environment":"dev","network":{"chain_id":10099,"chain_mode":"private"},"api":{"http_port":28680},
         "mining":{"min_network_quorum_total":1},
         "node":{"host":{"diagnostics_enabled":true,"diagnostics_port":28686}}}
        """;

    private const string Budget = """
        { "warmUp": "0.1 s", "limits": [
          { "of": "process", "metric": "goroutines", "peak": 100000 }, { "of": "process", "metric": "rss", "peak": "8 GiB" } ] }
        """;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly string _program;

    /// <param name="node">The scenario's node.</param>
    /// <param name="load">The kind of its load, as the scenario writes it.</param>
    /// <param name="program">How the node's command line begins.</param>
    /// <param name="lastSeconds">How long its last phase takes.</param>
    /// <param name="shell">What the shell that starts it does before.</param>
    public FaultRun(
        string node, string load = """ "kind": "reads" """, string program = "dotnet", int lastSeconds = 6,
        string shell = "true")
    {
        _program = program;
        Directory.CreateDirectory(Temporary);
        _folder.Write("x/scenario.json", $$"""
            { {{node}}, "interval": "0.25 s", "metricsInterval": "0.5 s", "phases": [
              { "phase": "first", "kind": "idle", "for": "2 s" },
              { "phase": "load", {{load}}, "rate": 5, "for": "2 s" },
              { "phase": "last", "kind": "idle", "for": "{{lastSeconds}} s" } ] }
            """);
        _folder.Write("x/budget.json", Budget);
        _process = ToolProcess.Start($"{shell}; export TMPDIR=\"$PWD/tmp\"; exec wesmemguard run x --out runs > out 2>&1", _folder.Path);
    }

    /// <summary>A node that is started, as itself or behind a shell that waits for it.</summary>
    public static string Started(bool behindWrapper, bool stubborn = false)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "WesMemGuard.TestNode.dll");
        string[] own = [program, "--chain", "private", "--config", "{config}", "--data-dir", "{data}"];
        var arguments = behindWrapper ? ["-c", $"dotnet {string.Join(' ', own)} & wait $!"] : own;
        return $$"""
            "node": { "start": {
              "command": "{{(behindWrapper ? "/bin/sh" : "dotnet")}}", "args": {{JsonSerializer.Serialize(arguments)}},
              "config": {{Config}},
              "env": { "TESTNODE_SECONDS": "120", "TESTNODE_STUBBORN": "{{(stubborn ? 1 : 0)}}" } } }
            """;
    }

    private string Temporary => Path.Combine(_folder.Path, "tmp");

    /// <summary>What it said.</summary>
    public string Said => File.ReadAllText(Path.Combine(_folder.Path, "out"));

    /// <summary>The harness's process.</summary>
    public int Pid => _process.Id;

    /// <summary>Waits until a phase has gone on for a while: the one before it is in the run's file.</summary>
    public async Task UntilAsync(string phase)
    {
        var told = phase == "load" ? "\"first\"" : "\"load\"";
        await BecomesAsync(
            () => Lines() is var lines && lines.Any(l => Tells(l, phase, told)) && lines.Count(IsAnswer) > 2, 60,
            $"the phase \"{phase}\" to begin");
        await Task.Delay(TimeSpan.FromSeconds(0.7));
    }

    /// <summary>Sends a signal.</summary>
    public static async Task SignalAsync(int pid, string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Deletes the folder that the run is written to.</summary>
    public void DeleteRun() => Directory.Delete(Path.GetDirectoryName(RunPath!)!, recursive: true);

    /// <summary>The node's own process, not its wrapper.</summary>
    public int Node() =>
        Left().Where(p => p.Line.StartsWith(_program, StringComparison.Ordinal)).Select(p => p.Pid).Single();

    /// <summary>Waits for the harness's end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(int seconds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>What the run's file says by itself.</summary>
    public RunVerdict Judged() => BudgetJudge.Judge(RunFolder.Read(RunPath!),
        BudgetFile.Read(Encoding.UTF8.GetBytes(Budget), "budget.json"),
        new JudgeContext("x", "budget.json", RunFile.Name));

    /// <summary>No process and no temporary folder is left; a watcher has its time.</summary>
    public async Task ShouldLeaveNothingAsync() => await BecomesAsync(
        () => Left().Count == 0 && Directory.GetDirectories(Temporary, "wesmemguard-*").Length == 0, 40,
        $"nothing to be left: {string.Join(" | ", Left().Select(p => p.Line))} {string.Join(' ', Directory.GetDirectories(Temporary))}");

    public void Dispose()
    {
        foreach (var (pid, _) in Left())
            Kill(pid);
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _folder.Dispose();
    }

    private static void Kill(int pid)
    {
        try
        {
            using var left = Process.GetProcessById(pid);
            left.Kill();
        }
        catch (ArgumentException)
        {
            return; // it has just ended
        }
    }

    private string? RunPath => Directory.Exists(Path.Combine(_folder.Path, "runs"))
        ? Directory.GetFiles(Path.Combine(_folder.Path,
            "runs"), RunFile.Name, SearchOption.AllDirectories).FirstOrDefault() : null;

    private string[] Lines() => RunPath is { } path ? ReadShared(path) : [];

    private static string[] ReadShared(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete));
        return file.ReadToEnd().Split('\n');
    }

    private static bool IsAnswer(string line) => line.Contains("heap", StringComparison.Ordinal);

    private static bool Tells(string line, string phase, string told) => phase == "first"
        ? IsAnswer(line)
        : line.Contains("\"endedAt\"", StringComparison.Ordinal) && line.Contains(told, StringComparison.Ordinal);

    private List<(int Pid, string Line)> Left() => [.. Directory.GetDirectories("/proc")
        .Select(d => (Pid: int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var pid) ? pid : 0, Folder: d))
        .Where(p => p.Pid > 0)
        .Select(p => (p.Pid, Line: CommandLine(p.Folder)))
        .Where(p => p.Line.Contains(Temporary, StringComparison.Ordinal))];

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has just ended
        }
    }

    private async Task BecomesAsync(Func<bool> condition, double seconds, string what)
    {
        var began = Stopwatch.StartNew();
        while (!condition())
        {
            if (began.Elapsed.TotalSeconds > seconds)
                throw new TimeoutException($"waited {seconds} s for {what}; said: {Said}");
            await Task.Delay(Look);
        }
    }
}
