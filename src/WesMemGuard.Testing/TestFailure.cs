using System.Reflection;

namespace WesMemGuard.Testing;

/// <summary>
/// A failure as the test framework at hand tells it: as a failed assertion, its message first and alone. Without one it is a
/// <see cref="ShouldHoldException"/>; xUnit.net takes that for an assertion by its interface.
/// </summary>
internal static class TestFailure
{
    private static readonly (string Assembly, string Failed, string Inconclusive)[] Frameworks =
    [
        ("nunit.framework", "NUnit.Framework.AssertionException", "NUnit.Framework.InconclusiveException"),
        ("MSTest.TestFramework", "Microsoft.VisualStudio.TestTools.UnitTesting.AssertFailedException",
            "Microsoft.VisualStudio.TestTools.UnitTesting.AssertInconclusiveException"),
    ];

    /// <summary>What xUnit.net takes for a skipped test when a message begins with it.</summary>
    private const string SkippedByXunit = "$XunitDynamicSkip$";

    /// <summary>A limit that did not hold.</summary>
    public static Exception Of(string message, Exception? cause = null) =>
        Loaded(f => f.Failed, message, cause) ?? new ShouldHoldException(message, cause);

    /// <summary>The evidence can't tell, and that is accepted.</summary>
    public static Exception Inconclusive(string message) => Loaded(f => f.Inconclusive, message, null)
        ?? new InconclusiveLimitException(IsLoaded("xunit.v3.core") ? SkippedByXunit + message : message);

    private static Exception? Loaded(Func<(string Assembly, string Failed, string Inconclusive), string> type, string message,
        Exception? cause)
    {
        foreach (var framework in Frameworks)
        {
            if (Find(framework.Assembly)?.GetType(type(framework)) is { } known)
                return (Exception?)Activator.CreateInstance(known, message, cause);
        }

        return null;
    }

    private static bool IsLoaded(string assembly) => Find(assembly) is not null;

    private static Assembly? Find(string name) =>
        Array.Find(AppDomain.CurrentDomain.GetAssemblies(), a => string.Equals(a.GetName().Name, name, StringComparison.Ordinal));
}
