using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>Rooms of a project know each other in one direction only, by the types that are really used.</summary>
internal sealed class RoomTests
{
    // Goes down only: files of one room that know each other both ways.
    private const int MostFileCircles = 25;

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

    [Test]
    public void Hardly_any_files_of_a_room_form_one()
    {
        ProductAssemblies.All.ShouldNotBeEmpty();
        ProductAssemblies.All.SelectMany(a => CircleRule.Circles(TypeUse.Of(a.Location)
                .Where(u => u.User.Namespace == u.Used.Namespace).Select(u => (u.User.ToString(), u.Used.ToString()))))
            .Count().ShouldBeLessThanOrEqualTo(MostFileCircles);
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

        uses.ShouldBe(["TypeUse", "CircleRule", "ProductAssemblies", "TypeName"], ignoreOrder: true);
    }
}
