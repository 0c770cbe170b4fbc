namespace WesMemGuard.Node;

/// <summary>A connection would have left this machine to a host that was not allowed; none was opened.</summary>
public sealed class NotThisMachineException : Exception
{
    /// <summary>With the host.</summary>
    public NotThisMachineException(string host)
        : base($"{host} isn't this machine, and nothing was sent there: other hosts are allowed by name, --allow-remote {host}")
    {
    }

    /// <summary>With a message and its cause.</summary>
    public NotThisMachineException(string message, Exception cause) : base(message, cause)
    {
    }

    /// <summary>Without a word; not used.</summary>
    public NotThisMachineException()
    {
    }
}
