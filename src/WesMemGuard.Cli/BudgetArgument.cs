using WesMemGuard.Budgets;
using WesMemGuard.Files;
using WesMemGuard.Input;

namespace WesMemGuard.Cli;

/// <summary>The budget that an option names.</summary>
internal static class BudgetArgument
{
    /// <exception cref="BadInputException">It is not there, or no budget.</exception>
    public static MemoryBudget Read(string file, Surroundings surroundings)
    {
        var path = Path.Combine(surroundings.WorkingFolder, file);
        return BudgetFile.Read(PlainFile.Read(path, file.Replace('\\', '/'), 1024 * 1024), file.Replace('\\', '/'));
    }
}
