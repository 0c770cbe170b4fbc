using WesMemGuard.Pprof.Attribution;
using WesMemGuard.Pprof.Comparing;

namespace WesMemGuard.Pprof.Tests;

internal sealed class ModuleBytesTests
{
    [Test]
    public void There_are_heap_profiles() => HeapProfiles().ShouldNotBeEmpty();

    [TestCaseSource(nameof(HeapProfiles))]
    public void Modules_and_others_add_up_to_the_profiles_total(string path)
    {
        var profile = Recorded.Profile(path);

        IReadOnlyList<ModuleBytes> modules = ModuleBytes.Of(profile);

        modules.Sum(m => m.Bytes.Value).ShouldBe(profile.Total(ValueKind.InuseSpace));
        modules.Count(m => m.Module.Kind == ModuleKind.Reporting).ShouldBe(12);
        modules.ShouldAllBe(m => m.Bytes.Low <= m.Bytes.Value + 1 && m.Bytes.Value <= m.Bytes.High + 1);
    }

    [Test]
    public void A_module_without_a_sample_is_listed_with_what_may_hide()
    {
        var ures = ModuleBytes.Of(Recorded.Profile("idle/end-heap.pb.gz")).Single(m => m.Module.Name == "ures");

        ures.Bytes.Value.ShouldBe(0);
        (ures.Bytes.High / (1 << 20)).ShouldBe(2.3, 0.01);
    }

    [Test]
    public void A_finer_rate_leaves_less_open()
    {
        var coarse = ModuleBytes.Of(Recorded.Profile("planted-event-cache/end-heap.pb.gz")).Single(m => m.Module.Name == "event");
        var fine = ModuleBytes.Of(Recorded.Profile("live-heap-planted-event-12-fine/end-heap.pb.gz"))
            .Single(m => m.Module.Name == "event");

        ((coarse.Bytes.High - coarse.Bytes.Low) / coarse.Bytes.Value).ShouldBeGreaterThan(0.5);
        ((fine.Bytes.High - fine.Bytes.Low) / fine.Bytes.Value).ShouldBeLessThan(0.4);
    }

    [Test]
    public void A_goroutine_profile_has_no_bytes()
        => Should.Throw<ProfileException>(() =>
            ModuleBytes.Of(Recorded.Profile("idle/end-goroutine.pb.gz"))).Message.ShouldContain("inuse_space");

    [Test]
    public void A_heap_profile_that_doesnt_state_its_rate_is_refused()
    {
        var profile = ProfileBytes.Heap(10, 480, 2, 96).Read();
        GoProfile without = new(profile.SampleTypes, profile.Samples);

        Should.Throw<ProfileException>(() => ModuleBytes.Of(without)).Where.ShouldBe("period");
    }

    private static IEnumerable<string> HeapProfiles() => Recorded.Files("*-heap.pb.gz");
}
