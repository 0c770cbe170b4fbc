using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Input;

/// <summary>What is said of a name that isn't there; the command line and the editor say it in the same words.</summary>
internal static class MissingNames
{
    /// <summary>No folder is where a scenario names a recording.</summary>
    /// <param name="path">As the scenario writes it.</param>
    public static Reason Recording(string path) => InputReasons.NoRecordingAt(path);

    /// <summary>No file is where a scenario names its budget.</summary>
    /// <param name="path">As the scenario writes it.</param>
    public static Reason Budget(string path) => InputReasons.Of(path, InputReasons.NoBudget());

    /// <summary>A scenario insists on a phase that its recording lacks.</summary>
    /// <param name="name">As the scenario writes it.</param>
    /// <param name="exist">The recording's phases.</param>
    public static Reason PhaseOfRecording(string name, IReadOnlyCollection<string> exist) =>
        InputReasons.NoPhaseOfRecording(name, NearestName.Of(name.TrimEnd('*'), exist), [.. exist]);

    /// <summary>A budget names a phase that the run lacks.</summary>
    /// <param name="name">As the budget writes it.</param>
    /// <param name="exist">The run's phases.</param>
    public static Reason PhaseOfRun(string name, IReadOnlyCollection<string> exist) => InputReasons.NoPhaseOfRun(name, [.. exist]);

    /// <summary>A budget names a phase that its live scenario lacks.</summary>
    /// <param name="name">As the budget writes it.</param>
    /// <param name="exist">The scenario's phases.</param>
    public static Reason PhaseOfScenario(string name, IReadOnlyCollection<string> exist) =>
        InputReasons.NoPhaseOfScenario(name, [.. exist]);

    /// <summary>A budget names a module that is in no table and in no answer.</summary>
    /// <param name="name">As the budget writes it.</param>
    /// <param name="nearest">The known name that was probably meant, or null.</param>
    /// <param name="exist">The modules of the answers.</param>
    public static Reason Module(string name, string? nearest, IEnumerable<string> exist) =>
        InputReasons.NoModule(name, nearest, [.. exist]);
}
