using System.Text.Json;
using WesMemGuard.Cli.Tests;
using WesMemGuard.Verdicts;

namespace WesMemGuard.GoProcess.Tests;

/// <summary>
/// The fault table of Cli.Tests with a real Go service in the test node's place, which is started, started behind a
/// shell, or found running: what was cut short, exchanged or dead is never held, the reason names the fault, and
/// nothing that was started stays.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class GoFaultTests
{
    private const string Load = """ "kind": "custom", "httpMethod": "GET", "path": "/metrics" """;
    private static readonly SemaphoreSlim AtOnce = new(5);
    private readonly TemporaryFolder _folder = new();
    private string _program = "";

    [OneTimeSetUp]
    public async Task Build() => _program = await GoProgram.BuildAsync(_folder.Path);

    [OneTimeTearDown]
    public void End() => _folder.Dispose();

    private static IEnumerable<TestCaseData> Started() =>
        from cell in new (string Signal, int Exit, string Reason, string[] Moments)[]
        {
            ("KILL", ExitCodes.Broken, "end.died", ["first", "load", "last"]),
            ("TERM", ExitCodes.Broken, "end.died", ["last"]),
            ("STOP", ExitCodes.NoNode, "end.stopped", ["last"]),
        }
        from moment in cell.Moments
        from wrapper in new[] { false, true }
        where !wrapper || moment == "last"
        select new TestCaseData(cell.Signal, moment, wrapper, cell.Exit, cell.Reason)
            .SetArgDisplayNames(cell.Signal, moment, wrapper ? "wrapper" : "started");

    [TestCaseSource(nameof(Started))]
    public async Task A_started_service_s_fault_is_named(string signal, string moment, bool wrapper, int exit,
        string reason)
    {
        using var turn = await Turn.TakeAsync(AtOnce);
        using var run = new FaultRun(Start(wrapper), Load, _program);
        await run.UntilAsync(moment);
        await FaultRun.SignalAsync(run.Node(), signal);

        (await run.EndAsync(60)).ShouldBe(exit, run.Said);

        run.Judged().Verdicts.ShouldAllBe(v => v.Outcome != Outcome.Held && v.Reason.Id == reason, run.Said);
        await run.ShouldLeaveNothingAsync();
    }

    [TestCase("KILL", "load", "end.gone")]
    [TestCase("KILL", "last", "end.gone")]
    [TestCase("STOP", "last", "end.stopped")]
    public async Task A_found_service_s_fault_is_named(string signal, string moment, string reason)
    {
        using var turn = await Turn.TakeAsync(AtOnce);
        using var service = await GoProgram.StartAsync(_program, "flat", 1);
        using var run = new FaultRun(Found(service), Load);
        await run.UntilAsync(moment);
        await FaultRun.SignalAsync(service.Pid, signal);

        (await run.EndAsync(60)).ShouldBe(ExitCodes.NoNode, run.Said);

        run.Judged().Verdicts.ShouldAllBe(v => v.Outcome == Outcome.Inconclusive && v.Reason.Id == reason, run.Said);
        await run.ShouldLeaveNothingAsync();
    }

    [TestCase("first")]
    [TestCase("last")]
    public async Task Another_process_on_the_port_is_not_the_one_that_was_measured(string moment)
    {
        using var turn = await Turn.TakeAsync(AtOnce);
        var service = await GoProgram.StartAsync(_program, "flat", 1);
        using var run = new FaultRun(Found(service), Load);
        await run.UntilAsync(moment);
        service.Dispose();
        using var other = await GoProgram.StartAsync(_program, "flat", 1, port: service.Address.Http.Port);

        (await run.EndAsync(60)).ShouldBe(ExitCodes.Inconclusive, run.Said);

        run.Judged().Verdicts.ShouldAllBe(v => v.Outcome == Outcome.Inconclusive
            && v.Reason.Id == "gate.processChanged", run.Said);
        await run.ShouldLeaveNothingAsync();
    }

    [TestCase("KILL", "started")]
    [TestCase("TERM", "wrapper")]
    [TestCase("INT", "started")]
    [TestCase("INT", "found")]
    public async Task A_harness_s_own_end_leaves_nothing_and_holds_nothing(string signal, string mode)
    {
        using var turn = await Turn.TakeAsync(AtOnce);
        using var service = mode == "found" ? await GoProgram.StartAsync(_program, "flat", 1) : null;
        using var run = new FaultRun(service is null ? Start(mode == "wrapper") : Found(service), Load, _program);
        await run.UntilAsync("load");
        await FaultRun.SignalAsync(run.Pid, signal);

        (await run.EndAsync(30)).ShouldBe(signal == "KILL" ? 137 : 130, run.Said);

        run.Judged().Verdicts.ShouldAllBe(v => v.Outcome != Outcome.Held
            && v.Reason.Id == (signal == "KILL" ? "loss.noEnd" : "loss.interrupted"), run.Said);
        await run.ShouldLeaveNothingAsync();
    }

    [Test]
    public async Task Without_a_fault_it_is_held()
    {
        using var turn = await Turn.TakeAsync(AtOnce);
        using var run = new FaultRun(Start(behindWrapper: false), Load, _program);

        (await run.EndAsync(60)).ShouldBe(ExitCodes.Held, run.Said);

        run.Judged().Verdicts.ShouldAllBe(v => v.Outcome == Outcome.Held, run.Said);
        await run.ShouldLeaveNothingAsync();
    }

    /// <summary>The last argument is none of the program's; by it the test finds what was started.</summary>
    private string Start(bool behindWrapper)
    {
        var own = (string[])[_program, "-kind", "flat", "-port", "{http}", "--", "{data}"];
        var arguments = behindWrapper ? ["-c", $"{string.Join(' ', own)} & wait $!"] : own[1..];
        return $$"""
            "profile": "go", "node": { "start": {
              "command": "{{(behindWrapper ? "/bin/sh" : _program)}}", "args": {{JsonSerializer.Serialize(arguments)}} } }
            """;
    }

    private static string Found(GoProgram service) => $$""" "node": { "url": "{{service.Address.Http}}" } """;

    /// <summary>One of few at a time, given back at the end.</summary>
    private sealed class Turn : IDisposable
    {
        private readonly SemaphoreSlim _of;

        private Turn(SemaphoreSlim of) => _of = of;

        public static async Task<Turn> TakeAsync(SemaphoreSlim of)
        {
            await of.WaitAsync();
            return new Turn(of);
        }

        public void Dispose() => _of.Release();
    }
}
