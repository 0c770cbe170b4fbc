using System.Diagnostics;
using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Node.Processes;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Engines;

/// <summary>A load that an engine drives: it is started with the phase, stopped with it, and its report becomes the phase's load.</summary>
/// <param name="kind">The engine.</param>
/// <param name="script">Its script, absolute.</param>
/// <param name="url">The node.</param>
/// <param name="tally">Takes what it reports.</param>
/// <param name="clock">The run's time.</param>
/// <param name="allowed">Hosts beside this machine that it may send to (<c>--allow-remote</c>).</param>
internal sealed class EngineWork(EngineKind kind, string script, Uri url, LoadTally tally, LiveClock clock,
    IReadOnlyCollection<string> allowed) : IPhaseWork
{
    private static readonly TimeSpan ReportWithin = TimeSpan.FromSeconds(20);

    /// <summary>It takes seconds to start: a script as long as its phase ends so much later.</summary>
    private static readonly TimeSpan ScriptWithin = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("wesmemguard-engine-").FullName;
    private readonly LastWords _said = new();
    private EngineGuard? _guard;
    private Process? _process;
    private Task _output = Task.CompletedTask;

    private string Report => Path.Combine(_folder, kind.Report);

    public async Task BeginAsync(CancellationToken ct)
    {
        var program = EngineKinds.Find(kind) ?? kind.Program;
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = _folder
        };
        foreach (var argument in kind.Arguments(script, Report, url))
            start.ArgumentList.Add(argument);
        _guard = new EngineGuard(_folder, allowed, clock);
        await _guard.PrepareAsync(kind, start);
        try
        {
            _process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new BadInputException(script, EngineReasons.NotRun(kind.Program, e.Message, kind.Install));
        }

        // What it prints is read, so that it never waits for a reader; its report holds what is kept, and without one its last words do.
        _output = Task.WhenAll(_said.ReadAsync(_process!.StandardOutput), _said.ReadAsync(_process.StandardError));
        _guard.Begin(_process);
    }

    public Task UntilAsync(DateTimeOffset end, CancellationToken ct) => clock.UntilAsync(end, ct);

    public async Task EndAsync()
    {
        if (_process is { } process)
        {
            using (process)
            {
                if (!process.HasExited && !(kind.MustEnd && await EndsAsync(process, ScriptWithin)))
                    await StopAsync(process);
                await Task.WhenAny(_output, Task.Delay(ReportWithin, clock.Time)); // a child of its own may hold the pipe
                await _guard!.EndAsync();
            }
        }

        try
        {
            if (_guard?.Left is { } elsewhere)
            {
                tally.Due();
                tally.Ended(new RequestEnd(LoadResultKind.NotSent, null, LoadResult.Elsewhere, elsewhere));
            }
            else if (File.Exists(Report))
            {
                await using var report = File.OpenRead(Report);
                tally.Take(kind.Read(report));
            }
            else
            {
                tally.Due();
                tally.Ended(new RequestEnd(LoadResultKind.NotSent, null, LoadResult.NoReport,
                    _said.ToString() is { Length: > 0 } said ? said : null));
            }
        }
        catch (BadInputException e)
        {
            tally.Due();
            tally.Ended(new RequestEnd(LoadResultKind.Unreadable, null, null, e.Message));
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>What the engine reports is declared.</summary>
    public double Rate(TimeSpan over) => 0;

    /// <summary>As a user would: it writes its report then.</summary>
    private async Task StopAsync(Process process)
    {
        EngineSignals.Interrupt(process.Id);
        if (await EndsAsync(process, ReportWithin))
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    private async Task<bool> EndsAsync(Process process, TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within, clock.Time);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
