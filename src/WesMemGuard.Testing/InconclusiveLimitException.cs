namespace WesMemGuard.Testing;

/// <summary>
/// The evidence can't tell, and a test accepts that. Under NUnit and MSTest it is their own inconclusive result.
/// </summary>
public sealed class InconclusiveLimitException : Exception
{
    /// <summary>With the verdict's message.</summary>
    public InconclusiveLimitException(string message) : base(message)
    {
    }
}
