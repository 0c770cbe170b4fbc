using WesMemGuard.Conventions.Tests.Circles.First;

namespace WesMemGuard.Conventions.Tests.Circles.Second;

/// <summary>Knows the first room by a static property alone.</summary>
internal sealed class Guest
{
    public int Seat { get; } = Host.Count;
}
