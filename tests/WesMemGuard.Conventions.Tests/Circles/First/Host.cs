namespace WesMemGuard.Conventions.Tests.Circles.First;

/// <summary>Knows a type of the second room only inside a lambda.</summary>
internal sealed class Host
{
    public static int Count { get; set; }

    public static Func<int> Later() => static () => new Second.Guest().Seat;
}
