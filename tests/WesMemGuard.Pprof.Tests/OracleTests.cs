using WesMemGuard.Pprof.Comparing;

namespace WesMemGuard.Pprof.Tests;

internal sealed class OracleTests
{
    [TestCaseSource(nameof(TopLists))]
    public void Top_lists_equal_those_of_go_tool_pprof(string listing)
    {
        var expected = PprofListing.Read(Recorded.Text(listing));
        var profile = Recorded.Profile(ProfilePath(listing, Path.GetFileName(listing).Split('.')[0]));

        PprofListing.Of(profile, expected.Kind, profile.Total(expected.Kind)).ShouldEqual(expected, listing);
    }

    [TestCaseSource(nameof(Differences))]
    public void Differences_equal_those_of_go_tool_pprof(string listing)
    {
        var expected = PprofListing.Read(Recorded.Text(listing));
        var parts = Path.GetFileName(listing).Split('.')[0].Split("to-");
        var kind = parts[1].Split('-')[1];
        var first = Recorded.Profile(ProfilePath(listing, $"{parts[0]}-{kind}"));
        var last = Recorded.Profile(ProfilePath(listing, parts[1]));

        PprofListing.Of(ProfileDiff.Between(first,
            last), expected.Kind, first.Total(expected.Kind)).ShouldEqual(expected, listing);
    }

    [Test]
    public void A_changed_byte_count_is_seen_to_differ()
    {
        var text = Recorded.Text("planted-ispc-12/end-heap.inuse_space.top.txt");
        var profile = Recorded.Profile("planted-ispc-12/end-heap.pb.gz");
        var mine = PprofListing.Of(profile, ValueKind.InuseSpace, profile.Total(ValueKind.InuseSpace));
        var changed = PprofListing.Read(text.Replace("22365951B", "22365952B", StringComparison.Ordinal));

        Should.Throw<ShouldAssertException>(() => mine.ShouldEqual(changed, "changed"));
    }

    [Test]
    public void Both_kinds_of_listings_are_there()
    {
        TopLists().Count().ShouldBeGreaterThanOrEqualTo(28);
        Differences().Count().ShouldBeGreaterThanOrEqualTo(14);
    }

    private static IEnumerable<string> TopLists() => Recorded.Files("*.top.txt");

    private static IEnumerable<string> Differences() => Recorded.Files("*.diff.txt");

    private static string ProfilePath(string listing, string name) =>
        Path.Combine(Path.GetDirectoryName(listing)!, name + ".pb.gz");
}
