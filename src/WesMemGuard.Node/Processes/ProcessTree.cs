namespace WesMemGuard.Node.Processes;

/// <summary>
/// A process and all that came from it, as far as looks show: children of what was seen before, orphans among them. Who was never seen with
/// a parent of the tree isn't in it.
/// </summary>
/// <param name="root">The process.</param>
internal sealed class ProcessTree(int root)
{
    private readonly Dictionary<int, long> _seen = [];

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

        var parents = living.Keys.Where(pid => !_seen.ContainsKey(pid))
            .Select(pid => (Pid: pid, Parent: ProcFiles.ParentOf(pid))).ToList();
        for (var found = true; found;)
        {
            found = false;
            foreach (var (pid, parent) in parents)
            {
                if (!_seen.ContainsKey(pid) && (pid == root || (parent is { } by && _seen.ContainsKey(by))))
                    found |= _seen.TryAdd(pid, living[pid]);
            }
        }

        return _seen.Keys;
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
