using System.Net;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Targets;

/// <summary>Which node a scenario may drive: one on this machine, or one on a host that was allowed by name.</summary>
internal static class LiveTarget
{
    /// <summary>The address of a running node; null when the scenario starts one.</summary>
    /// <exception cref="BadInputException">The host is not this machine and was not allowed.</exception>
    public static NodeAddress? Of(Scenario scenario, LiveOptions options)
    {
        var (http, diagnostics) = (options.Url, options.DiagnosticsUrl);
        if (http is null && scenario.Node is RunningNode running)
            (http, diagnostics) = (new Uri(running.Url), running.DiagnosticsUrl is { } url ? new Uri(url) : null);
        if (http is null)
            return null;
        Refuse(http, scenario, options);
        if (diagnostics is not null)
            Refuse(diagnostics, scenario, options);
        return new NodeAddress(http, diagnostics ?? http);
    }

    /// <summary>Whether a diagnostics port was named, or the service serves pprof where it answers.</summary>
    public static bool HasDiagnostics(Scenario scenario, LiveOptions options) =>
        options.Service is { HasPprofBeside: true }
            || (options.Url is null ? scenario.Node is RunningNode { DiagnosticsUrl: not null } : options.DiagnosticsUrl is not null);

    /// <summary>Whether an address is this machine's own.</summary>
    public static bool IsLoopback(Uri address) =>
        string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.IdnHost, out var ip) && Connections.IsThisMachine(ip));

    private static void Refuse(Uri address, Scenario scenario, LiveOptions options)
    {
        if (!IsLoopback(address) && !options.AllowRemote.Contains(address.Host, StringComparer.OrdinalIgnoreCase))
            throw new BadInputException(scenario.File, TargetReasons.Remote(address.Host));
    }
}
