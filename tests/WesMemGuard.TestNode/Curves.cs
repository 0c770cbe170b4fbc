namespace WesMemGuard.TestNodes;

/// <summary>Live bytes by age, and the garbage on top of them.</summary>
internal static class Curves
{
    private const double Base = 971 * Sizes.MiB;
    private static readonly TimeSpan CacheFull = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan BurstEnds = TimeSpan.FromSeconds(30);

    public static Func<TimeSpan, double> Live(TestNodeOptions options) => options.Behaviour switch
    {
        NodeBehaviour.Leak or NodeBehaviour.LeakInGarbage => age => Base + (options.LeakPerHour * age.TotalHours),
        NodeBehaviour.FillingCache => age => Base + (25 * Sizes.MiB * Math.Min(1, age / CacheFull)),
        NodeBehaviour.Step => age => Base + (age >= options.Strikes ? 40 * Sizes.MiB : 0),
        NodeBehaviour.Burst =>
            age => Base + (age >= options.Strikes && age < options.Strikes + BurstEnds ? 600 * Sizes.MiB : 0),
        _ => _ => Base,
    };

    public static double GarbagePerSecond(NodeBehaviour behaviour) =>
        behaviour is NodeBehaviour.Garbage or NodeBehaviour.LeakInGarbage ? 20 * Sizes.MiB : 150 * Sizes.KiB;
}
