using System.Runtime.InteropServices;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Cli.Tests;

/// <summary>A verb that does not end by itself is ended, and that is said: an exit code alone tells nobody why.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[NonParallelizable] // what is started and left is ended for the whole process
internal sealed class EndingSignalsTests
{
    private readonly List<string> _said = [];
    private readonly TaskCompletionSource<int> _ended = new();

    [TestCase(PosixSignal.SIGINT, 130)]
    [TestCase(PosixSignal.SIGTERM, 143)]
    public async Task A_second_signal_ends_at_once_and_says_so(PosixSignal signal, int code)
    {
        using var signals = Listen(TimeSpan.FromMinutes(1));

        signals.Seen(new PosixSignalContext(signal));
        signals.Token.IsCancellationRequested.ShouldBeTrue();
        _said.ShouldBeEmpty();
        signals.Seen(new PosixSignalContext(signal));

        (await _ended.Task).ShouldBe(code);
        _said.ShouldBe(["interrupted"]);
    }

    [Test]
    public async Task A_verb_that_computes_on_is_ended_in_time_and_says_so()
    {
        using var signals = Listen(TimeSpan.FromMilliseconds(1));

        signals.Seen(new PosixSignalContext(PosixSignal.SIGINT));

        (await _ended.Task).ShouldBe(130);
        _said.ShouldBe(["interrupted"]);
    }

    private EndingSignals Listen(TimeSpan within) => EndingSignals.Listen(within, reason => _said.Add(reason.In(Language.English)),
        CancellationToken.None, code => _ended.TrySetResult(code));
}
