using System.Text;
using WesMemGuard.Node.Answers;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Tests.Answers;

internal sealed class MetricsPageTests
{
    [Test]
    public void Figures_are_read_with_exponents_time_stamps_and_carriage_returns_and_labelled_lines_are_let_by()
    {
        var sample = Read("""
            # HELP go_goroutines Number of goroutines that currently exist.
            go_goroutines{instance="other"} 7
            go_goroutines 123
            go_gc_duration_seconds{quantile="0.5"} NaN
            go_gc_duration_seconds_count 6
            go_gc_gomemlimit_bytes 9.223372036854776e+18
            go_memstats_next_gc_bytes 1.795363952e+09 1795363951400
            go_memstats_heap_alloc_bytes	1024
            go_memstats_mallocs_total +Inf
            process_start_time_seconds 1.7953639514e+09
            wes_sync_status{status="synced"} 1

            """.Replace("1024", "1024\r", StringComparison.Ordinal));
        sample.ShouldBe(new MetricsSample
        {
            Goroutines = 123,
            GcCount = 6,
            MemoryLimit = 9.223372036854776e18,
            NextGc = 1795363952,
            HeapAlloc = 1024,
            StartTimeSeconds = 1795363951.4,
        });
    }

    [TestCase("go_goroutines NaN\n", "go_goroutines: found NaN, a number >= 0 is needed")]
    [TestCase("go_goroutines +Inf\n", "go_goroutines: found +Inf, a number >= 0 is needed")]
    [TestCase("go_goroutines -1\n", "go_goroutines: found -1, a number >= 0 is needed")]
    [TestCase("go_goroutines 0x10\n", "go_goroutines: found 0x10, a number >= 0 is needed")]
    [TestCase("go_goroutines \n", "go_goroutines: found , a number >= 0 is needed")]
    [TestCase("go_goroutines 1\ngo_goroutines 1\n", "go_goroutines: found twice, one figure is needed")]
    [TestCase("go_goroutines 1\ngo_threads 12", "the page ends within a line")]
    public void A_wrong_figure_is_named(string page, string detail) =>
        Should.Throw<MissException>(() => Read(page)).Miss.ShouldBe(new Miss(MissKind.Unreadable, detail));

    [Test]
    public void A_figure_with_labels_is_read_unless_it_stands_without_them_too()
    {
        Read("go_goroutines{pod=\"a\"} 1\n").Goroutines.ShouldBe(1);
        Read("go_goroutines{pod=\"a\"} 1\ngo_goroutines 2\n").Goroutines.ShouldBe(2);
        Should.Throw<MissException>(() =>
            Read("go_goroutines{pod=\"a\"} 1\ngo_goroutines{pod=\"b\"} 2\n")).Miss.Detail.ShouldContain("found twice");
    }

    [TestCase("go_goroutines{a=\"}\"} 5 # {trace=\"x\"} 9\n", 5)]
    [TestCase("go_goroutines 5 # {trace=\"x\"} 9 1700000000\n", 5)]
    [TestCase("go_goroutines{a=\"\\\"}\"} 5 1795363951.4\n# EOF\n", 5)]
    [TestCase("{\"go.goroutine.count\"} 5\n", 5)]
    [TestCase("{\"go_goroutines\",pod=\"a\"} 5\n", 5)]
    [TestCase("{\"go.goroutine.count\",a=\"b\"} 9\ngo_goroutine_count 5\n", 5)]
    public void Exemplars_braces_in_values_and_names_in_quotes_don_t_mislead(string page, double goroutines) =>
        Read(page).Goroutines.ShouldBe(goroutines);

    [Test]
    public void OpenTelemetry_without_units_is_read_like_with_them()
    {
        var sample = Read("""
            {"go.memory.gc.goal",otel_scope_name="x"} 4194304
            {"go.config.gogc",otel_scope_name="x"} 100
            {"go.memory.used","go.memory.type"="stack",otel_scope_name="x"} 65536
            {"go.memory.used","go.memory.type"="other",otel_scope_name="x"} 1000000

            """);

        sample.ShouldBe(new MetricsSample { NextGc = 4194304, GoGcPercent = 100, StackInuse = 65536, MemoryLimit = long.MaxValue });
    }

    [Test]
    public void Rounds_of_mining_are_added_up_and_what_is_no_age_of_a_tip_is_let_by()
    {
        var page = Read("""
            go_goroutines 1
            weisyn_mining_quorum_check_total{node_id="12D3",result="allowed"} 26
            weisyn_mining_quorum_check_total{node_id="12D3",result="blocked"} 4
            weisyn_mining_quorum_tip_age_seconds{node_id="12D3"} -3.5

            """);
        (page.MiningRounds, page.TipAgeSeconds).ShouldBe((30, null));
    }

    [Test]
    public void OpenTelemetry_says_the_same_by_other_names()
    {
        var page = Read("""
            go_config_gogc_percent{otel_scope_name="a}b"} 50
            go_memory_gc_goal_bytes{otel_scope_name="a"} 9e+06
            go_memory_used_bytes{go_memory_type="other",otel_scope_name="a"} 5
            go_memory_used_bytes{go_memory_type="stack",otel_scope_name="a"} 360448
            go_goroutine_count{otel_scope_name="a"} 15

            """);

        (page.GoGcPercent, page.NextGc, page.StackInuse, page.Goroutines).ShouldBe((50, 9e6, 360448, 15));
        page.MemoryLimit!.Value.ShouldBeGreaterThan(1e15, "a limit is told where there is one");
    }

    [TestCase("", "a page without any go_ figure: ")]
    [TestCase("p2p_peers_total 0\n", "a page without any go_ figure: p2p_peers_total 0")]
    [TestCase("go_goroutines", "a page without any go_ figure: go_goroutines")]
    public void A_page_of_something_else_is_unexpected(string page, string detail) =>
        Should.Throw<MissException>(() => Read(page)).Miss.ShouldBe(new Miss(MissKind.Unexpected, detail));

    private static MetricsSample Read(string page) =>
        MetricsPage.Read(Encoding.UTF8.GetBytes(page.ReplaceLineEndings("\n").Replace("1024\n", "1024\r\n", StringComparison.Ordinal)));
}
