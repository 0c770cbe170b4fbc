using WesMemGuard.Texts;

namespace WesMemGuard.Input;

/// <summary>What is said of a name that isn't there; the command line and the editor say it in the same words.</summary>
internal static class MissingNames
{
    /// <summary>No folder is where a scenario names a recording.</summary>
    /// <param name="path">As the scenario writes it.</param>
    public static string Recording(string path) => $"there is no recording at \"{path}\"";

    /// <summary>What to do when no file is where a scenario names its budget.</summary>
    public const string BudgetRemedy = "a scenario needs a budget: what must this run keep?";

    /// <summary>No file is where a scenario names its budget.</summary>
    /// <param name="path">As the scenario writes it.</param>
    public static string Budget(string path) => $"{path}: is not there; {BudgetRemedy}";

    /// <summary>A scenario insists on a phase that its recording lacks.</summary>
    /// <param name="name">As the scenario writes it.</param>
    /// <param name="exist">The recording's phases.</param>
    public static string PhaseOfRecording(string name, IReadOnlyCollection<string> exist)
    {
        var near = NearestName.Of(name.TrimEnd('*'), exist) is { } nearest ? $"; did you mean \"{nearest}\"?" : ".";
        return $"there is no phase \"{name}\"{near} "
            + $"{(exist.Count == 0 ? "The recording has no phases" : "The recording has: " + Words.Names(exist))}";
    }

    /// <summary>A budget names a phase that the run lacks.</summary>
    /// <param name="name">As the budget writes it.</param>
    /// <param name="exist">The run's phases.</param>
    public static string PhaseOfRun(string name, IReadOnlyCollection<string> exist) =>
        $"unknown phase \"{name}\"; {(exist.Count == 0 ? "the run has no phases" : "the run has: " + Words.Names(exist))}";

    /// <summary>A budget names a phase that its live scenario lacks.</summary>
    /// <param name="name">As the budget writes it.</param>
    /// <param name="exist">The scenario's phases.</param>
    public static string PhaseOfScenario(string name, IReadOnlyCollection<string> exist) =>
        $"there is no phase \"{name}\"; the scenario has: {Words.Names(exist)}";

    /// <summary>A budget names a module that is in no table and in no answer.</summary>
    /// <param name="name">As the budget writes it.</param>
    /// <param name="nearest">The known name that was probably meant, or null.</param>
    /// <param name="exist">The modules of the answers.</param>
    public static string Module(string name, string? nearest, IEnumerable<string> exist) =>
        $"unknown module \"{name}\"{(nearest is null ? "." : $"; did you mean \"{nearest}\"?")} There are: {Words.Names(exist)}";
}
