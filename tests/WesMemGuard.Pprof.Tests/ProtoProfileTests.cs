using System.Text;
using WesMemGuard.Pprof.Reading;

namespace WesMemGuard.Pprof.Tests;

internal sealed class ProtoProfileTests
{
    [Test]
    public void A_recorded_heap_profile_is_read_with_kinds_rate_and_time()
    {
        var profile = Recorded.Profile("planted-ispc-12/end-heap.pb.gz");

        profile.SampleTypes.Select(t => $"{t.Type}/{t.Unit}")
            .ShouldBe(["alloc_objects/count", "alloc_space/bytes", "inuse_objects/count", "inuse_space/bytes"]);
        profile.BytesPerSample.ShouldBe(524_288);
        profile.Samples.Length.ShouldBe(184);
        profile.Total(ValueKind.InuseSpace).ShouldBe(1_035_292_462);
        profile.Time!.Value.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe("2026-11-22 17:19:53");
    }

    [Test]
    public void A_finer_rate_is_read()
        => Recorded.Profile("live-heap-planted-event-12-fine/end-heap.pb.gz").BytesPerSample.ShouldBe(16_384);

    [Test]
    public void A_goroutine_profile_counts_goroutines_only()
    {
        var profile = Recorded.Profile("planted-api-goroutines/end-goroutine.pb.gz");

        profile.Has(ValueKind.InuseSpace).ShouldBeFalse();
        profile.Total(ValueKind.Goroutines).ShouldBeGreaterThan(1000);
        Should.Throw<ProfileException>(() =>
            profile.Total(ValueKind.InuseSpace)).Message.ShouldBe("Profile: holds no inuse_space; it holds goroutine.");
    }

    [Test]
    public void A_profile_written_by_hand_has_its_stack_from_the_leaf_outwards()
    {
        var profile = ProfileBytes.Heap(10, 480, 2, 96).Read();

        var sample = profile.Samples.ShouldHaveSingleItem();
        sample.Stack.Frames.ShouldBe([new CallFrame("main.f", "/src/main.go", 7), new CallFrame("main.main", "/src/main.go", 9)]);
        sample.Values.ShouldBe([10L, 480, 2, 96]);
        sample.ObjectSize.ShouldBe(48);
        profile.Time.ShouldBeNull();
    }

    [Test]
    public void An_inlined_call_stands_before_its_caller_and_is_marked()
    {
        var profile = ProfileBytes.Strings("", "goroutine", "count", "a.inner", "a.outer")
            .Message(1, m => m.Field(1, 1).Field(2, 2))
            .Message(2, m => m.Packed(1, 1).Packed(2, 3))
            .Message(4, m => m.Field(1, 1).Message(4, l => l.Field(1, 1)).Message(4, l => l.Field(1, 2)))
            .Message(5, m => m.Field(1, 1).Field(2, 3))
            .Message(5, m => m.Field(1, 2).Field(2, 4))
            .Read();

        profile.Samples[0].Stack.Frames.Select(f => (f.Function, f.Inlined)).ShouldBe([("a.inner", true), ("a.outer", false)]);
    }

    [Test]
    public void An_address_without_a_name_is_shown_by_its_program()
    {
        var profile = ProfileBytes.Strings("", "goroutine", "count", "/usr/lib/libc.so.6")
            .Message(1, m => m.Field(1, 1).Field(2, 2))
            .Message(2, m => m.Packed(1, 1, 2).Packed(2, 1))
            .Message(3, m => m.Field(1, 9).Field(5, 3))
            .Message(4, m => m.Field(1, 1).Field(2, 9).Field(3, 4096))
            .Message(4, m => m.Field(1, 2).Field(3, 8192))
            .Read();

        profile.Samples[0].Stack.Frames.Select(f => f.Function).ShouldBe(["[libc.so.6]", "<unknown>"]);
    }

    [Test]
    public void A_profile_of_a_difference_is_refused_whatever_made_it()
    {
        ProfileBytes[] differences =
        [
            ProfileBytes.Heap(10, 480, 2, 96).Field(10, 5_000_000_000), // ?seconds=5
            ProfileBytes.Heap(-1, -48, 0, 0), // pprof -base -proto
            ProfileBytes.Heap(0, 0, -1, -48),
            ProfileBytes.Heap(0, 0, 2, 96), // godeltaprof: what is in use was allocated before
            ProfileBytes.Heap(10, 480, 2, 96).Text(6, "pprof::base")
                .Message(2, m => m.Packed(1, 1).Packed(2, 1, 48, 1, 48).Message(3, l => l.Field(1, 11).Field(2, 1))),
        ];

        foreach (var difference in differences)
            Should.Throw<ProfileException>(() => difference.Read()).Message.ShouldContain("a delta profile");
    }

    [Test]
    public void What_was_allocated_since_the_start_has_no_bound_of_64_TiB()
    {
        var profile = ProfileBytes.Heap(1L << 40, 118L << 40, 2, 96).Read();

        profile.Total(ValueKind.AllocSpace).ShouldBe(118L << 40);
        Should.Throw<ProfileException>(() => ProfileBytes.Heap(3, long.MaxValue, 2, 96).Read()).Message.ShouldContain("beyond 2^62");
    }

    [Test]
    public void Bytes_in_use_alone_are_compared()
    {
        var from = InUse(1 << 20);
        var to = InUse(9 << 20);

        var row =
            WesMemGuard.Pprof.Comparing.DiffTable.Between(from, to, ValueKind.InuseSpace, WesMemGuard.Pprof.Comparing.Grouping.Function)
            .ShouldHaveSingleItem();

        row.Growth.Value.ShouldBe(8 << 20);
        row.Growth.Low.ShouldBeInRange(3 << 20, 5 << 20); // sixteen sampled objects more
        row.Growth.High.ShouldBeInRange(12 << 20, 16 << 20);
    }

