namespace WesMemGuard.Runs;

/// <summary>A run file or recording that can't be read; the message names file and line.</summary>
public sealed class UnreadableRunException : Exception
{
    /// <summary>With what was found.</summary>
    public UnreadableRunException(string message) : base(message)
    {
    }

    /// <summary>With what was found and its cause.</summary>
    public UnreadableRunException(string message, Exception cause) : base(message, cause)
    {
    }

    /// <summary>Without a word; not used.</summary>
    public UnreadableRunException()
    {
    }
}
