using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Runs;

/// <summary>
/// Refuses phases that a budget or scenario names and the run does not have: such a limit would be judged on nothing.
/// </summary>
internal static class PhaseCheck
{
    /// <summary>Checks every mention of a phase.</summary>
    /// <param name="named">The mentions with their places.</param>
    /// <param name="file">The file they stand in, for messages.</param>
    /// <param name="phases">The phases that exist.</param>
    /// <exception cref="BadInputException">At least one is not there; all of them are named.</exception>
    public static void Refuse(IReadOnlyList<PhaseReference> named, string file, IReadOnlyList<Phase> phases)
    {
        var names = phases.Select(p => p.Name).Distinct().ToArray();
        var problems = named.Where(p => !names.Any(p.Matches))
            .Select(p => new FileProblem(file, p.Line, p.Column, MissingNames.PhaseOfRecording(p.Name, names))).ToArray();
        if (problems.Length > 0)
            throw new BadInputException(problems);
    }
}
