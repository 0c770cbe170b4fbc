namespace WesMemGuard.Input;

/// <summary>Input that can't be used: a scenario, budget or recording that says something unknown, impossible or nothing (exit code 4).</summary>
public sealed class BadInputException : Exception
{
    /// <summary>Bad input with its problems, one a line in the message.</summary>
    /// <param name="problems">At least one problem.</param>
    public BadInputException(IReadOnlyList<FileProblem> problems)
        : this(problems, 0)
    {
    }

    /// <summary>Bad input with one problem of a file as a whole.</summary>
    public BadInputException(string file, string message)
        : this([new FileProblem(file, 0, 0, message)])
    {
    }

    internal BadInputException(IReadOnlyList<FileProblem> problems, int more)
        : base(Text(problems, more)) => Problems = problems;

    /// <summary>What is wrong, in the order of the file; at most 20 of one file.</summary>
    public IReadOnlyList<FileProblem> Problems { get; }

    private static string Text(IReadOnlyList<FileProblem> problems, int more)
    {
        var lines = string.Join("\n", problems.Select(problem => problem.ToString()));
        return more == 0 ? lines : $"{lines}\n{problems[0].File}: and {more} more";
    }
}
