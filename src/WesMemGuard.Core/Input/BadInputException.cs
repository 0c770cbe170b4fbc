using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Input;

/// <summary>
/// Input that can't be used: a scenario, budget or recording that says something unknown, impossible or nothing (exit code 4).
/// </summary>
public sealed class BadInputException : Exception
{
    /// <summary>Bad input with its problems, one a line in the message.</summary>
    /// <param name="problems">At least one problem.</param>
    public BadInputException(IReadOnlyList<FileProblem> problems)
        : this(problems, 0)
    {
    }

    /// <summary>Bad input with one problem of a file as a whole.</summary>
    public BadInputException(string file, Reason reason)
        : this([new FileProblem(file, 0, 0, reason)])
    {
    }

    internal BadInputException(IReadOnlyList<FileProblem> problems, int more)
        : this(problems, All(problems, more))
    {
    }

    private BadInputException(IReadOnlyList<FileProblem> problems, Reason all)
        : base(all.In(Language.English)) => (Problems, Reason) = (problems, all);

    /// <summary>What is wrong, in the order of the file; at most 20 of one file.</summary>
    public IReadOnlyList<FileProblem> Problems { get; }

    /// <summary>All of it, one a line, to be said in the reader's language.</summary>
    public Reason Reason { get; }

    private static Reason All(IReadOnlyList<FileProblem> problems, int more)
    {
        var lines = problems.Select(problem => problem.Placed).ToList();
        if (more > 0)
            lines.Add(InputReasons.Of(problems[0].File, InputReasons.More(more)));
        return InputReasons.Problems(lines);
    }
}
