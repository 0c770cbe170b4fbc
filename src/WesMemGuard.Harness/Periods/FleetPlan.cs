using WesMemGuard.Fleets.Judging;
using WesMemGuard.Inventories;

namespace WesMemGuard.Harness.Periods;

/// <summary>How a fleet is watched for days.</summary>
internal sealed record FleetPlan : WatchPlan
{
    /// <summary>A plan for many nodes.</summary>
    public FleetPlan(FleetInventory inventory, WatchPlan plan)
        : base(plan) => Inventory = inventory;

    /// <summary>Its nodes.</summary>
    public FleetInventory Inventory { get; }

    /// <summary>Each node is asked once in so long.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>So long back the judge looks.</summary>
    public TimeSpan Last { get; init; } = TimeSpan.FromHours(24);

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
