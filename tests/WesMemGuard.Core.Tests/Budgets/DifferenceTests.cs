using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Input;

namespace WesMemGuard.Core.Tests.Budgets;

/// <summary>What a budget lets two builds differ by.</summary>
internal sealed class DifferenceTests
{
    [TestCase("""{ "of": "process", "metric": "liveHeap", "difference": "2 MiB", "growthPerHour": "4 MiB" }""", 2 * 1024 * 1024.0)]
    [TestCase("""{ "of": "process", "metric": "goroutines", "difference": 5, "peak": 200 }""", 5.0)]
    [TestCase("""{ "of": "process", "metric": "goroutines", "peak": 200 }""", null)]
    public void It_is_an_amount_of_the_metric(string limit, double? difference) => Read(limit).Limits[0].Difference.ShouldBe(difference);

    [TestCase("""{ "of": "process", "metric": "liveHeap", "difference": 2, "growthPerHour": "4 MiB" }""", "difference")]
    [TestCase("""
        { "of": "process", "metric": "liveHeap", "difference": "2 MiB", "phase": "r*", "growthPer": { "unit": "cycle", "max": "1 KiB" } }
        """, "growthPer cycle is not one of them")]
    [TestCase("""{ "of": "ispc", "metric": "measuredBytes", "difference": "2 MiB", "peak": "4 MiB" }""",
        "measuredBytes is not one of them")]
    public void Elsewhere_it_is_refused_with_its_place(string limit, string said)
    {
        var error = Should.Throw<BadInputException>(() => Read(limit));

        error.Message.ShouldContain(said);
        error.Message.ShouldMatch("^budget.json:[12]:");
    }

    private static MemoryBudget Read(string limit) =>
        BudgetFile.Read(Encoding.UTF8.GetBytes("{ \"limits\": [ " + limit + " ] }"), "budget.json");
}
