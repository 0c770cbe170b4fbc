using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>The rooms of the projects stand in layers: none knows another that knows it.</summary>
internal sealed class RoomTests
{
    private const string Fixture = "WesMemGuard.Conventions.Tests.Circles";

    [Test]
    public void A_circle_of_two_rooms_is_seen() =>
        RoomRule.Circles(typeof(RoomTests).Assembly.Location, Fixture).ShouldBe([
            "WesMemGuard.Conventions.Tests.Circles.First (Host uses Guest) -> "
            + "WesMemGuard.Conventions.Tests.Circles.Second (Guest uses Host) -> WesMemGuard.Conventions.Tests.Circles.First"]);

    [Test]
    public void Rooms_without_a_circle_are_none() =>
        RoomRule.Circles(typeof(RoomTests).Assembly.Location, Fixture + ".First").ShouldBeEmpty();

    [Test]
    public void The_rooms_of_the_analyzers_form_no_circle()
    {
        var assembly = Path.Combine(TestContext.CurrentContext.TestDirectory, "WesMemGuard.Analyzers.dll");
        RoomRule.Read(assembly, "WesMemGuard.Analyzers.").Count.ShouldBeGreaterThan(10);

        RoomRule.Circles(assembly, "WesMemGuard.Analyzers.").ShouldBeEmpty();
    }
}
