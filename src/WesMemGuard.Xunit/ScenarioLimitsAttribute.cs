using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace WesMemGuard.Testing;

/// <summary>
/// The limits of a folder of scenarios as rows of a theory:
/// <code>
/// [Theory, ScenarioLimits("scenarios")]
/// public Task Memory(LimitTest limit) => limit.ShouldHoldAsync();
/// </code>
/// A row passes only when its limit held. A folder that yields no row, and bad input, are rows that fail.
/// </summary>
/// <param name="folder">A suite or a scenario, relative to the test project or a folder above it.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ScenarioLimitsAttribute(string folder) : DataAttribute
{
    /// <summary>The folder as it was given.</summary>
    public string Folder { get; } = folder;

    /// <summary>Names of scenarios or folders, separated by commas, <c>*</c> for any letters; null: all.</summary>
    public string? Only { get; init; }

    /// <summary>What an inconclusive limit does to its row.</summary>
    public WhenInconclusive Inconclusive { get; init; }

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod,
        DisposalTracker disposalTracker)
    {
        IReadOnlyCollection<ITheoryDataRow> rows = [.. ScenarioLimits
            .In(Folder, testMethod.DeclaringType!.Assembly, Only, Inconclusive)
            .Select(limit => new TheoryDataRow<LimitTest>(limit) { TestDisplayName = limit.Name })];
        return new(rows);
    }

    /// <summary>Rows are made when the theory runs: a limit can't be written down and read again.</summary>
    public override bool SupportsDiscoveryEnumeration() => false;
}
