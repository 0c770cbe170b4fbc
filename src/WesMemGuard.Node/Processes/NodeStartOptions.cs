using WesMemGuard.Node.Access;
using WesMemGuard.Node.Services.Wes;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Processes;

/// <summary>How a node is started and stopped.</summary>
internal sealed record NodeStartOptions
{
    /// <summary>The folder that a relative program or working folder starts from: the scenario's.</summary>
    public string Folder { get; init; } = ".";

    /// <summary>The file that takes the node's output; null: only its last lines are kept.</summary>
    public string? OutputFile { get; init; }

    /// <summary>The name of its profile, of <see cref="ServiceProbe.Names"/>; a WES node unless one is named.</summary>
    public string ProfileName { get; init; } = WesProfile.Name;

    /// <summary>How it is reached beyond its address.</summary>
    public ServiceAccess Access { get; init; } = ServiceAccess.Usual;

    /// <summary>Takes secrets out of what the node prints; null: kept as it is.</summary>
    public Func<string, string>? Scrub { get; init; }

    /// <summary>How long it may take to answer; 120 s, as the node itself gives its start (bootstrap.go:422).</summary>
    public TimeSpan ReadyWithin { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long it may take to end when asked; then it is killed. 70 s: the node gives itself 60 (app.go:166).</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(70);

    /// <summary>Told of every event: started, ready, term, kill9, sigstop, sigcont, exited.</summary>
    public Action<RunEvent> Happened { get; init; } = _ => { };
}
