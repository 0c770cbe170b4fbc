using System.Text;
using WesMemGuard.Files;

namespace WesMemGuard.Core.Tests.Files;

internal sealed class BudgetFileTests
{
    private const string Example = """
        { "warmUp": "5 min",
          "limits": [
            { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" },
            { "of": "process", "metric": "liveHeap", "phase": "transfers", "growthPer": { "unit": "transfer", "max": "1 KiB" } },
            { "of": "process", "metric": "rss", "peak": "2 GiB" },
            { "of": "process", "metric": "goroutines", "growthPerHour": 60 },
            { "of": "process", "metric": "liveHeap", "growth": { "from": "warm", "to": "settle", "max": "8 MiB" } },
            { "of": "mempool.txpool", "metric": "objects", "returnsTo": { "from": "warm", "after": "settle", "tolerance": 10 } },
            { "of": "block", "metric": "bytes", "peak": "8 MiB", "phase": "load" } ] }
        """;

    [Test]
    public void The_example_budget_reads_whole()
    {
        var budget = Read(Example);

        budget.File.ShouldBe("budget.json");
        budget.WarmUp.ShouldBe(TimeSpan.FromMinutes(5));
        budget.Limits.Select(limit => $"{limit.Line}:{limit.Column} {limit.Of} {limit.Metric.Name()} {limit.Phase ?? "-"} {limit.Text}").ShouldBe([
            "3:46 process liveHeap - growthPerHour <= 4.0 MiB",
            "4:68 process liveHeap transfers growthPer transfer <= 1.0 KiB",
            "5:41 process rss - peak <= 2048.0 MiB",
            "6:48 process goroutines - growthPerHour <= 60",
            "7:46 process liveHeap - growth from warm to settle <= 8.0 MiB",
            "8:52 mempool.txpool objects - returnsTo warm after settle within 10",
            "9:41 block bytes load peak <= 8.0 MiB",
        ]);
        budget.Limits.Select(limit => limit.Rule).ShouldBe([
            new GrowthPerHour(4 * ByteSize.MiB), new GrowthPer(WorkUnit.Transfer, 1024), new Peak(2048 * ByteSize.MiB), new GrowthPerHour(60),
            new WesMemGuard.Files.Growth("warm", "settle", 8 * ByteSize.MiB), new ReturnsTo("warm", "settle", 10), new Peak(8 * ByteSize.MiB),
        ]);
        budget.PhaseNames.Select(phase => phase.ToString()).ShouldBe([
            "PhaseReference { Name = transfers, Line = 4, Column = 55, IsPattern = False }",
            "PhaseReference { Name = warm, Line = 7, Column = 66, IsPattern = False }",
            "PhaseReference { Name = settle, Line = 7, Column = 80, IsPattern = False }",
            "PhaseReference { Name = warm, Line = 8, Column = 75, IsPattern = False }",
            "PhaseReference { Name = settle, Line = 8, Column = 92, IsPattern = False }",
            "PhaseReference { Name = load, Line = 9, Column = 67, IsPattern = False }",
        ]);
    }

    private static MemoryBudget Read(string json) => BudgetFile.Read(Encoding.UTF8.GetBytes(json), "budget.json");
}
