using WesMemGuard.Client.Cycles;

namespace WesMemGuard.Client.Tests.Cycles;

/// <summary>Calls that start work and don't wait for it: what the work leaves belongs to them.</summary>
[NonParallelizable]
internal sealed class BatchesTests
{
    private int _done;

    [Test]
    public async Task Work_on_the_pool_that_calls_started_is_over_when_their_batch_is()
    {
        const int calls = 2000;
        var batches = new Batches(StartAsync, TimeSpan.FromSeconds(30), TimeProvider.System, default);

        await batches.RunAsync(calls, TimeSpan.FromSeconds(30));

        // The last of them may still be at it.
        Volatile.Read(ref _done).ShouldBeInRange(calls - Environment.ProcessorCount, calls);
    }

    private Task StartAsync()
    {
        _ = Task.Run(() =>
        {
            Thread.SpinWait(2000);
            Interlocked.Increment(ref _done);
        });
        return Task.CompletedTask;
    }
}
