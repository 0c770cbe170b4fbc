using WesMemGuard.Budgets;
using WesMemGuard.Input;

namespace WesMemGuard.Cli;

/// <summary>The budget that an option names.</summary>
internal static class BudgetArgument
{
    /// <exception cref="BadInputException">It is not there, or no budget.</exception>
    public static MemoryBudget Read(string file, Surroundings surroundings)
    {
        var path = Path.Combine(surroundings.WorkingFolder, file);
        return File.Exists(path) ? BudgetFile.Read(File.ReadAllBytes(path), file.Replace('\\', '/')) : throw new BadInputException(file, InputReasons.NotThere());
    }
}
