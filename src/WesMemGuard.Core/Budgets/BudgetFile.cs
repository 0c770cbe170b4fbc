using WesMemGuard.Input;
using WesMemGuard.Json;

namespace WesMemGuard.Budgets;

/// <summary>Reads budget files; the format stands in <c>Input/README.md</c>.</summary>
internal static class BudgetFile
{
    /// <summary>The most entries a budget may have.</summary>
    public const int MostLimits = 1000;

    private const string Needs =
        "a budget needs an object with \"limits\", like { \"limits\": [ { \"of\": \"process\", \"metric\": \"rss\", "
            + "\"peak\": \"2 GiB\" } ] }";

    /// <summary>The budget of a file.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="BadInputException">The file isn't a budget; with every problem found, at most 20.</exception>
    public static MemoryBudget Read(byte[] bytes, string file) => WholeFile.OrThrow(file, problems => Read(bytes, problems));

    /// <summary>The budget of a file, or null and its problems.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="problems">In the order of the file; empty when there is a budget.</param>
    public static MemoryBudget? Read(byte[] bytes, string file, out IReadOnlyList<FileProblem> problems) =>
        WholeFile.OrProblems(file, list => Read(bytes, list) is { } budget && !list.Any ? budget : null, out problems);

    internal static readonly string[] Known = ["warmUp", "warmUpFrom", "limits", "$schema"];

    internal static readonly IReadOnlyList<(string Name, bool OfRun)> WarmUpBegins = [("process", false), ("run", true)];

    private static MemoryBudget? Read(byte[] bytes, ProblemList problems)
    {
        if (JsonText.Read(bytes, Needs, problems) is not { } root)
            return null;
        var reader = ObjectReader.Of(root, "a budget", Known, problems);
        if (reader is null)
            return null;
        reader.AnyText("$schema");
        var warmUp = reader.Duration("warmUp", zero: true) ?? MemoryBudget.DefaultWarmUp;
        var phases = new List<PhaseReference>();
        var limits = ReadLimits(reader, phases, problems);
        return new MemoryBudget(warmUp, limits, problems.File)
        {
            WarmUpOfRun = reader.Choice("warmUpFrom", "begin of the warm-up", WarmUpBegins) ?? false,
            PhaseNames = phases.OrderBy(phase => phase.Line).ThenBy(phase => phase.Column).ToArray(),
        };
    }

    private static List<Limit> ReadLimits(ObjectReader reader, List<PhaseReference> phases, ProblemList problems)
    {
        var items = reader.Items("limits", "an array of limits", "a budget without entries would always pass", must: true);
        if (items is null)
            return [];
        if (items.Count > MostLimits)
        {
            problems.Add(items[MostLimits], $"a budget has at most {MostLimits} entries; here are {items.Count}");
            return [];
        }

        var entries = new LimitReader(problems, phases);
        var limits = new List<Limit>();
        foreach (var item in items)
        {
            if (entries.Read(item) is { } limit)
                limits.Add(limit);
        }

        return limits;
    }
}
