namespace WesMemGuard.Node.Processes;

/// <summary>
/// A process and all that came from it, as far as looks show: children of what was seen before, orphans among them, and who has a mark in
/// the environment, which children inherit however they are started. Who was never seen with a parent of the tree and gave up the mark
/// isn't in it.
/// </summary>
/// <param name="root">The process.</param>
/// <param name="mark">An entry <c>NAME=value</c> that the process was started with, and nobody else; null: there is none.</param>
internal sealed class ProcessTree(int root, string? mark = null)
{
    private readonly Dictionary<int, long> _seen = [];
    private readonly Dictionary<int, long> _unmarked = [];

    /// <summary>Those that live now; empty where this system doesn't tell.</summary>
    public IReadOnlyCollection<int> Look()
    {
        if (!OperatingSystem.IsLinux())
            return [];
        var living = ProcFiles.Pids().Where(pid => ProcFiles.StateOf(pid) is not (null or 'Z' or 'X'))
            .Select(pid => (Pid: pid, Start: ProcFiles.StartOf(pid))).Where(p => p.Start is not null)
            .ToDictionary(p => p.Pid, p => p.Start!.Value);
        foreach (var (pid, start) in _seen.ToList())
        {
            if (!living.TryGetValue(pid, out var now) || now != start)
                _seen.Remove(pid); // gone, or another process by now
        }

        foreach (var pid in _unmarked.Keys.Where(pid => !living.ContainsKey(pid)).ToList())
            _unmarked.Remove(pid);

        var parents = living.Keys.Where(pid => !_seen.ContainsKey(pid))
            .Select(pid => (Pid: pid, Parent: ProcFiles.ParentOf(pid))).ToList();
        for (var found = true; found;)
        {
            found = false;
            foreach (var (pid, parent) in parents)
            {
                if (!_seen.ContainsKey(pid) && (pid == root || (parent is { } by && _seen.ContainsKey(by)) || IsMarked(pid, living[pid])))
                    found |= _seen.TryAdd(pid, living[pid]);
            }
        }

        return _seen.Keys;
    }

    // Nobody's environment is asked for twice: it is that of its start.
    private bool IsMarked(int pid, long start)
    {
        if (mark is null || (_unmarked.TryGetValue(pid, out var known) && known == start))
            return false;
        if (ProcFiles.HasInEnvironment(pid, mark))
            return true;
        _unmarked[pid] = start;
        return false;
    }

    /// <summary>Kills them, and what they start meanwhile.</summary>
    public void Kill()
    {
        for (var left = 5; left > 0 && Look() is { Count: > 0 } living; left--)
        {
            foreach (var pid in living)
                Signals.Kill(pid);
        }
    }
}
