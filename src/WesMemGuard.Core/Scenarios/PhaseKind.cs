namespace WesMemGuard.Scenarios;

/// <summary>What is done to the node in a phase.</summary>
internal enum PhaseKind
{
    /// <summary>Nothing.</summary>
    Idle,

    /// <summary>Mining is switched on.</summary>
    MineOn,

    /// <summary>Mining is switched off.</summary>
    MineOff,

    /// <summary>Transfers over many addresses.</summary>
    Transfers,

    /// <summary>Contract deployments.</summary>
    Deploys,

    /// <summary>JSON-RPC reads, of blocks if no method is named.</summary>
    Reads,

    /// <summary>WebSocket connections held, with subscriptions.</summary>
    WebSockets,

    /// <summary>Requests from many client addresses.</summary>
    ClientAddresses,

    /// <summary>Calls of the node's heavy network statistics.</summary>
    Stats,

    /// <summary>Calls of one JSON-RPC method.</summary>
    Rpc,

    /// <summary>REST reads of one path.</summary>
    Rest,

    /// <summary>The node follows another one's chain.</summary>
    Sync,

    /// <summary>HTTP requests as declared.</summary>
    Custom,

    /// <summary>Several things at the same time.</summary>
    Together,

    /// <summary>A load generator drives the load.</summary>
    Engine,

    /// <summary>The coins that were mined are spread over the addresses that transfers are sent from.</summary>
    Fund,

    /// <summary>The node is stopped and started again.</summary>
    Restart,

    /// <summary>The node is killed and started again.</summary>
    Kill,

    /// <summary>The node stands still (SIGSTOP).</summary>
    Pause,
}
