namespace WesMemGuard.Testing;

/// <summary>The method of every test of a suite. Public because NUnit calls it; nobody else needs to.</summary>
public static class LimitCase
{
    /// <summary>Judges the limit.</summary>
    public static Task JudgeAsync(LimitTest limit) => limit.ShouldHoldAsync();
}
