namespace WesMemGuard.Recording;

/// <summary>A replay was asked something that its recording doesn't hold; the message lists what exists. Bad input: exit 4.</summary>
public sealed class UnknownRequestException : Exception
{
    /// <summary>With what was asked and what exists.</summary>
    public UnknownRequestException(string message) : base(message)
    {
    }

    /// <summary>With what was asked and a cause.</summary>
    public UnknownRequestException(string message, Exception cause) : base(message, cause)
    {
    }

    /// <summary>Without a word; not used.</summary>
    public UnknownRequestException()
    {
    }
}
