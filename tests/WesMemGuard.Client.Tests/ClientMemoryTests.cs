using System.Xml.Serialization;
using WesMemGuard.Input;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client.Tests;

/// <summary>Clients of this process, really measured; each takes a second or two.</summary>
[NonParallelizable]
internal sealed class ClientMemoryTests
{
    private static readonly Dictionary<string, Quote> Quotes = [];
    private static readonly List<CancellationTokenSource> Timed = [];
    private static readonly List<byte[]> Buffers = [];
    private static readonly ClientOptions Short =
        new() { TimeBudget = TimeSpan.FromSeconds(3), MostGrowth = ByteSize.FromMiB(8) };
    private static int _next;

    /// <summary>What one test leaves must not be walked over by the next.</summary>
    [TearDown]
    public void Forget()
    {
        Quotes.Clear();
        Quotes.TrimExcess();
        Timed.ForEach(t => t.Dispose());
        Timed.Clear();
        Buffers.Clear();
        Buffers.TrimExcess();
    }

    [Test]
    public async Task A_cache_without_end_is_broken_with_the_field_that_holds_it()
    {
        var run = await ClientMemory.RepeatAsync(() => KeepAsync(), Short);

        var failure = Should.Throw<ClientShouldHoldException>(() => run.ShouldKeepAtMost("0 B", per: CallUnit.Call));
        TestContext.Out.WriteLine(failure.Message);
        failure.Message.ShouldStartWith("live heap of KeepAsync() should grow by at most 0 B per call\n    but grew by ");
        var quote = run.Growing.Single(t => t.Name == "ClientMemoryTests.Quote");
        quote.CountPerCall.ShouldBe(1, 0.01);
        quote.Path.ShouldBe(
            "static ClientMemoryTests.Quotes (Dictionary<string, ClientMemoryTests.Quote>) → [] → ClientMemoryTests.Quote");
        quote.Field.ShouldBe("ClientMemoryTests.Quotes");
    }

    [Test]
    public async Task A_client_that_keeps_nothing_holds_and_is_quick()
    {
        var run = await ClientMemory.RepeatAsync(() => _ = new byte[100]);

        run.ShouldKeepAtMost("0 B", per: CallUnit.Call);
        run.Connections.ShouldReturnToStart();
        run.Timers.ShouldReturnToStart();
        run.Handles.ShouldReturnToStart();
        run.FinalizationQueue.ShouldReturnToStart();
        run.Assemblies.ShouldReturnToStart();
        run.LargeObjects.ShouldKeepAtMost("0 B", per: CallUnit.Call);
        run.PinnedObjects.ShouldKeepAtMost("0 B", per: CallUnit.Call);
        run.Fragmentation.Judge("0 B").Outcome.ShouldNotBe(Outcome.Broken);
        run.Native.Judge("0 B").Outcome.ShouldNotBe(Outcome.Broken);
        run.Growing.ShouldBeEmpty();
        run.Name.ShouldBe("_ = new byte[100]");
    }

    /// <summary>Its level is never the same twice; warm-up waited for that until its time was up.</summary>
    [Test]
    public async Task A_list_that_is_cleared_now_and_then_is_warm_without_ever_being_quiet()
    {
        var run = await ClientMemory.RepeatAsync(() =>
        {
            Buffers.Add(new byte[64]);
            if (Buffers.Count >= 3000)
                Buffers.Clear();
        });

        var verdict = run.Judge("0 B");
        TestContext.Out.WriteLine(verdict.Message);
        verdict.Outcome.ShouldBe(Outcome.Held);
        verdict.Notices.ShouldNotContain(n => n.Id == "client.notQuiet");
    }

    /// <summary>Its calls were made in a context of their own batch, which was dropped with all that they had left there: held.</summary>
    [Test]
    public async Task What_calls_leave_in_the_ambient_context_is_kept_as_in_a_loop_that_makes_them()
    {
        AsyncLocal<List<byte[]>?> ambient = new();

        var run = await ClientMemory.RepeatAsync(
            () =>
            {
                (ambient.Value ??= []).Add(new byte[64]);
                return Task.CompletedTask;
            },
            Short);

        TestContext.Out.WriteLine(run.Judge("0 B").Message);
        run.Judge("0 B").Outcome.ShouldBe(Outcome.Broken);
        run.Growing.ShouldContain(t => t.Name == "byte[]" && t.Path != null);
    }

