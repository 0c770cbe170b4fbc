using WesMemGuard.Budgets;

namespace WesMemGuard.Scenarios;

/// <summary>The one table of kinds of phases: reader, gates, work done, harness and reports ask it.</summary>
internal static class PhaseKinds
{
    /// <summary>A kind that a recording names and no scenario can: its requests that succeeded are its work.</summary>
    internal static readonly PhaseKindRow Unknown = new(null, "", PhaseAct.Requests) { Units = [WorkUnit.Request] };

    private static readonly IReadOnlyList<WorkUnit> Read = [WorkUnit.Read, WorkUnit.Request];
    private static readonly IReadOnlyList<WorkUnit> Request = [WorkUnit.Request];

    private static readonly string[] Paced = ["rateTo", "stages", "arrivals", "inFlight", "timeout"];

    /// <summary>In the order in which messages list them.</summary>
    internal static readonly IReadOnlyList<PhaseKindRow> All =
    [
        new(PhaseKind.Idle, "idle", PhaseAct.Nothing),
        new(PhaseKind.MineOn, "mine-on", PhaseAct.Switch) { May = ["miner"] },
        new(PhaseKind.MineOff, "mine-off", PhaseAct.Switch),
        new(PhaseKind.Fund, "fund", PhaseAct.Switch) { May = ["addresses", "amount", "keys"] },
        new(PhaseKind.Transfers, "transfers", PhaseAct.Requests)
        {
            Units = [WorkUnit.Transfer, WorkUnit.Request], SpeaksRpc = true, Needs = ["rate"],
                May = [.. Paced, "addresses", "amount", "keys"],
        },
        new(PhaseKind.Deploys, "deploys", PhaseAct.Requests)
        {
            Units = [WorkUnit.Deploy, WorkUnit.Request], SpeaksRpc = true, Needs = ["rate"], May = [.. Paced, "textSize", "keys"],
        },
        new(PhaseKind.Reads, "reads", PhaseAct.Requests)
        {
            Units = Read, SpeaksRpc = true, ErrorsAreWork = true, Needs = ["rate"], May = [.. Paced, "method", "params", "targets"],
        },
        new(PhaseKind.WebSockets, "ws", PhaseAct.Connections)
        {
            Units = [WorkUnit.Connection], Needs = ["connections"], May = ["subscriptionsPerConnection", "rate", "timeout"],
        },
        new(PhaseKind.ClientAddresses, "ips", PhaseAct.Requests)
        {
            Units = Request, SpeaksRpc = true, ErrorsAreWork = true, Needs = ["rate"], May = [.. Paced, "addresses"],
        },
        new(PhaseKind.Stats, "stats", PhaseAct.Requests) { Units = Read, SpeaksRpc = true, ErrorsAreWork = true,
            Needs = ["rate"], May = Paced },
        new(PhaseKind.Rpc, "rpc", PhaseAct.Requests)
        {
            Units = Request, SpeaksRpc = true, ErrorsAreWork = true, Needs = ["rate", "method"],
                May = [.. Paced, "params", "keys", "targets"],
        },
        new(PhaseKind.Rest, "rest", PhaseAct.Requests) { Units = Request, Needs = ["rate", "path"], May = [.. Paced, "targets"] },
        new(PhaseKind.Sync, "sync", PhaseAct.Nothing),
        new(PhaseKind.Custom, "custom", PhaseAct.Requests) { Units = Request, Needs = ["rate", "path"],
            May = [.. Paced, "httpMethod", "body", "targets"] },
        new(PhaseKind.Together, "together", PhaseAct.Nothing) { Needs = ["together"] },
        new(PhaseKind.Engine, "engine", PhaseAct.Requests) { Units = Request, Needs = ["engine", "script"] },
        new(PhaseKind.Restart, "restart", PhaseAct.Process),
        new(PhaseKind.Kill, "kill", PhaseAct.Process),
        new(PhaseKind.Pause, "pause", PhaseAct.Process),
    ];

    /// <summary>Names and kinds, for the reader.</summary>
    internal static readonly IReadOnlyList<(string Name, PhaseKind Value)> Names = [.. All.Select(row => (row.Name, row.Kind!.Value))];

    /// <summary>The row of a kind.</summary>
    internal static PhaseKindRow Of(PhaseKind kind) => All.First(row => row.Kind == kind);

    /// <summary>The row of a kind by its name; <see cref="Unknown"/> where no scenario knows it.</summary>
    internal static PhaseKindRow Of(string name) =>
        All.FirstOrDefault(row => string.Equals(row.Name, name, StringComparison.Ordinal)) ?? Unknown;
}
