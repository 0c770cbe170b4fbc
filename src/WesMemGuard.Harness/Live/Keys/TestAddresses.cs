namespace WesMemGuard.Harness.Live.Keys;

/// <summary>
/// The addresses of the well-known test keys 1, 2, 3 …, which transfers are sent from unless a scenario names other keys.
/// </summary>
internal static class TestAddresses
{
    /// <summary>The most that are made at once.</summary>
    public const int Most = 100_000;

    /// <summary>The addresses of the first so many keys.</summary>
    /// <param name="count">How many, from 1.</param>
    public static IEnumerable<string> First(int count) => Enumerable.Range(1, count).Select(number => WesKey.Test(number).Address);
}
