using System.Diagnostics;

namespace WesMemGuard.Node.Processes;

/// <summary>
/// From the start of a process to its end, with all that it forks: a wrapper may end before the node that it began, or
/// outlive it. The end is the end of the one that answers, whoever still holds its output.
/// </summary>
internal sealed class ProcessLife : IDisposable
{
    private static readonly TimeSpan LookedFor = TimeSpan.FromMilliseconds(200);

    /// <summary>A wrapper that waits for its node tells the node's exit code a moment after it.</summary>
    private static readonly TimeSpan CodeComes = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly JobObject? _job;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int? _answers;

    public ProcessLife(Process process, TimeProvider time, TimeSpan patience)
    {
        (_process, _time, Id) = (process, time, process.Id);
        StartedNodes.Add(Id, patience);
        if (OperatingSystem.IsWindows())
            _job = JobObject.Of(process);
        process.EnableRaisingEvents = true;
        process.Exited += Exited;
        if (process.HasExited)
            Exited(process, EventArgs.Empty);
    }

    /// <summary>The process that was started.</summary>
    public int Id { get; }

    /// <summary>Completes when the node has ended.</summary>
    public Task Ended => _ended.Task;

    public bool HasEnded => _ended.Task.IsCompleted;

    /// <summary>The exit code as far as it is known: not that of a node whose wrapper went before it.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>When the process began that was started.</summary>
    public DateTime StartTime => _process.StartTime;

    /// <summary>
    /// The process that answers: it may be one that the started one began, and which alone counts from now on.
    /// </summary>
    public void Answers(int pid)
    {
        _answers = pid;
        if (pid == Id)
            return;
        _ = FollowAsync(pid);
    }

    /// <summary>Kills it with all that belongs to it.</summary>
    public void Kill()
    {
        ProcessSession.Kill(Id);
        try
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return; // it has just ended
        }
    }

    public void Dispose()
    {
        StartedNodes.Remove(Id);
        if (OperatingSystem.IsWindows())
            _job?.Dispose();
        _process.Exited -= Exited;
        _process.Dispose();
    }

    private void Exited(object? sender, EventArgs e)
    {
        if (!_exited.TrySetResult())
            return;
        // A wrapper that went well and left somebody in its session has only begun the node.
        if (_answers is { } node && node != Id)
            return; // a wrapper; the node is followed
        if (_answers is null && _process.ExitCode == 0 && ProcessSession.Others(Id) is { Count: > 0 } left)
            _ = FollowAsync([.. left]);
        else
            End(_process.ExitCode);
    }

    /// <summary>Until all of them are gone, or the one that answers is.</summary>
    private async Task FollowAsync(params int[] pids)
    {
        var waits = !_exited.Task.IsCompleted;
        while ((_answers is { } node ? IsThere(node) : pids.Any(IsThere)) && !HasEnded)
        {
            waits = !_exited.Task.IsCompleted;
            await Task.Delay(LookedFor, _time);
        }

        End(waits && await CodeCameAsync() ? _process.ExitCode : null);
    }

    private async Task<bool> CodeCameAsync()
    {
        try
        {
            await _exited.Task.WaitAsync(CodeComes, _time);
            return true;
        }
        catch (TimeoutException)
        {
            return false; // the wrapper does something else yet
        }
    }

    private void End(int? code)
    {
        if (HasEnded)
            return;
        ExitCode = code;
        StartedNodes.Remove(Id);
        _ended.TrySetResult();
    }

    private static bool IsThere(int pid) => ProcFiles.StateOf(pid) is not (null or 'Z' or 'X');
}
