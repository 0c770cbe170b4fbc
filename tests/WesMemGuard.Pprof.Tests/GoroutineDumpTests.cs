using System.Text;
using WesMemGuard.Pprof.Reading;

namespace WesMemGuard.Pprof.Tests;

internal sealed class GoroutineDumpTests
{
    private const string Waiting =
        "goroutine 7 [chan receive, 12 minutes]:\nmain.wait(0x1, {0x2, 0x3})\n\t/x/w.go:8 +0x6b\ncreated by "
            + "main.start in goroutine 1\n\t/x/s.go:3 +0x1\n\n"
        + "goroutine 8 [chan receive, 3 minutes, locked to thread]:\nmain.wait(...)\n\t/x/w.go:8\ncreated by "
            + "main.start in goroutine 1\n\t/x/s.go:3 +0x1\n\n"
        + "goroutine 9 [chan receive]:\nmain.wait(0x1, {0x2, 0x3})\n\t/x/w.go:8 +0x6b\n...3 frames elided...\ncreated "
            + "by main.start\n\t/x/s.go:3 +0x1\n";

    [Test]
    public void A_recorded_dump_has_every_goroutine_with_reason_and_stack()
    {
        var dump = Read(Recorded.Text("text/goroutine-debug2.txt"));

        dump.Goroutines.Length.ShouldBe(118);
        dump.Goroutines.Select(g => g.WaitReason).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(["IO wait", "chan receive", "runnable", "running", "select", "sleep", "syscall"]);
        dump.Goroutines[0].Stack.Frames[4].Function.ShouldBe("net/http.HandlerFunc.ServeHTTP");
        dump.Goroutines[0].CreatedBy.ShouldBe(new CallFrame("net/http.(*Server).Serve",
            "/goroot/src/net/http/server.go", 3464));
        dump.Goroutines[1].CreatedBy.ShouldBeNull();
    }

    [Test]
    public void A_recorded_dump_counts_the_same_as_a_profile()
    {
        var profile =
            ProfileReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Recorded.Text("text/goroutine-debug2.txt"))));

        profile.Total(ValueKind.Goroutines).ShouldBe(118);
        profile.Samples.Max(s => s.Values[0]).ShouldBe(8);
    }

    [Test]
    public void Those_that_wait_at_one_place_are_told_with_shortest_and_longest_minutes()
    {
        var waiting = Read(Waiting).Waiting()[0];

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

    [TestCase("goroutine 7 [select] {grpc.method: \"/a.B/C\", who: \"[x]: {y}\"}:\nmain.f(0x1)\n\t/x.go:1 +0x1\n")]
    [TestCase("goroutine 7 gp=0xc000002 m=5 mp=0xc00 [select, 2 minutes, synctest bubble 3]:\nmain.f(0x1)\n\t/x.go:1 "
        + "+0x1 fp=0xc0 sp=0xc1 pc=0x4\n")]
    [TestCase("panic: send on closed channel [recovered]\n\tpanic: again\n\ngoroutine 7 "
        + "[select]:\nmain.f(0x1)\n\t/x.go:1 +0x1\nexit status 2\n")]
    [TestCase("SIGQUIT: quit\nPC=0x1 m=0 sigcode=0\n\ngoroutine 0 [idle]:\nruntime.futex(0x1)\n\t/f.s:5 "
        + "+0x2\n\ngoroutine 7 [select]:\nmain.f(0x1)\n\t/x.go:1 +0x1\n\nrax    0xca\n")]
    [TestCase("goroutine 7 [select]:\nmain.f(0x1)\n\t/x.go:1 +0x1\ncreated by main.g in goroutine 3\n\t/x.go:2 "
        + "+0x1\n[originating from goroutine 3]:\nmain.h(...)\n\t/x.go:3 +0x1\n")]
    [TestCase("\r\n2026/11/29 fatal error: all goroutines are asleep\r\n\r\ngoroutine 7 [select]:\r\nmain.f(0x1)\r\n\t/x.go:1 +0x1\r\n")]
    public void What_stands_around_a_goroutine_is_passed_over(string text)
    {
        var found = Read(text).Goroutines.ShouldHaveSingleItem();

        (found.Id, found.WaitReason, found.Stack.Frames.Single().Function).ShouldBe((7, "select", "main.f"));
        ProfileReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).Total(ValueKind.Goroutines).ShouldBe(1);
    }

    [Test]
    public void A_goroutine_that_nothing_can_wake_is_marked()
    {
        var dump =
            Read("goroutine 7 [chan receive (leaked), 3 minutes]:\nmain.f(0x1)\n\t/x.go:1 +0x1\n\ngoroutine 8 [chan "
                + "receive]:\nmain.f(0x1)\n\t/x.go:1 +0x1\n");

        dump.Goroutines.Select(g => (g.WaitReason, g.IsLeaked)).ShouldBe([("chan receive", true), ("chan receive", false)]);
    }

    [Test]
    public void An_odd_line_costs_its_goroutine_and_not_the_dump()
    {
        var dump =
            Read(Waiting + "\ngoroutine 10 [select]:\nmain.odd\n\t/x.go:1 +0x1\n\ngoroutine 11 [select]:\nmain.f()\n\t/x.go:1 +0x1\n");

        dump.Goroutines.Select(g => g.Id).ShouldBe([7L, 8, 9, 11]);
    }

    [Test]
    public void A_dump_without_goroutines_is_refused()
        => Should.Throw<ProfileException>(() => Read("\n\n")).Message.ShouldContain("no goroutine");

    private static GoroutineDump Read(string text) =>
        ProfileReader.ReadGoroutines(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
