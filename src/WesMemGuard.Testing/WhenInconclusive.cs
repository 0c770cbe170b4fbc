namespace WesMemGuard.Testing;

/// <summary>What an inconclusive limit does to its test.</summary>
public enum WhenInconclusive
{
    /// <summary>What the configuration says (<c>testing.inconclusive</c>): fail, unless it says otherwise.</summary>
    AsConfigured,

    /// <summary>The test fails.</summary>
    Fail,

    /// <summary>
    /// The test is NUnit's Inconclusive. <c>dotnet test</c> writes that as not executed and stays green: choose it knowingly.
    /// </summary>
    AssertInconclusive,
}
