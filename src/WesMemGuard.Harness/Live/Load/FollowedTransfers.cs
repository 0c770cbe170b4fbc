namespace WesMemGuard.Harness.Live.Load;

/// <summary>The accepted transfers of one phase, and how many of them were found in a block.</summary>
internal sealed class FollowedTransfers(MinedTransfers all)
{
    private long _mined;

    /// <summary>Null: the node doesn't tell which transfers a block holds, or there were too many to follow.</summary>
    public long? Mined => all.Blind ? null : Interlocked.Read(ref _mined);

    /// <summary>A transfer was accepted.</summary>
    public void Accept(string hash) => all.Add(hash, this);

    internal void Found() => Interlocked.Increment(ref _mined);
}