    /// <summary>It grows as a leak does for two seconds, and was called one.</summary>
    [Test]
    public async Task A_window_over_the_last_seconds_is_not_accused()
    {
        Queue<(long At, byte[] Answer)> window = new();

        var run = await ClientMemory.RepeatAsync(
            () =>
            {
                var now = Environment.TickCount64;
                window.Enqueue((now, new byte[40]));
                while (now - window.Peek().At > 2000)
                    window.Dequeue();
            },
            new ClientOptions { TimeBudget = TimeSpan.FromSeconds(12) });

        TestContext.Out.WriteLine(run.Judge("0 B").Message);
        run.Judge("0 B").Outcome.ShouldNotBe(Outcome.Broken);
    }

    [Test]
    public async Task A_timer_of_each_call_is_counted()
    {
        var run = await ClientMemory.RepeatAsync(
            () => Timed.Add(new CancellationTokenSource(TimeSpan.FromHours(1))), Short with { Name = "timed" });

        run.Timers.Judge().Outcome.ShouldBe(Outcome.Broken);
        Should.Throw<ClientShouldHoldException>(() => run.Timers.ShouldReturnToStart())
            .Message.ShouldStartWith("timers of timed should return");
    }

    /// <summary>Its array stands still between two doublings, which may be all of the cycles.</summary>
    [Test]
    public async Task A_set_that_grows_by_doubling_is_not_held()
    {
        HashSet<Guid> seen = [];

        var run = await ClientMemory.RepeatAsync(() => seen.Add(Guid.NewGuid()), Short with { TimeBudget = TimeSpan.FromSeconds(20) });

        TestContext.Out.WriteLine(run.Judge("0 B").Message);
        run.Judge("0 B").Outcome.ShouldNotBe(Outcome.Held);
    }

    /// <summary><c>GC.GetTotalMemory</c> and a walk disagree on pinned heaps; the collector's own figure and the walk don't.</summary>
    [Test]
    public async Task Pinned_objects_are_counted_alike_by_the_collector_and_by_the_walk()
    {
        var run = await ClientMemory.RepeatAsync(() => Buffers.Add(GC.AllocateUninitializedArray<byte>(1000, pinned: true)), Short);

        run.Judge("0 B").Outcome.ShouldBe(Outcome.Broken);
        var buffers = run.Growing.Single(t => t.Name == "byte[]");
        buffers.BytesPerCall.ShouldBe(1024, 0.05 * 1024); // other arrays of bytes come and go
        run.BytesPerCall.ShouldBe(buffers.BytesPerCall, 0.05 * buffers.BytesPerCall);
        run.PinnedObjects.BytesPerCall!.Value.ShouldBe(1024, 0.05 * 1024);
        run.PinnedObjects.Judge("0 B").Outcome.ShouldBe(Outcome.Broken);
        run.LargeObjects.BytesPerCall.ShouldNotBeNull();
    }

    /// <summary>An XmlSerializer with a root is code that is never unloaded: hardly any managed memory, some 30 KB beside it.</summary>
    [Test]
    public async Task Emitted_code_shows_in_native_memory_and_in_assemblies()
    {
        var run = await ClientMemory.RepeatAsync(() => _ = new XmlSerializer(typeof(int[]), new XmlRootAttribute("r")), Short);

        TestContext.Out.WriteLine(run.Native.Judge("1 KiB").Message);
        run.Assemblies.Judge().Outcome.ShouldBe(Outcome.Broken);
        run.Judge("0 B").Notices.ShouldContain(n => n.Id == "client.loadedAssemblies");
        run.BytesPerCall.ShouldBeLessThan(2048);
        if (!OperatingSystem.IsLinux())
        {
            run.Native.AtStart.ShouldBeNull();
            return;
        }

        run.Native.Judge("1 KiB").Outcome.ShouldBe(Outcome.Broken);
        run.Native.BytesPerCall!.Value.ShouldBeInRange(10_000, 100_000);
    }

    [Test]
    public async Task A_call_that_fails_fails_the_test() => await Should.ThrowAsync<FormatException>(
        () => ClientMemory.RepeatAsync(() => int.Parse("x", System.Globalization.CultureInfo.InvariantCulture)));

    [Test]
    public async Task A_size_that_is_none_is_bad_input()
    {
        var run = await ClientMemory.RepeatAsync(static () => { }, Short);

        Should.Throw<BadInputException>(() => run.ShouldKeepAtMost("0", per: CallUnit.Call)).Message.ShouldContain("has no unit");
    }

    private static async Task KeepAsync()
    {
        await Task.Yield();
        Quotes["key " + _next++] = new Quote();
    }

    private sealed class Quote
    {
        public long Height { get; set; }
    }
}
