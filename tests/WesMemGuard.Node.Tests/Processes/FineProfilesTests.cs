using WesMemGuard.Node.Processes;

namespace WesMemGuard.Node.Tests.Processes;

internal sealed class FineProfilesTests
{
    [TestCase(null, "memprofilerate=65536")]
    [TestCase("", "memprofilerate=65536")]
    [TestCase("madvdontneed=1", "madvdontneed=1,memprofilerate=65536")]
    [TestCase("madvdontneed=1,memprofilerate=1", "madvdontneed=1,memprofilerate=1")]
    [TestCase("memprofilerate=524288", "memprofilerate=524288")]
    public void A_rate_is_added_where_none_is_said(string? given, string set) => FineProfiles.With(given).ShouldBe(set);
}
