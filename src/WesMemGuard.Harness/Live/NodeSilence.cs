using WesMemGuard.Harness.Targets;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// Since when a node answers nothing, and how: a port at which nobody listens is told at once, a node that hangs only
/// by waiting.
/// </summary>
internal sealed class NodeSilence(LiveClock clock)
{
    /// <summary>A node that answered nothing for so long is gone.</summary>
    public static readonly TimeSpan GoneAfter = TimeSpan.FromMinutes(2);

    /// <summary>One at whose port nobody listens is gone sooner: a restart takes a few seconds.</summary>
    public static readonly TimeSpan RefusedAfter = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly HashSet<Question> _open = [];
    private DateTimeOffset _answeredAt = clock.Now;
    private DateTimeOffset? _refusedSince;

    /// <summary>When anything was last answered, UTC.</summary>
    public DateTimeOffset AnsweredAt
    {
        get
        {
            lock (_lock)
                return _answeredAt;
        }
    }

    /// <summary>Whether nobody has answered for too long.</summary>
    /// <param name="isHere">Whether the node is on this machine, where a refused connection means that nobody
    /// listens.</param>
    public bool IsGone(bool isHere)
    {
        lock (_lock)
            return clock.Now - _answeredAt > GoneAfter
                || (isHere && _refusedSince is { } since && clock.Now - since >= RefusedAfter);
    }

    /// <summary>Since when the node has owed an answer, where that is longer than this; null otherwise.</summary>
    public DateTimeOffset? OwedFor(TimeSpan time)
    {
        lock (_lock)
        {
            var since = _refusedSince ?? _open.Select(q => (DateTimeOffset?)q.At).Min();
            since = since < _answeredAt ? _answeredAt : since;
            return since is { } at && clock.Now - at >= time ? at : null;
        }
    }

    /// <summary>A request is under way, until it is disposed of.</summary>
    public IDisposable Asked()
    {
        var question = new Question(this, clock.Now);
        lock (_lock)
            _open.Add(question);
        return question;
    }

    public void Answered()
    {
        lock (_lock)
            (_answeredAt, _refusedSince) = (clock.Now, null);
    }

    public void Missed(MissKind kind)
    {
        lock (_lock)
            _refusedSince = kind == MissKind.Refused
                ? _refusedSince ?? clock.Now : null; // somebody listens again, however slowly
    }

    private sealed class Question(NodeSilence silence, DateTimeOffset at) : IDisposable
    {
        public DateTimeOffset At => at;

        public void Dispose()
        {
            lock (silence._lock)
                silence._open.Remove(this);
        }
    }
}
