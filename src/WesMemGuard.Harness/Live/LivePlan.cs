using WesMemGuard.Harness.Live.Engines;
using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Node.Processes;
using WesMemGuard.Reasons;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live;

/// <summary>Refuses before anything is started what could not be done later.</summary>
internal static class LivePlan
{
    /// <summary>The senders of every phase, by its name.</summary>
    /// <exception cref="BadInputException">A host isn't allowed, keys are missing, or a phase can't be done to this
    /// node or on this system.</exception>
    public static IReadOnlyDictionary<string, KeyRing> Check(Scenario scenario, LiveOptions options)
    {
        var running = LiveTarget.Of(scenario, options);
        if (scenario.LiveHeapInterval is not null && running is not null && !LiveTarget.HasDiagnostics(scenario, options)
            && !LiveTarget.IsLoopback(running.Http))
            throw new BadInputException(scenario.File, PlanReasons.NoDiagnosticsNamed());
        foreach (var phase in scenario.AllPhases)
        {
            if ((WhyNoEngine(phase, options) ?? WhyNot(phase, running is null, running?.Http)) is { } why)
                throw new BadInputException(
                    [new FileProblem(scenario.File, phase.Line, phase.Column, ScenarioReasons.OfPhase(phase.Name, why))]);
        }

        return scenario.AllPhases.DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => KeyRing.Of(p, scenario.File, options));
    }

    private static Reason? WhyNoEngine(ScenarioPhase phase, LiveOptions options)
    {
        if (phase is not { Engine: { } engine, Script: { } script })
            return null;
        var path = Path.Combine(options.ScenarioFolder, script);
        if (!File.Exists(path))
            return EngineReasons.NoScript(script);
        if (EngineScript.Elsewhere(engine, path, script, options.AllowRemote) is { } found)
            return EngineReasons.NamesElsewhere(script, found.Host, found.Line);
        var kind = EngineKinds.Of(engine);
        return EngineKinds.Find(kind) is null ? EngineReasons.NotInPath(kind.Program, kind.Install) : null;
    }

    private static Reason? WhyNot(ScenarioPhase phase, bool isStarted, Uri? http)
    {
        if (phase.KindRow.Act == PhaseAct.Process && !isStarted)
            return PlanReasons.OnlyStarted(phase.KindName);
        if (phase.Kind == PhaseKind.Pause && !NodeProcess.CanPause)
            return PlanReasons.NoPause();
        var rate = phase.KindRow.Act == PhaseAct.Requests ? phase.MostRate : 0;
        if (phase.Kind != PhaseKind.ClientAddresses && http is not null && !LoadSenders.CanSpread(http) && rate > LoadSenders.MostShared)
            return PlanReasons.TooFast(rate, http.Host, LoadSenders.MostShared);
        return null;
    }
}
