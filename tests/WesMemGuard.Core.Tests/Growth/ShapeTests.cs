using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

/// <summary>
/// The short form of the bench: 100 series a shape, with limits wide enough for chance. The bars themselves are in
/// bench/README.md.
/// </summary>
internal sealed class ShapeTests
{
    private const int Series = 100;
    private const double Alpha = 0.01;

    private static IEnumerable<string> WithoutBreach => BarShape.WithoutBreach.Select(shape => shape.Name);

    private static IEnumerable<string> Leaks => BarShape.Leaks.Select(shape => shape.Name);

    [Test]
    public void There_are_shapes_of_each_kind()
    {
        BarShape.WithoutBreach.Count.ShouldBeGreaterThanOrEqualTo(10);
        BarShape.Leaks.Count.ShouldBeGreaterThanOrEqualTo(4);
        BarShape.Steady.Count.ShouldBeGreaterThanOrEqualTo(3);
        GoProcess.Shapes.Count.ShouldBe(17);
    }

    [TestCaseSource(nameof(WithoutBreach))]
    public void Six_hours_without_a_breach_are_hardly_ever_broken(string name)
    {
        var outcomes = Outcomes(BarShape.WithoutBreach.Single(shape => shape.Name == name));
        outcomes[(int)GrowthOutcome.Broken].ShouldBeLessThanOrEqualTo(3);
        if (BarShape.Steady.Any(shape => shape.Name == name))
            outcomes[(int)GrowthOutcome.Inconclusive].ShouldBeLessThanOrEqualTo(10);
    }

    [TestCaseSource(nameof(Leaks))]
    public void Six_hours_of_two_and_a_half_budgets_are_broken_and_never_held(string name)
    {
        var outcomes = Outcomes(BarShape.Leaks.Single(shape => shape.Name == name));
        outcomes[(int)GrowthOutcome.Broken].ShouldBeGreaterThanOrEqualTo(90);
        outcomes[(int)GrowthOutcome.Held].ShouldBe(0);
    }

    [Test]
    public void Go_processes_of_every_shape_are_judged_rightly_or_not_at_all()
    {
        int decided = 0, wrong = 0, all = 0;
        foreach (var shape in GoProcess.Shapes)
        {
            for (var seed = 0; seed < 12; seed++, all++)
            {
                var process = GoProcess.Of(shape, 6, 20, new Noise(seed));
                var outcome =
                    GrowthJudge.OfFloors(process.Series.Samples, process.Series.NumGc, process.Budget, Alpha).Outcome;
                decided += outcome == GrowthOutcome.Inconclusive ? 0 : 1;
                wrong += outcome == (process.Breaks ? GrowthOutcome.Held : GrowthOutcome.Broken) ? 1 : 0;
            }
        }

        all.ShouldBe(204);
        wrong.ShouldBeLessThanOrEqualTo(1);
        decided.ShouldBeGreaterThanOrEqualTo(184);
    }

    private static int[] Outcomes(BarShape shape)
    {
        var outcomes = new int[3];
        for (var seed = 0; seed < Series; seed++)
        {
            var made = shape.Make(6, new Noise(seed));
            outcomes[(int)GrowthJudge.OfFloors(made.Samples, made.NumGc, BarShape.Budget, Alpha).Outcome]++;
        }

        return outcomes;
    }
}
