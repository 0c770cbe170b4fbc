using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Inventories;

namespace WesMemGuard.Harness.Periods;

/// <summary>How a fleet is watched for days.</summary>
/// <param name="Inventory">Its nodes.</param>
/// <param name="Budget">What each must keep.</param>
/// <param name="BudgetPath">How messages call the budget.</param>
/// <param name="Every">How long a period is: at its end the fleet is judged.</param>
/// <param name="Out">The folder that takes a folder a day, absolute.</param>
internal sealed record FleetPlan(FleetInventory Inventory, MemoryBudget Budget, string BudgetPath, TimeSpan Every, string Out)
{
    /// <summary>Each node is asked once in so long.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>So long back the judge looks.</summary>
    public TimeSpan Last { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How many days of periods are kept, today's included; null: all.</summary>
    public int? KeepDays { get; init; }

    /// <summary>How many bytes of periods are kept, the last one whatever it takes; null: any.</summary>
    public long? KeepBytes { get; init; }

    /// <summary>How many periods; null: until it is ended.</summary>
    public int? Periods { get; init; }

    /// <summary>The environment, which says how nodes are entered.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The pages' own names by ours.</summary>
    public IReadOnlyDictionary<string, string> Mapped { get; init; } = new Dictionary<string, string>();
}

/// <summary>A period of a fleet that ended.</summary>
/// <param name="Folder">Where its series lie.</param>
/// <param name="Verdict">What the judge says of the fleet.</param>
/// <param name="Answered">How many nodes answered at the end.</param>
internal sealed record WatchedFleet(string Folder, FleetVerdict Verdict, int Answered);
