using WesMemGuard.Input;
using WesMemGuard.Reasons;

namespace WesMemGuard.Json;

/// <summary>Collects the problems of one file: the first 20, and how many more there were.</summary>
internal sealed class ProblemList(string file)
{
    internal const int Most = 20;

    private readonly List<FileProblem> _found = [];

    internal string File { get; } = file;

    internal int More { get; private set; }

    internal bool Any => _found.Count > 0;

    internal IReadOnlyList<FileProblem> InOrder() =>
        _found.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column).ToArray();

    internal void Add(int line, int column, Reason what)
    {
        if (_found.Count < Most)
            _found.Add(new FileProblem(File, line, column, what));
        else
            More++;
    }

    internal void Add(JsonValue at, Reason what) => Add(at.Line, at.Column, what);

    internal void ThrowIfAny()
    {
        if (Any)
            throw new BadInputException(InOrder(), More);
    }
}
