namespace WesMemGuard.Node.Services.Go;

/// <summary>
/// Any Go service: the page that its Prometheus client or OpenTelemetry exports, else expvar, else the end of its
/// heap in text. Nothing of WES is asked.
/// </summary>
internal static class GoServiceProfile
{
    /// <summary>Its name.</summary>
    public const string Name = "go";

    /// <summary>Pages are all that is heard: they are asked often enough to see each collection of a service that is not busy.</summary>
    private static readonly TimeSpan PageEvery = TimeSpan.FromSeconds(5);

    /// <summary>The profile of a service with a page.</summary>
    public static ServiceProfile Profile { get; } = Of(NodePaths.Metrics);

    /// <summary>The profile of a service whose figures stand at this path.</summary>
    public static ServiceProfile Of(string path) =>
        new(Name, new NodeRequest("GET", path), []) { HasPprofBeside = true, MetricsInterval = PageEvery };

    /// <summary>The same, where the figures don't count goroutines and their profile does.</summary>
    public static ServiceProfile Counting(string path) => Of(path) with { BeforePage = new NodeRequest("GET", NodePaths.GoroutineText) };
}