    private static GoProfile InUse(long bytes) =>
        ProfileBytes.Strings("", "inuse_space", "bytes", "main.leak", "/src/a.go", "space")
            .Message(1, m => m.Field(1, 1).Field(2, 2))
            .Message(2, m => m.Packed(1, 1).Packed(2, bytes))
            .Message(4, m => m.Field(1, 1).Message(4, l => l.Field(1, 1).Field(2, 7)))
            .Message(5, m => m.Field(1, 1).Field(2, 3).Field(4, 4))
            .Message(11, m => m.Field(1, 5).Field(2, 2))
            .Field(12, 524_288)
            .Read();

    [Test]
    public void Goroutines_that_nothing_can_wake_are_counted_as_goroutines()
    {
        const string text = "goroutineleak profile: total 2\n2 @ 0x1 0x2\n#\t0x1\tmain.f+0x1\t/x.go:1\n";
        var profile = ProfileReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        profile.SampleTypes.ShouldBe([new SampleType("goroutineleak", "count")]);
        profile.Total(ValueKind.Goroutines).ShouldBe(2);
    }

    [Test]
    public void Bytes_that_are_neither_text_nor_a_profile_are_refused()
        => Should.Throw<ProfileException>(() =>
            Read([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])).Message.ShouldStartWith("Profile, ");

    [TestCaseSource(nameof(Wrong))]
    public void A_wrong_table_is_refused_with_the_place(byte[] profile, string message)
        => Should.Throw<ProfileException>(() => Read(profile)).Message.ShouldBe(message);

    [Test]
    public void A_profile_cut_anywhere_is_refused_or_read_but_never_breaks()
    {
        var whole = ProfileBytes.Heap(10, 480, 2, 96).ToArray();
        var refused = 0;
        for (var length = 0; length < whole.Length; length++)
        {
            try
            {
                Read(whole[..length]);
            }
            catch (ProfileException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(whole.Length * 9 / 10);
    }

    [Test]
    public void A_gzipped_profile_that_lost_its_end_is_refused()
    {
        var zipped = Mutation.Zipped(ProfileBytes.Heap(10, 480, 2, 96).ToArray());
        Read(zipped).Samples.Length.ShouldBe(1);

        for (var length = 2; length < zipped.Length - 8; length++)
            Should.Throw<ProfileException>(() => Read(zipped[..length]), $"{length} bytes");
    }

    [Test]
    public void A_gzipped_profile_with_a_changed_byte_fails_its_checksum()
    {
        var zipped = Mutation.Zipped(ProfileBytes.Heap(10, 480, 2, 96).ToArray());
        zipped[^6] ^= 1;

        Should.Throw<ProfileException>(() => Read(zipped)).Where.ShouldBe("input");
    }

    [TestCase("", "empty")]
    [TestCase("--- contention:\ncycles/second=1\n", "\"--- contention:\"")]
    [TestCase("threadcreate profile: total 8\n", "\"threadcreate profile: total 8\"")]
    [TestCase("<html>\n<head>", "\"<html>\"")]
    [TestCase("404 page not found", "a text of another kind: \"404 page not found\"; heap, allocs and goroutine can be read")]
    public void What_is_no_profile_is_refused_by_name(string text, string part)
        => Should.Throw<ProfileException>(() => Read(Encoding.UTF8.GetBytes(text))).Message.ShouldContain(part);

    private static GoProfile Read(byte[] bytes) => ProfileReader.Read(new MemoryStream(bytes));

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case(new ProfileBytes().Field(12, 1),
            "Profile, string 0: the first string must be there and be empty");
        yield return Case(ProfileBytes.Strings("x"), "Profile, string 0: the first string must be there and be empty");
        yield return Case(ProfileBytes.Strings(""), "Profile, profile: no sample types, so not a pprof profile");
        yield return Case(ProfileBytes.Strings("")
            .Message(1, m => m.Field(1, 5)), "Profile, sample type: string 5 doesn't exist, there are 1");
        yield return Case(ProfileBytes.Heap(3, 4, 1), "Profile, sample 0: 3 values, but 4 sample types");
        yield return Case(ProfileBytes.Heap(3, 1L << 61, 3, 1L << 60),
            "Profile, sample 0: value 1152921504606846976 is beyond 64 TiB");
        yield return Case(ProfileBytes.Heap(3, 4, 1, 2)
            .Message(2, m => m.Packed(1, 77).Packed(2, 3, 4, 1, 2)), "Profile, sample 1: location 77 doesn't exist");
        yield return Case(ProfileBytes.Heap(3, 4, 1, 2).Message(4, m => m.Field(1, 1)),
            "Profile, location 2: id 1 is used twice");
        yield return Case(ProfileBytes.Heap(3, 4, 1, 2).Message(5, m => m.Field(2, 1)),
            "Profile, function 2: has no id");
        yield return Case(ProfileBytes.Heap(3, 4, 1, 2).Field(12, -4), "Profile, period: one sample per -4 bytes");
        yield return Case(ProfileBytes.Heap(3, 4, 1, 2)
            .Field(2, 4), "Profile, profile: field 2 has wire type Varint, expected LengthDelimited");
    }

    private static TestCaseData Case(ProfileBytes profile, string message) =>
        new TestCaseData(profile.ToArray(), message).SetArgDisplayNames(message);
}
