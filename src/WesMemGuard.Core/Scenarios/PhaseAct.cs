namespace WesMemGuard.Scenarios;

/// <summary>The way in which a phase acts on the node.</summary>
internal enum PhaseAct
{
    /// <summary>It only lets time pass.</summary>
    Nothing,

    /// <summary>It asks once for a state that lasts: mining on, mining off, coins spread.</summary>
    Switch,

    /// <summary>It does something to the process, which the scenario must have started.</summary>
    Process,

    /// <summary>It opens connections and holds them; its load is their number.</summary>
    Connections,

    /// <summary>It sends requests at a rate.</summary>
    Requests,
}
