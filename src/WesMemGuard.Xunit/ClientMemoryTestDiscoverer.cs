using Xunit.Sdk;
using Xunit.v3;

namespace WesMemGuard.Testing;

/// <summary>Makes the case of a <see cref="ClientMemoryTestAttribute"/>.</summary>
internal sealed class ClientMemoryTestDiscoverer : FactDiscoverer
{
    /// <inheritdoc/>
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod,
        IFactAttribute factAttribute)
    {
        var found = TestIntrospectionHelper.GetTestCaseDetails(discoveryOptions, testMethod, factAttribute);
        var traits = testMethod.Traits.ToDictionary(t => t.Key, t => t.Value.ToHashSet(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);
        return new ClientMemoryTestCase(found.ResolvedTestMethod, found.TestCaseDisplayName, found.UniqueID, found.Explicit,
            found.SkipExceptions, found.SkipReason, found.SkipType, found.SkipUnless, found.SkipWhen, traits, found.SourceFilePath,
            found.SourceLineNumber, found.Timeout);
    }
}
