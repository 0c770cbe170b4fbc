using WesMemGuard.Client.Cycles;

namespace WesMemGuard.Client.Tests.Cycles;

/// <summary>What a call throws is the test's to see, as it was thrown.</summary>
[NonParallelizable]
internal sealed class FailingCallTests
{
    private static readonly Exception[] Thrown = [new TimeoutException("of the call"), new IOException("io"), new FormatException("form")];

    [Test]
    public async Task A_timeout_of_the_call_itself_is_not_said_to_be_a_call_without_end() =>
        (await Should.ThrowAsync<TimeoutException>(() => Failing(Thrown[0]).RunAsync(1, TimeSpan.FromSeconds(1)))).ShouldBe(Thrown[0]);

    [Test]
    public async Task A_call_without_end_is_said()
    {
        var never =
            new Batches(() => Task.Delay(Timeout.Infinite), TimeSpan.FromMilliseconds(1), TimeProvider.System, default);

        (await Should.ThrowAsync<TimeoutException>(() => never.RunAsync(1, TimeSpan.FromMilliseconds(1))))
            .Message.ShouldStartWith("A call did not end");
    }

    [TestCaseSource(nameof(Thrown))]
    public async Task A_call_that_fails_between_walks_is_no_heap_that_can_not_be_walked(Exception thrown)
    {
        var plan = new CyclePlan(TimeSpan.FromSeconds(3), 1 << 23);
        var followUp = new HeapFollowUp(Failing(thrown), plan, null, TimeProvider.System);

        (await Should.ThrowAsync<Exception>(() => followUp.WalkAsync(1, TimeSpan.FromMilliseconds(1), new Rise(1, IsSteady: true))))
            .ShouldBe(thrown);
    }

    private static Batches Failing(Exception thrown) =>
        new(() => Task.FromException(thrown), TimeSpan.FromSeconds(10), TimeProvider.System, default);
}
