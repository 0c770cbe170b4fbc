using NUnit.Framework;

namespace WesMemGuard.Testing;

/// <summary>A budget was not shown to be kept; the message is the verdict's. NUnit reports it as a failure, not as an error.</summary>
public sealed class ShouldHoldException : AssertionException
{
    /// <summary>With the verdict's message.</summary>
    public ShouldHoldException(string message) : base(message)
    {
    }

    /// <summary>With the verdict's message and a cause.</summary>
    public ShouldHoldException(string message, Exception cause) : base(message, cause)
    {
    }
}
