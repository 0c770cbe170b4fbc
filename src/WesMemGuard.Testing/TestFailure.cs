using System.Reflection;

namespace WesMemGuard.Testing;

/// <summary>
/// A failure as the test framework at hand tells it: as a failed assertion, its message first and alone. Without one it
/// is a
/// <see cref="ShouldHoldException"/>.
/// </summary>
internal static class TestFailure
{
    private static readonly (string Assembly, string Failed, string Inconclusive)[] Frameworks =
    [
        ("nunit.framework", "NUnit.Framework.AssertionException", "NUnit.Framework.InconclusiveException"),
        ("MSTest.TestFramework", "Microsoft.VisualStudio.TestTools.UnitTesting.AssertFailedException",
            "Microsoft.VisualStudio.TestTools.UnitTesting.AssertInconclusiveException"),
    ];

    private const string Xunit = "xunit.v3.core";

    /// <summary>What xUnit.net takes for a skipped test when a message begins with it.</summary>
    private const string SkippedByXunit = "$XunitDynamicSkip$";

    /// <summary>A limit that did not hold.</summary>
    public static Exception Of(string message, Exception? cause = null) =>
        Loaded(f => f.Failed, message, cause) ?? OfXunit(message, cause) ?? new ShouldHoldException(message, cause);

    /// <summary>The evidence can't tell, and that is accepted.</summary>
    public static Exception Inconclusive(string message) => Loaded(f => f.Inconclusive, message, null)
        ?? new InconclusiveLimitException(IsLoaded(Xunit) ? SkippedByXunit + message : message);

    private static Exception? Loaded(Func<(string Assembly, string Failed, string Inconclusive), string> type,
        string message,
        Exception? cause)
    {
        foreach (var framework in Frameworks)
        {
            if (Find(framework.Assembly)?.GetType(type(framework)) is { } known)
                return (Exception?)Activator.CreateInstance(known, message, cause);
        }

        return null;
    }

    /// <summary>
    /// xUnit.net names an exception's type in front of its message unless it is one of its own. Its library of
    /// assertions may not be loaded yet, or not be there at all.
    /// </summary>
    private static Exception? OfXunit(string message, Exception? cause)
    {
        if (!IsLoaded(Xunit))
            return null;
        try
        {
            var failed = Assembly.Load("xunit.v3.assert").GetType("Xunit.Sdk.XunitException");
            return failed is null ? null : (Exception?)Activator.CreateInstance(failed, message, cause);
        }
        catch (FileNotFoundException)
        {
            return null; // other assertions are used: the kit's own exception is one by its interface
        }
    }

    private static bool IsLoaded(string assembly) => Find(assembly) is not null;

    private static Assembly? Find(string name) =>
        Array.Find(AppDomain.CurrentDomain.GetAssemblies(),
            a => string.Equals(a.GetName().Name, name, StringComparison.Ordinal));
}
