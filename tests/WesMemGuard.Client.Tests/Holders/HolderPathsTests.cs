using System.Runtime.CompilerServices;
using WesMemGuard.Client.Heaps;
using WesMemGuard.Client.Holders;

namespace WesMemGuard.Client.Tests.Holders;

/// <summary>Who keeps the objects that came, of a real heap.</summary>
[NonParallelizable]
internal sealed class HolderPathsTests
{
    private const int Kept = 500;

    /// <summary>A type that nothing else makes.</summary>
    private sealed record Quote(int Number);

    /// <summary>
    /// What runs the tests, and reading itself, make strings and arrays too: after the last of them a walk found more of theirs than of the
    /// call's, and named the runner.
    /// </summary>
    [Test]
    public async Task Objects_are_looked_for_where_they_came_though_others_are_newer()
    {
        List<Quote> unread = [.. Quotes()];
        var call = () => unread.AddRange(Quotes());
        var before = (await PathsAsync(call)).Kept();
        call();
        AppContext.SetData(nameof(HolderPathsTests), Quotes());

        var path = (await PathsAsync(call)).Of((ulong)typeof(Quote).TypeHandle.Value, Kept, before);

        AppContext.SetData(nameof(HolderPathsTests), null);
        path!.Text.ShouldBe("call.unread (List<HolderPathsTests.Quote>) → [] → HolderPathsTests.Quote");
    }

    [Test]
    public async Task Where_they_came_to_others_alone_these_are_named()
    {
        List<Quote> read = [.. Quotes()];
        var call = () => read.Count;
        var before = (await PathsAsync(call)).Kept();
        AppContext.SetData(nameof(HolderPathsTests), Quotes());

        var path = (await PathsAsync(call)).Of((ulong)typeof(Quote).TypeHandle.Value, Kept, before);

        AppContext.SetData(nameof(HolderPathsTests), null);
        path!.Text.ShouldStartWith("static AppContext.s_dataStore");
    }

    /// <summary>A weak table that gave up an array for a larger one was accused of it, once in 25 runs.</summary>
    [Test]
    public async Task What_waits_for_its_finalizer_is_told_from_what_is_kept()
    {
        using var gate = new ManualResetEventSlim();
        Drop(gate);

        var path = (await PathsAsync(() => gate.IsSet)).Of((ulong)typeof(Quote[]).TypeHandle.Value, newest: 0, new KeptCounts());

        gate.Set();
        GC.WaitForPendingFinalizers();
        path!.IsToBeFinalized.ShouldBeTrue();
        path.Text.ShouldStartWith("finalizer queue (HolderPathsTests.Finalized)");
    }

    /// <summary>The runtime tells no name of such fields: a leak there began at "handle" or "stack".</summary>
    [Test]
    public async Task Static_fields_of_generic_types_and_those_of_a_thread_are_named()
    {
        using var gate = new ManualResetEventSlim();
        using var filled = new ManualResetEventSlim();
        Registry<string>.Fill();
        var thread = new Thread(() =>
        {
            OfThread.Fill();
            filled.Set();
            gate.Wait();
        });
        thread.IsBackground = true;
        thread.Start();
        filled.Wait();

        var paths = await PathsAsync(() => gate.IsSet);
        var ofGeneric = paths.Of((ulong)typeof(Entry).TypeHandle.Value, Kept, new KeptCounts());
        var ofThread = paths.Of((ulong)typeof(Seen).TypeHandle.Value, Kept, new KeptCounts());

        gate.Set();
        thread.Join();
        Registry<string>.Empty();
        ofGeneric!.Text.ShouldBe(
            "static HolderPathsTests.Registry<T>.Entries (Stack<HolderPathsTests.Entry>) → [] → HolderPathsTests.Entry");
        ofGeneric.Field!.Name.ShouldBe("Entries");
        ofThread!.Text.ShouldBe(
            "[ThreadStatic] HolderPathsTests.OfThread._seen (Stack<HolderPathsTests.Seen>) → [] → HolderPathsTests.Seen");
    }

    private sealed record Entry(int Number);

    private sealed record Seen(int Number);

    private static class Registry<T>
    {
        private static readonly Stack<Entry> Entries = [];

        public static void Fill()
        {
            for (var i = 0; i < Kept; i++)
                Entries.Push(new Entry(i + typeof(T).Name.Length));
        }

        public static void Empty() => Entries.Clear();
    }

    private static class OfThread
    {
        [ThreadStatic]
        private static Stack<Seen>? _seen;

        public static void Fill()
        {
            _seen = [];
            for (var i = 0; i < Kept; i++)
                _seen.Push(new Seen(i));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(ManualResetEventSlim gate)
    {
        // The first one keeps the thread of finalizers, the others wait.
        for (var i = 0; i < 3; i++)
            _ = new Finalized(gate, new Quote[100_000]);
    }

    private sealed class Finalized(ManualResetEventSlim gate, Quote[] quotes)
    {
        ~Finalized()
        {
            gate.Wait();
            GC.KeepAlive(quotes);
        }
    }

    private static Quote[] Quotes() => [.. Enumerable.Range(0, Kept).Select(n => new Quote(n))];

    private static async Task<HolderPaths> PathsAsync(Delegate call) =>
        new(await HeapWalk.TakeAsync(new HeapTally(), edges: true, TimeProvider.System), call.Target!.GetType(), []);
}
