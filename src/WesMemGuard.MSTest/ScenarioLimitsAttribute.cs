using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace WesMemGuard.Testing;

/// <summary>
/// The limits of a folder of scenarios as rows of a test:
/// <code>
/// [TestMethod, ScenarioLimits("scenarios")]
/// public Task Memory(LimitTest limit) => limit.ShouldHoldAsync();
/// </code>
/// A row passes only when its limit held. A folder that yields no row, and bad input, are rows that fail.
/// </summary>
/// <param name="folder">A suite or a scenario, relative to the test project or a folder above it.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ScenarioLimitsAttribute(string folder) : Attribute, ITestDataSource
{
    /// <summary>The folder as it was given.</summary>
    public string Folder { get; } = folder;

    /// <summary>Names of scenarios or folders, separated by commas, <c>*</c> for any letters; null: all.</summary>
    public string? Only { get; init; }

    /// <summary>What an inconclusive limit does to its row.</summary>
    public WhenInconclusive Inconclusive { get; init; }

    /// <inheritdoc/>
    public IEnumerable<object?[]> GetData(MethodInfo methodInfo) =>
        ScenarioLimits.In(Folder, methodInfo.DeclaringType!.Assembly, Only, Inconclusive).Select(limit => new object?[] { limit });

    /// <inheritdoc/>
    public string? GetDisplayName(MethodInfo methodInfo, object?[]? data) =>
        data is [LimitTest limit] ? limit.Name : null;
}
