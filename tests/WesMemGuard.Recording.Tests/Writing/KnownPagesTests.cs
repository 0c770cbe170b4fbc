using WesMemGuard.Recording.Known;

namespace WesMemGuard.Recording.Tests.Writing;

/// <summary>What is kept of a Go service's pages: names, figures and labels that are known.</summary>
internal sealed class KnownPagesTests
{
    [Test]
    public void The_figures_of_OpenTelemetry_keep_the_label_that_tells_stacks_from_the_heap() =>
        KnownPages.Prometheus("go_memory_used_bytes{go_memory_type=\"stack\"} 5\n").ShouldContain("go_memory_type=\"stack\"");

    [TestCase("go_goroutines 5\n", true)]
    [TestCase("# HELP\nprocess_runtime_go_goroutines 5\n", true)]
    [TestCase("node_cpu 5\n", false)]
    public void A_page_is_of_Go_under_any_of_its_names(string page, bool isOfGo) =>
        KnownPages.IsOfGo(page).ShouldBe(isOfGo);
}
