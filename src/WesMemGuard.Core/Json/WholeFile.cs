using WesMemGuard.Input;

namespace WesMemGuard.Json;

/// <summary>Two ways to read a file: all or an exception, and what there is with its problems.</summary>
internal static class WholeFile
{
    internal static T OrThrow<T>(string file, Func<ProblemList, T?> read)
        where T : class
    {
        var problems = new ProblemList(file);
        var result = read(problems);
        problems.ThrowIfAny();
        return result!;
    }

    internal static T? OrProblems<T>(string file, Func<ProblemList, T?> read, out IReadOnlyList<FileProblem> found)
        where T : class
    {
        var problems = new ProblemList(file);
        var result = read(problems);
        found = problems.InOrder();
        return result;
    }
}
