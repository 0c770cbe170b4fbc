namespace WesMemGuard.Testing;

/// <summary>What an inconclusive limit does to its test.</summary>
public enum WhenInconclusive
{
    /// <summary>What the configuration says (<c>testing.inconclusive</c>): fail, unless it says otherwise.</summary>
    AsConfigured,

    /// <summary>The test fails.</summary>
    Fail,

    /// <summary>
    /// The test is inconclusive (NUnit, MSTest) or skipped (xUnit.net). <c>dotnet test</c> stays green on that: choose
    /// it knowingly.
    /// </summary>
    AssertInconclusive,
}
