using WesMemGuard.Modules;
using WesMemGuard.Runs;

namespace WesMemGuard.LiveHeap;

/// <summary>
/// What is known of a process's collector beside its pages: GOGC and GOMEMLIMIT of its environment, and the size of its
/// globals.
/// </summary>
/// <param name="GoGcPercent">GOGC of the environment; null: unknown.</param>
/// <param name="MemoryLimit">GOMEMLIMIT of the environment; null: unknown.</param>
/// <param name="LeastGlobals">The least that collections scan of the program's variables, bytes.</param>
/// <param name="MostGlobals">The most.</param>
internal sealed record CollectorFacts(double? GoGcPercent, double? MemoryLimit, double LeastGlobals, double MostGlobals)
{
    /// <summary>
    /// Real programs have 0.1 to 9 MB of them (etcd 0.3, Caddy 2, one with tables of pointers 8.6); nothing outside
    /// the program tells when its file can't be read.
    /// </summary>
    private const double MostOfAnyProgram = 64 * ByteSize.MiB;

    /// <summary>Nothing is known.</summary>
    public static CollectorFacts Unknown { get; } = new(null, null, 0, MostOfAnyProgram);

    /// <summary>
    /// What a run's looks at the process tell; of a process that was replaced, what the last one had.
    /// </summary>
    public static CollectorFacts Of(MemoryRun run)
    {
        var known = run.Process.FindLast(r => r.Sample?.Globals is not null).Sample?.Globals;
        var settings = run.Process.FindLast(r => r.Sample?.GoGcPercent is not null).Sample;
        var most = run.Memory.Exists(r => r.Sample?.Modules.Any(m => NodeModules.Find(m.Module) is not null) == true)
            ? NodeModules.MostGlobals : MostOfAnyProgram;
        return new CollectorFacts(settings?.GoGcPercent, settings?.MemoryLimit, known ?? 0, known ?? most);
    }
}
