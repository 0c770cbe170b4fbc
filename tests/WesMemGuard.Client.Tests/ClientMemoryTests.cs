using WesMemGuard.Input;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client.Tests;

/// <summary>Clients of this process, really measured; each takes a second or two.</summary>
[NonParallelizable]
internal sealed class ClientMemoryTests
{
    private static readonly Dictionary<string, Quote> Quotes = [];
    private static readonly List<CancellationTokenSource> Timed = [];
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
        run.Growing.ShouldBeEmpty();
        run.Name.ShouldBe("_ = new byte[100]");
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
