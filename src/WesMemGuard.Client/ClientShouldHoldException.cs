namespace WesMemGuard.Client;

/// <summary>A client was not shown to keep its limit; the message is the verdict's.</summary>
public sealed class ClientShouldHoldException : Exception
{
    /// <summary>With the verdict's message.</summary>
    public ClientShouldHoldException(string message) : base(message)
    {
    }

    /// <summary>With the verdict's message and a cause.</summary>
    public ClientShouldHoldException(string message, Exception cause) : base(message, cause)
    {
    }
}
