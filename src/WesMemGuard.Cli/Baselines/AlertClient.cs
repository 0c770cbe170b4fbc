namespace WesMemGuard.Cli.Baselines;

/// <summary>The process's one client for alerts. A name is looked up anew now and then, for a watch lasts for days.</summary>
internal static class AlertClient
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static readonly HttpClient Shared = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Patience };
}
