namespace WesMemGuard.Analyzers.Operations;

/// <summary>Methods whose very mention counts as a release.</summary>
internal static class ReleaseNames
{
    private static readonly HashSet<string> Exact = new(StringComparer.Ordinal)
    {
        "Close", "CloseAsync", "Shutdown", "ShutdownAsync", "Unregister", "Stop", "StopAsync", "Abort", "Release", "Free",
            "RegisterForDispose", "RegisterForDisposeAsync", "DisposeWith", "AddTo",
    };

    public static bool Contains(string method) =>
        Exact.Contains(method) || method.IndexOf("Dispose", StringComparison.Ordinal) >= 0
            || method.IndexOf("Close", StringComparison.Ordinal) >= 0;
}
