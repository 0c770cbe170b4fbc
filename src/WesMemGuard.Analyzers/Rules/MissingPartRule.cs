using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.GuardFiles;
using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Scenarios;
using WesMemGuard.Texts;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG8004: a recording, budget or phase that a file names and that isn't there.</summary>
internal sealed class MissingPartRule : FileRule
{
    public const string Id = "WMG8004";

    private static readonly DiagnosticDescriptor Rule = Describe(Id);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(GuardFile file, GuardFileSet files, FileReport report)
    {
        if (file.Scenario is { } scenario)
            OfScenario(file, scenario, files, report);
        else if (file.Budget is { } budget && files.ScenarioOf(file) is { } judgedIn)
            OfBudget(file, budget, judgedIn, files, report);
    }

    private static void OfScenario(GuardFile file, Scenario scenario, GuardFileSet files, FileReport report)
    {
        var folder = FilePath.Folder(file.Path);
        if (scenario.Recording is { } recording && files.LacksRecording(FilePath.Under(folder, recording.Path)))
            report.At(Rule, file, recording.Line, recording.Column, MissingNames.Recording(recording.Path));
        if (files.LacksBudget(FilePath.Under(folder, scenario.Budget.Path)))
            report.At(Rule, file, scenario.Budget.Line, scenario.Budget.Column, MissingNames.Budget(scenario.Budget.Path));
        if (files.PhasesOf(file, scenario) is { } exist)
            Phases(file, scenario.PhaseNames, exist, MissingNames.PhaseOfRecording, report);
    }

    private static void OfBudget(GuardFile file, MemoryBudget budget, Scenario scenario, GuardFileSet files, FileReport report)
    {
        if (scenario.Node is not null)
            Phases(file, budget.PhaseNames, [.. scenario.Phases.Select(phase => phase.Name)], MissingNames.PhaseOfScenario, report);
        else if (files.PhasesOf(file, scenario) is { } exist)
            Phases(file, budget.PhaseNames, exist, MissingNames.PhaseOfRun, report);
    }

    private static void Phases(
        GuardFile file, IEnumerable<PhaseReference> named, IReadOnlyCollection<string> exist,
            Func<string, IReadOnlyCollection<string>, Reason> text, FileReport report)
    {
        foreach (var phase in named)
            if (!exist.Any(phase.Matches))
                report.At(Rule, file, phase.Line, phase.Column, text(phase.Name, exist), phase.IsPattern
                    ? null : NearestName.Of(phase.Name, exist));
    }
}
