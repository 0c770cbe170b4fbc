using System.Runtime.CompilerServices;
using WesMemGuard.Client.Cycles;

namespace WesMemGuard.Client.Tests.Cycles;

/// <summary>
/// Right after <c>await call()</c> one stands on the stack of whoever ended the call: a collection made there keeps that method's
/// locals, and a walk names them as the holder.
/// </summary>
[NonParallelizable]
internal sealed class OwnStackTests
{
    private const int Body = 32 * 1024 * 1024;

    private Thread? _answering;

    [Test]
    public async Task What_the_calls_own_stack_still_holds_is_not_counted()
    {
        var batches = new Batches(AnsweredAsync, TimeSpan.FromSeconds(30), TimeProvider.System, default);
        var before = await batches.LevelAsync();
        // A call that is over before it is awaited goes on elsewhere: then once more.
        for (var tries = 0; tries < 100 && (_answering is null || _answering != Thread.CurrentThread); tries++)
            await batches.RunAsync(1, TimeSpan.FromSeconds(30)).ConfigureAwait(false);
        Thread.CurrentThread.ShouldBe(_answering);

        var after = await batches.LevelAsync();

        (after.Heap.Live - before.Heap.Live).ShouldBeLessThan(Body / 2);
    }

    private Task AnsweredAsync()
    {
        var answered = new TaskCompletionSource();
        _answering = new Thread(() => Answer(answered));
        _answering.Start();
        return answered.Task;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Answer(TaskCompletionSource answered)
    {
        var body = new byte[Body];
        answered.SetResult();
        GC.KeepAlive(body);
    }
}
