using System.Globalization;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Profiles;

/// <summary>How a run calls a profile: by the second of its age.</summary>
internal static class ProfileName
{
    /// <summary>
    /// The file relative to the run's folder: <c>profiles/00060-heap.pb.gz</c>,
    /// <c>profiles/00060-goroutine-dump.txt</c>.
    /// </summary>
    /// <param name="header">The run.</param>
    /// <param name="at">When it is captured, UTC.</param>
    /// <param name="kind">What it shows.</param>
    public static string Of(RunHeader header, DateTimeOffset at, ProfileKind kind)
    {
        var second = Math.Max(0, (long)(at - header.StartedAt).TotalSeconds);
        return PathOf(second, kind);
    }

    /// <summary>The same of a profile that has a number in place of an age.</summary>
    /// <param name="number">From 0.</param>
    /// <param name="kind">What it shows.</param>
    public static string PathOf(long number, ProfileKind kind) => string.Create(CultureInfo.InvariantCulture,
        $"profiles/{number:00000}-{kind.Name()}{(kind == ProfileKind.GoroutineDump ? ".txt" : ".pb.gz")}");
}
