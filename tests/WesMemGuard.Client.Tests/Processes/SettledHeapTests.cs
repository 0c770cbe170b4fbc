using WesMemGuard.Client.Processes;

namespace WesMemGuard.Client.Tests.Processes;

/// <summary>The heap as a full collection leaves it.</summary>
[NonParallelizable]
internal sealed class SettledHeapTests
{
    private const int Bytes = 64 * 1024 * 1024, Tries = 5;

    /// <summary>
    /// What continues right after <c>await call()</c> stands on the stack of whoever completed the call, with all that is alive there.
    /// That thread may not have gone on yet when it is collected, so it is tried a few times.
    /// </summary>
    [Test]
    public async Task What_the_stack_of_the_call_holds_is_not_counted()
    {
        var least = long.MaxValue;
        for (var i = 0; i < Tries && least >= Bytes / 2; i++)
        {
            var before = await SettledHeap.TakeAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
            await CallAsync();
            var after = await SettledHeap.TakeAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
            least = Math.Min(least, after.Live - before.Live);
        }

        least.ShouldBeLessThan(Bytes / 2);
    }

    [Test]
    public async Task Pinned_and_large_objects_are_told_apart()
    {
        var before = await SettledHeap.TakeAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        var pinned = GC.AllocateUninitializedArray<byte>(3_000_000, pinned: true);
        var large = new byte[5_000_000];
        var after = await SettledHeap.TakeAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        GC.KeepAlive(pinned);
        GC.KeepAlive(large);

        ((double)(after.PinnedObjects - before.PinnedObjects)).ShouldBe(3_000_000, 10_000);
        ((double)(after.LargeObjects - before.LargeObjects)).ShouldBe(5_000_000, 10_000);
        after.Committed.ShouldBeGreaterThan(after.Live);
    }

    private static Task CallAsync()
    {
        var answered = new TaskCompletionSource(); // continues on the thread that completes it
        var thread = new Thread(() =>
        {
            var answer = new byte[Bytes];
            answered.SetResult();
            GC.KeepAlive(answer);
        });
        thread.Start();
        return answered.Task;
    }
}
