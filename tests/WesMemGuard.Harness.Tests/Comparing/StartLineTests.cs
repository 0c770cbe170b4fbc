using WesMemGuard.Harness.Comparing;

namespace WesMemGuard.Harness.Tests.Comparing;

internal sealed class StartLineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Nobody_goes_on_before_all_are_there_again_and_again()
    {
        var line = new StartLine(2);
        for (var i = 0; i < 3; i++)
        {
            var first = line.MeetAsync(default);
            first.IsCompleted.ShouldBeFalse();
            await line.MeetAsync(default).WaitAsync(Patience);
            await first.WaitAsync(Patience);
        }
    }

    [Test]
    public async Task Who_is_over_is_not_waited_for()
    {
        var line = new StartLine(2);
        var waits = line.MeetAsync(default);

        line.Leave();

        await waits.WaitAsync(Patience);
        await line.MeetAsync(default).WaitAsync(Patience);
    }

    [Test]
    public async Task Waiting_ends_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        var waits = new StartLine(2).MeetAsync(cancelled.Token);
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waits.WaitAsync(Patience));
    }
}
