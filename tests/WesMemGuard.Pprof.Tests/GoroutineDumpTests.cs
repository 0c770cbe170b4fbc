using System.Text;

namespace WesMemGuard.Pprof.Tests;

internal sealed class GoroutineDumpTests
{
    private const string Waiting =
        "goroutine 7 [chan receive, 12 minutes]:\nmain.wait(0x1, {0x2, 0x3})\n\t/x/w.go:8 +0x6b\ncreated by main.start in goroutine 1\n\t/x/s.go:3 +0x1\n\n"
        + "goroutine 8 [chan receive, 3 minutes, locked to thread]:\nmain.wait(...)\n\t/x/w.go:8\ncreated by main.start in goroutine 1\n\t/x/s.go:3 +0x1\n\n"
        + "goroutine 9 [chan receive]:\nmain.wait(0x1, {0x2, 0x3})\n\t/x/w.go:8 +0x6b\n...3 frames elided...\ncreated by main.start\n\t/x/s.go:3 +0x1\n";

    [Test]
    public void A_recorded_dump_has_every_goroutine_with_reason_and_stack()
    {
        GoroutineDump dump = Read(Recorded.Text("text/goroutine-debug2.txt"));

        dump.Goroutines.Length.ShouldBe(118);
        dump.Goroutines.Select(g => g.WaitReason).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(["IO wait", "chan receive", "runnable", "running", "select", "sleep", "syscall"]);
        dump.Goroutines[0].Stack.Frames[4].Function.ShouldBe("net/http.HandlerFunc.ServeHTTP");
        dump.Goroutines[0].CreatedBy.ShouldBe(new CallFrame("net/http.(*Server).Serve", "/goroot/src/net/http/server.go", 3464));
        dump.Goroutines[1].CreatedBy.ShouldBeNull();
    }

    [Test]
    public void A_recorded_dump_counts_the_same_as_a_profile()
    {
        GoProfile profile = ProfileReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Recorded.Text("text/goroutine-debug2.txt"))));

        profile.Total(ValueKind.Goroutines).ShouldBe(118);
        profile.Samples.Max(s => s.Values[0]).ShouldBe(8);
    }

    [Test]
    public void Those_that_wait_at_one_place_are_told_with_shortest_and_longest_minutes()
    {
        WaitingGoroutines waiting = Read(Waiting).Waiting()[0];

        waiting.WaitReason.ShouldBe("chan receive");
        waiting.Stack.Frames.ShouldBe([new CallFrame("main.wait", "/x/w.go", 8)]);
        (waiting.Count, waiting.LeastMinutes, waiting.MostMinutes).ShouldBe((2, 0, 12));
        Read(Waiting).Goroutines[1].Stack.Frames[0].Inlined.ShouldBeTrue();
        Read(Waiting).Goroutines[2].CreatedBy!.Function.ShouldBe("main.start");
    }

    [TestCase("goroutine x [running]:\n", "line 1")]
    [TestCase("goroutine 1 [running]\n", "line 1")]
    [TestCase("goroutine 1 [sleep, many minutes]:\nmain.f()\n\t/x.go:1 +0x1\n", "line 1")]
    [TestCase("goroutine 1 [running]:\nmain.f\n\t/x.go:1 +0x1\n", "line 2")]
    [TestCase("goroutine 1 [running]:\nmain.f()\nmain.g()\n", "line 3")]
    [TestCase("goroutine 1 [running]:\nmain.f()\n\t/x.go +0x1\n", "line 3")]
    [TestCase("goroutine 1 [running]:\nmain.f()\n\t/x.go:1", "line 3")]
    public void A_wrong_dump_is_refused_with_the_line(string text, string where)
        => Should.Throw<ProfileException>(() => Read(text)).Where.ShouldBe(where);

    [Test]
    public void A_dump_without_goroutines_is_refused()
        => Should.Throw<ProfileException>(() => Read("\n\n")).Message.ShouldContain("no goroutine");

    private static GoroutineDump Read(string text) => GoroutineDump.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
