using System.Globalization;

namespace WesMemGuard.GroundTruth.Tests;

/// <summary>
/// Each pattern a rule speaks of, measured on this runtime: a rule whose pattern retains nothing any more must go.
/// </summary>
[NonParallelizable]
internal sealed class GroundTruthTests
{
    /// <summary>
    /// The least that counts as retained, in bytes an operation: half of the smallest figure in the table, a parked
    /// registration.
    /// </summary>
    private const double Least = 30;

    private static IReadOnlyList<Pattern> All => Patterns.All;

    [TestCaseSource(nameof(All))]
    public void It_retains_what_the_rule_says(Pattern pattern)
    {
        var bytes = Retention.BytesPerOperation(pattern.Run, pattern.Times);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{pattern.Rule}  {pattern.Name,-52}  {bytes,10:F0} B"));
        if (pattern.Leaks)
            bytes.ShouldBeGreaterThan(Least, pattern.ToString());
        else
            bytes.ShouldBeLessThan(Least, pattern.ToString());
    }

    [Test]
    public void A_serializer_with_a_root_leaves_an_assembly_each_time()
    {
        var assemblies = Retention.AssembliesPerOperation(Patterns.Serializer.Run, Patterns.Serializer.Times);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Patterns.Serializer,-61}  {assemblies,10:F1} assemblies"));
        // The runtime may load one of its own meanwhile.
        assemblies.ShouldBe(1, 0.25, Patterns.Serializer.ToString());
    }

    [Test]
    public void The_table_is_not_empty() => All.ShouldNotBeEmpty();
}
