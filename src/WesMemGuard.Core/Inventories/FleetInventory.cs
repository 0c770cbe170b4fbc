namespace WesMemGuard.Inventories;

/// <summary>The nodes of a fleet as somebody wrote them down: <c>fleet.json</c>.</summary>
/// <param name="File">The file's name as it was given to the reader.</param>
/// <param name="Nodes">At least one; no two have one name.</param>
internal sealed record FleetInventory(string File, IReadOnlyList<InventoryNode> Nodes);

/// <summary>A node of an inventory.</summary>
/// <param name="Name">What reports and alerts call it.</param>
/// <param name="Url">Its page of metrics: <c>http://10.0.0.7:28680/metrics</c>.</param>
/// <param name="Labels">What it shares with others: region, version.</param>
/// <param name="Access">
/// The name in the environment's variables that say how it is entered (<c>WESMEMGUARD_FLEET_NAME_TOKEN</c>); null: it stands open.
/// </param>
internal sealed record InventoryNode(string Name, Uri Url, IReadOnlyDictionary<string, string> Labels, string? Access)
{
    /// <summary>Where it answers, as Prometheus writes an instance: <c>10.0.0.7:28680</c>.</summary>
    public string Instance => Url.Authority;
}
