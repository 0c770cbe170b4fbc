using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;

namespace WesMemGuard.Testing;

/// <summary>
/// Turns a folder of scenarios into one NUnit test per scenario and limit: put it on an empty class. A test passes only
/// when its limit held; the folder's prefix means nothing here. A folder that yields no test, and bad input, are
/// failing tests.
/// </summary>
/// <param name="folder">The folder of a suite or a scenario: relative to the test assembly, or to the nearest folder
/// above it that has it.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ScenarioSuiteAttribute(string folder) : NUnitAttribute, IFixtureBuilder
{
    /// <summary>The folder as it was given.</summary>
    public string Folder { get; } = folder;

    /// <summary>Names of scenarios or folders, separated by commas, <c>*</c> for any letters; null: all.</summary>
    public string? Only { get; init; }

    /// <summary>What an inconclusive limit does to its test.</summary>
    public WhenInconclusive Inconclusive { get; init; }

    /// <inheritdoc/>
    public IEnumerable<TestSuite> BuildFrom(ITypeInfo typeInfo)
    {
        var fixture = new TestFixture(typeInfo) { Name = $"{typeInfo.Type.Name}({Folder})" };
        fixture.ApplyAttributesToTest(typeInfo.Type);
        foreach (var test in ScenarioLimits.In(Folder, typeInfo.Type.Assembly, Only, Inconclusive))
            fixture.Add(Method(fixture, typeInfo, test));
        yield return fixture;
    }

    private static TestMethod Method(TestFixture fixture, ITypeInfo typeInfo, LimitTest test)
    {
        var method = new MethodWrapper(typeInfo.Type, typeof(LimitCase).GetMethod(nameof(LimitCase.JudgeAsync))!);
        var built = new NUnitTestCaseBuilder()
            .BuildTestMethod(method, fixture, new TestCaseParameters([test]) { TestName = test.Name });
        built.FullName = $"{typeInfo.FullName}.{test.Name}";
        return built;
    }
}
