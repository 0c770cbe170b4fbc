using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Rules;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Fleets.Tests.Rules;

/// <summary>What rules a budget makes; that Prometheus takes them and alerts by them is tested with promtool (Tools.Tests).</summary>
internal sealed class BudgetRulesTests
{
    [Test]
    public void A_slope_is_of_one_process_after_its_warm_up_and_without_gaps()
    {
        var rules = Of("""{ "of": "process", "metric": "goroutines", "growthPerHour": 10 }""", "up{job=\"wes\"}");

        rules.In(Language.English).ShouldContain("""
              - name: wesmemguard-figures
                interval: 1m
                rules:
                  - record: wesmemguard:goroutines:growth_per_hour
                    expr: |-
                      deriv(go_goroutines{job="wes"}[6h]) * 3600
                      unless (time() - process_start_time_seconds{job="wes"} < 21900)
                      unless (count_over_time(go_goroutines{job="wes"}[6h:1m]) < 342)
              - name: wesmemguard-limits
                interval: 1m
                rules:
                  - alert: WesMemGuardLimitBroken
                    expr: |-
                      wesmemguard:goroutines:growth_per_hour > 10
                    for: 15m
                    labels:
                      severity: "critical"
                      metric: "goroutines"
                      limit: "growthPerHour"
            """.ReplaceLineEndings("\n"));
    }

    [TestCase("liveHeap", "peak", "max_over_time((go_gc_heap_live_bytes or "
        + "go_memstats_next_gc_bytes / (1 + (go_gc_gogc_percent > 0) / 100) or go_memstats_next_gc_bytes / 2)[5m:1m])")]
    [TestCase("rss", "peak", "max_over_time(process_resident_memory_bytes[5m])")]
    [TestCase("idleHeap", "peak", "max_over_time((go_memstats_heap_idle_bytes - go_memstats_heap_released_bytes)[5m:1m])")]
    [TestCase("rss", "growthPerHour", "deriv(min_over_time(process_resident_memory_bytes[10m])[6h:10m]) * 3600")]
    public void A_figure_is_what_pages_export_or_the_formula_of_the_table(string metric, string rule, string expression) =>
        Of($$"""{ "of": "process", "metric": "{{metric}}", "{{rule}}": "4 MiB" }""", "up").In(Language.English)
            .ShouldContain($"          {expression}\n");

    [TestCase("""{ "of": "mempool.txpool", "metric": "objects", "peak": 5 }""", "rule.notOfProcess")]
    [TestCase("""{ "of": "process", "metric": "rss", "phase": "load", "peak": "1 GiB" }""", "rule.ofPhases")]
    [TestCase("""{ "of": "process", "metric": "rss", "growth": { "from": "warm", "to": "load", "max": "1 MiB" } }""", "rule.ofPhases")]
    [TestCase("""{ "of": "process", "metric": "rssAnon", "peak": "1 GiB" }""", "rule.noFigure")]
    [TestCase("""{ "of": "process", "metric": "native", "peak": "1 GiB" }""", "rule.noFigure")]
    public void A_limit_that_Prometheus_can_not_watch_is_said_with_its_reason(string limit, string why)
    {
        var rules = Of($$"""{{limit}}, { "of": "process", "metric": "rss", "peak": "1 GiB" }""", "up");

        rules.Mirrored.ShouldHaveSingleItem();
        ((ReasonValue.Nested)rules.LeftOut.ShouldHaveSingleItem()["why"]!).Value.Id.ShouldBe(why);
        rules.In(Language.English).ShouldContain("# no rule for ");
    }

    [Test]
    public void A_cache_that_fills_is_not_called_a_leak_before_it_is_full() =>
        Of("""{ "of": "process", "metric": "goroutines", "growthPerHour": 10, "saturatesBy": "20 h" }""", "up").In(Language.English)
            .ShouldContain("process_start_time_seconds < 72000");

    [Test]
    public void What_is_no_selector_has_no_matchers_to_take() =>
        Should.Throw<BadInputException>(() => Of("""{ "of": "process", "metric": "rss", "peak": "1 GiB" }""", "count by (job) (up)"))
            .Message.ShouldStartWith("--select: \"count by (job) (up)\" is no selector like up{job=\"wes\"}");

    [Test]
    public void A_slope_over_less_than_half_an_hour_is_none() =>
        Should.Throw<BadInputException>(() => new BudgetRules(Budget("""{ "of": "process", "metric": "rss", "peak": "1 GiB" }""", "b.json"),
            new RuleAsk("up") { Over = TimeSpan.FromMinutes(29) })).Message.ShouldStartWith("--over: needs at least 30 min");

    [Test]
    public void A_selector_over_lines_and_a_budget_with_quotes_stay_one_value_each()
    {
        var text = new BudgetRules(Budget("""{ "of": "process", "metric": "rss", "peak": "1 GiB" }""", "a \"b\"\n: c.json"),
            new RuleAsk("up{job=\"wes\",\n  zone=\"a\"}")).In(Language.Chinese);

        text.ShouldContain("{job=\"wes\", zone=\"a\"}[5m]");
        text.Split('\n').ShouldAllBe(l => l.Length == 0 || l.StartsWith('#') || l.StartsWith(' ') || l == "groups:");
        text.ShouldContain("没有应答");
    }

    private static BudgetRules Of(string limits, string select) => new(Budget(limits, "budget.json"), new RuleAsk(select));

    private static MemoryBudget Budget(string limits, string file) =>
        BudgetFile.Read(Encoding.UTF8.GetBytes($$"""{ "limits": [ {{limits}} ] }"""), file);
}
