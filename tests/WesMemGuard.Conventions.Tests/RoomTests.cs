using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>Rooms of a project know each other in one direction only, by the types that are really used.</summary>
internal sealed class RoomTests
{
    /// <summary>Circles of files that stay, with the reason.</summary>
    private static readonly Dictionary<string, string> OneThought = new(StringComparer.Ordinal)
    {
        ["src/WesMemGuard.Core/Measurement/MetricRow.cs, src/WesMemGuard.Core/Measurement/Metrics.cs"] =
            "a row tells of a metric, the table holds the rows: the metrics stand with their table, so that a new one changes one file",
    };

    [TestCaseSource(typeof(ProductAssemblies), nameof(ProductAssemblies.All))]
    public void Rooms_form_no_circle(System.Reflection.Assembly assembly)
    {
        var uses = TypeUse.Of(assembly.Location);
        var rooms = assembly.GetTypes().Select(t => t.Namespace).Where(n => n?.StartsWith("WesMemGuard", StringComparison.Ordinal) == true)
            .Distinct().Count();
        rooms.ShouldBeGreaterThan(0, "something was read");
        // An adapter of a test framework is one room, of a few types that hardly know each other.
        if (rooms > 1)
            uses.Count.ShouldBeGreaterThan(10, "something was read");

        CircleRule.Circles(uses.Select(u => (u.User.Namespace, u.Used.Namespace))).Select(c => string.Join(", ", c)).ShouldBeEmpty();
    }

    /// <summary>The compiler loads them, so their file is read; what they compile in of Core has its rooms judged there.</summary>
    [Test]
    public void Rooms_of_the_analyzers_form_no_circle()
    {
        const string Rooms = "WesMemGuard.Analyzers.";
        var uses = TypeUse.Of(Path.Combine(NUnit.Framework.TestContext.CurrentContext.TestDirectory, "WesMemGuard.Analyzers.dll"))
            .Where(u => u.User.Namespace.StartsWith(Rooms, StringComparison.Ordinal)
                && u.Used.Namespace.StartsWith(Rooms, StringComparison.Ordinal)).ToList();
        uses.Select(u => u.User.Namespace).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(10);

        CircleRule.Circles(uses.Select(u => (u.User.Namespace, u.Used.Namespace))).Select(c => string.Join(", ", c)).ShouldBeEmpty();
    }

    /// <summary>Types that are one thought stand in one file: what goes round between files is no thought of one.</summary>
    [TestCaseSource(typeof(ProductAssemblies), nameof(ProductAssemblies.Projects))]
    public void Files_of_a_room_form_no_circle(string project) =>
        FileCircles(project, ProductAssemblies.Named(project).Location).ShouldBeEmpty();

    [Test]
    public void Files_of_a_room_of_the_analyzers_form_no_circle() => FileCircles("WesMemGuard.Analyzers",
        Path.Combine(NUnit.Framework.TestContext.CurrentContext.TestDirectory, "WesMemGuard.Analyzers.dll")).ShouldBeEmpty();

    private static IEnumerable<string> FileCircles(string project, string assemblyFile)
    {
        var files = DeclaredTypes.Of(SourceFiles.CSharp("src/" + project)).DistinctBy(t => t.Type).ToDictionary(t => t.Type, t => t.File);
        files.ShouldNotBeEmpty();
        return CircleRule.Circles(TypeUse.Of(assemblyFile)
            .Where(u => u.User.Namespace == u.Used.Namespace && files.ContainsKey(u.User) && files.ContainsKey(u.Used))
            .Select(u => (files[u.User], files[u.Used]))).Select(c => string.Join(", ", c))
            .Where(c => !OneThought.ContainsKey(c));
    }

    [Test]
    public void A_circle_is_seen()
    {
        CircleRule.Circles([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "e")]).ShouldHaveSingleItem().ShouldBe(["a", "b", "c"]);
        CircleRule.Circles([("a", "b"), ("b", "c"), ("a", "c")]).ShouldBeEmpty();
    }

    [Test]
    public void Uses_in_code_signatures_fields_and_lambdas_are_seen()
    {
        var uses = TypeUse.Of(typeof(RoomTests).Assembly.Location).Where(u => u.User.Name == nameof(RoomTests)).Select(u => u.Used.Name);

        uses.ShouldBe(["TypeUse", "CircleRule", "DeclaredTypes", "ProductAssemblies", "SourceFiles", "TypeName"], ignoreOrder: true);
    }
}
