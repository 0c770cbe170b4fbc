using System.Text;
using System.Text.RegularExpressions;
using WesMemGuard.Pprof.Reading;

namespace WesMemGuard.Pprof.Tests;

internal sealed class TextProfileTests
{
    private const string TwoRecords =
        "heap profile: 3: 40 [4: 64] @ heap/1048576\n"
        + "2: 16 [2: 16] @ 0x11 0x12\n#\t0x11\ta/b.f+0x1\t/x/y.go:1\n#\t0x12\tgopkg.in/c%2ev2.(*T).g+0x1\t\t/x/y.go:2\n\n"
        + "1: 24 [2: 48] @ 0x13\n#\t0x13\tmain.main+0x1\t/x/z.go:3\n\n\n# runtime.MemStats\n# Alloc = 1\n";

    [Test]
    public void A_heap_text_is_scaled_as_go_scales_its_protobuf_form()
    {
        var profile = Read(TwoRecords);

        profile.BytesPerSample.ShouldBe(524_288);
        profile.Samples.Length.ShouldBe(2);
        var scale = 1 / (1 - Math.Exp(-8.0 / 524_288));
        profile.Samples[0].Values.ShouldBe([(long)(2 * scale), (long)(16 * scale), (long)(2 * scale), (long)(16 * scale)]);
        profile.Samples[0].ObjectSize.ShouldBe(8);
        profile.Samples[1].Values[2].ShouldBe((long)(1 / (1 - Math.Exp(-24.0 / 524_288))));
        profile.Samples[0].Stack.Frames.ShouldBe([new CallFrame("a/b.f", "/x/y.go", 1),
            new CallFrame("gopkg.in/c%2ev2.(*T).g", "/x/y.go", 2)]);
    }

    [Test]
    public void A_recorded_heap_text_gives_the_big_holders_their_size()
    {
        var profile = Read(Whole(Recorded.Text("text/heap-debug1-cut.txt")));

        profile.Samples.Length.ShouldBe(19);
        profile.Samples.ShouldAllBe(s => s.Stack.Frames.Length > 0 && (s.ObjectSize > 0 || s.Values.All(v => v == 0)));
        profile.Samples[0].Values[0].ShouldBe((long)(1 / (1 - Math.Exp(-5376.0 / 524_288))));
    }

    [Test]
    public void A_heap_text_that_was_cut_is_refused()
        => Should.Throw<ProfileException>(() => Read(Recorded.Text("text/heap-debug1-cut.txt")));

    [Test]
    public void A_heap_text_that_was_cut_between_two_records_is_refused_with_both_sums()
    {
        var cut = TwoRecords[..TwoRecords.IndexOf("1: 24", StringComparison.Ordinal)];

        Should.Throw<ProfileException>(() => Read(cut)).Message
            .ShouldContain("cut short: the head announces 3 sampled objects of 40 bytes in use, there are 2 of 16");
    }

    [TestCase("@ heap/1048576", "@ heap", "line 1")]
    [TestCase("2: 16 [2: 16] @", "2: 16 @", "line 2")]
    [TestCase("2: 16 [2: 16]", "99999999999999999999: 16 [2: 16]", "line 2")]
    [TestCase("\t/x/y.go:1", "", "line 3")]
    [TestCase("y.go:1", "y.go:one", "line 3")]
    public void A_wrong_line_is_refused_with_its_number(string right, string wrong, string where)
        => Should.Throw<ProfileException>(() => Read(TwoRecords.Replace(right, wrong, StringComparison.Ordinal))).Where.ShouldBe(where);

    [Test]
    public void A_recorded_goroutine_text_has_as_many_as_its_head_says()
    {
        var profile = Read(Recorded.Text("text/goroutine-debug1.txt"));

        profile.Total(ValueKind.Goroutines).ShouldBe(118);
        profile.Samples[0].Values[0].ShouldBe(8);
        profile.Samples[0].Stack.Frames[0].ShouldBe(
            new CallFrame("github.com/libp2p/go-libp2p-pubsub.(*GossipSubRouter).connector",
                "/go/pkg/mod/github.com/libp2p/go-libp2p-pubsub@v0.14.2/gossipsub.go", 1121));
    }

    [Test]
    public void A_goroutine_text_that_was_cut_is_refused()
    {
        var text = Recorded.Text("text/goroutine-debug1.txt");
        var cut = text[..text.IndexOf("\n\n2 @", StringComparison.Ordinal)];

        Should.Throw<ProfileException>(() => Read(cut)).Message.ShouldContain("cut short: the head announces 118 goroutines, there are 24");
    }

    [Test]
    public void Labels_in_a_goroutine_text_are_passed_over()
    {
        var profile =
            Read("goroutine profile: total 2\n2 @ 0x1\n# labels: {\"a\":\"b\"}\n#\t0x1\tmain.f+0x1\t/x.go:4\n\n");

        profile.Samples.ShouldHaveSingleItem().Stack.Frames.ShouldBe([new CallFrame("main.f", "/x.go", 4)]);
    }

    [TestCase("goroutine profile: total x\n", "line 1")]
    [TestCase("goroutine profile: total 1\none @ 0x1\n", "line 2")]
    [TestCase("goroutine profile: total 1\n1 @ 0x1\n#\t0x1\tf\n", "line 3")]
    public void A_wrong_goroutine_text_is_refused_with_the_line(string text, string where)
        => Should.Throw<ProfileException>(() => Read(text)).Where.ShouldBe(where);

    private static GoProfile Read(string text) => ProfileReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    /// <summary>The whole records of the recorded text, under a head that states their sums.</summary>
    private static string Whole(string cut)
    {
        var records = cut[(cut.IndexOf('\n', StringComparison.Ordinal) + 1)..(cut.LastIndexOf("\n\n",
            StringComparison.Ordinal) + 2)];
        var sums = new long[5];
        foreach (Match record in Regex.Matches(records, @"^(\d+): (\d+) \[(\d+): (\d+)\]", RegexOptions.Multiline))
        {
            for (var i = 1; i < sums.Length; i++)
                sums[i] += long.Parse(record.Groups[i].Value, System.Globalization.CultureInfo.InvariantCulture);
        }
        return $"heap profile: {sums[1]}: {sums[2]} [{sums[3]}: {sums[4]}] @ heap/1048576\n{records}";
    }
}
