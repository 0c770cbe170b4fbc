using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Access;
using WesMemGuard.Node.Services;
using WesMemGuard.Node.Services.Go;
using WesMemGuard.Node.Services.Wes;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live;

/// <summary>Finds out what kind of service a scenario drives, before anything of the run is written.</summary>
internal static class LiveService
{
    /// <summary>
    /// The scenario and the options as they fit what answers: its profile, and pages as often as they are needed
    /// where nobody says how often.
    /// </summary>
    public static async Task<(Scenario Scenario, LiveOptions Options)> FitAsync(Scenario scenario, LiveOptions options,
        LiveClock clock, CancellationToken ct)
    {
        scenario = scenario with
        {
            LiveHeapInterval = options.Gc ?? scenario.LiveHeapInterval,
            MetricsInterval = options.MetricsInterval ?? scenario.MetricsInterval,
            SaysMetricsInterval = options.MetricsInterval is not null || scenario.SaysMetricsInterval,
            Profile = options.ProfileName ?? scenario.Profile,
        };
        options = options with { Access = AccessOf(scenario, options) };
        if (options.Service is not null)
            return (scenario, options);
        if (LiveTarget.Of(scenario, options) is not { } address)
            return (scenario.Profile == GoServiceProfile.Name ? Paced(scenario, GoServiceProfile.Profile) : scenario, options);
        var service = await OfAsync(address, options, scenario.Profile, clock, ct).ConfigureAwait(false);
        return (Paced(scenario, service), options with { Service = service });
    }

    /// <summary>
    /// As the command line says it, else as the scenario does. A credential goes to the address that the scenario names it for, and to no
    /// other that was given in its place.
    /// </summary>
    private static ServiceAccess AccessOf(Scenario scenario, LiveOptions options)
    {
        if (options.Access != ServiceAccess.Usual || scenario.Node?.Access is not { } declared)
            return options.Access;
        if (options.Url is { } other && (scenario.Node as RunningNode)?.Url is var own
            && (own is null || new Uri(own).Authority != other.Authority))
            declared = declared with { Bearer = null, Basic = null };
        return new AccessReader(options.ScenarioFolder, options.Environment, options.Scrubber)
            .Read(declared, name => $"{scenario.File}: \"{name}\"");
    }

    private static Scenario Paced(Scenario scenario, ServiceProfile service) =>
        scenario.SaysMetricsInterval ? scenario : scenario with { MetricsInterval = service.MetricsInterval };

    /// <summary>The profile of a service that runs.</summary>
    internal static async Task<ServiceProfile> OfAsync(NodeAddress address, LiveOptions options, string? name, LiveClock clock,
        CancellationToken ct)
    {
        if (name == WesProfile.Name)
            return WesProfile.Profile;
        using var client = new NodeClient(address, clock.Time, options.Sampling with { Witness = null });
        return (await ServiceProbe.FindAsync(client, name, ct).ConfigureAwait(false)).Profile;
    }
}
