using System.Globalization;
using WesMemGuard.Harness.Live.Engines;
using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Node.Processes;
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
            throw new BadInputException(scenario.File,
                "\"liveHeapInterval\" forces collections through the diagnostics port, and none is named: "
                    + "\"diagnosticsUrl\" beside \"url\"");
        foreach (var phase in scenario.AllPhases)
        {
            if (WhyNoEngine(phase, options.ScenarioFolder) is { } missing)
                throw new BadInputException(
                    [new FileProblem(scenario.File, phase.Line, phase.Column, $"phase \"{phase.Name}\": {missing}")]);
            if (WhyNot(phase, running is null, running?.Http) is { } why)
                throw new BadInputException([new FileProblem(scenario.File, phase.Line, phase.Column, $"phase \"{phase.Name}\": {why}")]);
        }

        return scenario.AllPhases.DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => KeyRing.Of(p, scenario.File, options));
    }

    private static string? WhyNoEngine(ScenarioPhase phase, string folder)
    {
        if (phase is not { Engine: { } engine, Script: { } script })
            return null;
        var kind = EngineKinds.Of(engine);
        if (EngineKinds.Find(kind) is null)
            return $"{kind.Program} is not in PATH; get it by {kind.Install}";
        return File.Exists(Path.Combine(folder, script)) ? null : $"the script {script} is not there";
    }

    private static string? WhyNot(ScenarioPhase phase, bool isStarted, Uri? http)
    {
        if (phase.KindRow.Act == PhaseAct.Process && !isStarted)
            return $"{phase.KindName} is done only to a node that the scenario starts (\"start\"), never to one that runs already";
        if (phase.Kind == PhaseKind.Pause && !NodeProcess.CanPause)
            return "a process can be made to stand still (SIGSTOP) on Linux and macOS only";
        var rate = phase.KindRow.Act == PhaseAct.Requests ? phase.MostRate : 0;
        if (phase.Kind != PhaseKind.ClientAddresses && http is not null && !LoadSenders.CanSpread(http) && rate > LoadSenders.MostShared)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{rate:0.###} requests a second are too many: the node admits 100 for each client address, this "
                    + $"machine has one address towards {http.Host}, and the poller needs some: at most {LoadSenders.MostShared}");
        return null;
    }
}
