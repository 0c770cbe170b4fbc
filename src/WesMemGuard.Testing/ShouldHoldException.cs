namespace WesMemGuard.Testing;

/// <summary>
/// A budget was not shown to be kept; the message is the verdict's. Under NUnit, xUnit.net and MSTest it is their own
/// failed assertion.
/// </summary>
public sealed class ShouldHoldException : Exception, IAssertionException
{
    /// <summary>With the verdict's message.</summary>
    public ShouldHoldException(string message) : base(message)
    {
    }

    /// <summary>With the verdict's message and a cause.</summary>
    public ShouldHoldException(string message, Exception? cause) : base(message, cause)
    {
    }
}
