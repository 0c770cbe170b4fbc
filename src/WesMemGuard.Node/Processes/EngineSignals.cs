namespace WesMemGuard.Node.Processes;

/// <summary>Ends a load generator as its user would at a terminal, so that it writes its report.</summary>
internal static class EngineSignals
{
    /// <summary>SIGINT, where there is such a thing; whether it was sent.</summary>
    /// <param name="pid">The process, which this one started.</param>
    public static bool Interrupt(int pid) => Signals.Interrupt(pid);
}
