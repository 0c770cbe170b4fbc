using Microsoft.Extensions.Time.Testing;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Tests.Profiles;

internal sealed class BreachProfilesTests
{
    private static readonly byte[] Gzip = [0x1f, 0x8b, 8, 0];

    private static readonly string Dump = "goroutine 7 [select, 12 minutes]:\nmain.wait(...)\n\t/src/main.go:3 +0x1\n";

    [Test]
    public async Task The_first_sign_and_the_end_are_captured_once_each()
    {
        var recorder = Recorder();
        var clock = Clock();
        var breach = new BreachProfiles(Node(Answers(2), clock), recorder, clock);

        (await breach.AtEndAsync(default)).ShouldBeFalse();
        (await breach.AtFirstSignAsync(default)).ShouldBeTrue();
        (await breach.AtFirstSignAsync(default)).ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(9));
        (await breach.AtEndAsync(default)).ShouldBeTrue();
        (await breach.AtEndAsync(default)).ShouldBeFalse();

        recorder.Run.Profiles.Select(p => p.Kind).ShouldBe([ProfileKind.Heap, ProfileKind.Goroutine,
            ProfileKind.GoroutineDump, ProfileKind.Heap, ProfileKind.Goroutine, ProfileKind.GoroutineDump]);
        recorder.Run.Profiles[0].File.ShouldBe("profiles/00060-heap.pb.gz");
        recorder.Run.Profiles[2].File.ShouldBe("profiles/00060-goroutine-dump.txt");
        recorder.Run.Profiles[3].File.ShouldBe("profiles/00600-heap.pb.gz");
        recorder.Run.Others.ShouldBeEmpty();
        recorder.Run.Events.Count(e => e.Name == RunEvent.BreachProfiles).ShouldBe(2);
        recorder.Run.Events[0].Detail.ShouldBe(
            "profiles/00060-heap.pb.gz profiles/00060-goroutine.pb.gz profiles/00060-goroutine-dump.txt");
    }

    [Test]
    public async Task A_profile_over_the_cap_is_not_kept_and_an_event_says_so()
    {
        var recorder = Recorder();

        await new BreachProfiles(Node(Answers(1)), recorder, Clock(), largest: 20).AtFirstSignAsync(default);

        recorder.Run.Profiles.Select(p => p.Kind).ShouldBe([ProfileKind.Heap, ProfileKind.Goroutine]);
        recorder.Run.Events.Select(e => e.Name).ShouldBe(["profile-too-large", RunEvent.BreachProfiles]);
        recorder.Run.Events[0].Detail!.ShouldContain("at most 20 are kept");
    }

    [Test]
    public async Task A_profile_that_is_refused_is_a_miss_and_the_others_are_captured()
    {
        var recorder = Recorder();
        Canned[] answers = [Canned.Answer(404, "404 page not found"), .. Answers(1).Skip(1)];

        await new BreachProfiles(Node(answers), recorder, Clock()).AtFirstSignAsync(default);

        recorder.Run.Profiles.Select(p => p.Kind).ShouldBe([ProfileKind.Goroutine, ProfileKind.GoroutineDump]);
        recorder.Run.Others.ShouldHaveSingleItem().Path.ShouldBe(NodePaths.HeapProfile);
        recorder.Run.Others[0].Miss!.Kind.ShouldBe(MissKind.NotFound);
    }

    private static Canned[] Answers(int times) =>
    [
        .. Enumerable.Range(0, times).SelectMany(_ => new[]
        {
            Canned.Answer(200, Gzip, "application/octet-stream"), Canned.Answer(200, Gzip, "application/octet-stream"),
                Canned.Answer(200, Dump, "text/plain"), Canned.Answer(404, "404 page not found"),
        }),
    ];

    private static NodeClient Node(Canned[] answers, FakeTimeProvider? clock = null)
    {
        var next = 0;
        return new NodeClient(
            new NodeAddress(new Uri("http://127.0.0.1:28680"), new Uri("http://127.0.0.1:28686")), clock ?? Clock(),
            new NodeClientSettings
            {
                Connect = (_, _) => ValueTask.FromResult<Stream>(answers[next++]),
                Timeout = TimeSpan.FromMinutes(1)
            });
    }

    private static FakeTimeProvider Clock() => new(Canned.Now);

    private static RunRecorder Recorder() => new(new RunHeader("id", "name", Canned.Now.AddMinutes(-1), RunOrigin.Live));
}
