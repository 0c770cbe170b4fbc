using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node.Processes;

namespace WesMemGuard.Harness.Live.Engines;

/// <summary>
/// Keeps a load engine on this machine. Its Node processes don't open a connection elsewhere (<c>engine-guard.cjs</c>); on Linux the
/// sockets of all its processes are looked at besides, and the engine is killed with the first one that leads elsewhere.
/// </summary>
/// <param name="folder">The engine's own folder.</param>
/// <param name="allowed">Hosts that may be elsewhere.</param>
/// <param name="clock">The run's time.</param>
internal sealed class EngineGuard(string folder, IReadOnlyCollection<string> allowed, LiveClock clock)
{
    private const string Script = "engine-guard.cjs";

    /// <summary>In the environment of every process of an engine: its folder, by which those are known that lost their parent.</summary>
    private const string Mark = "WESMEMGUARD_ENGINE";

    /// <summary>A socket that is open for less may be missed.</summary>
    private static readonly TimeSpan Looks = TimeSpan.FromMilliseconds(200);

    /// <summary>A name that takes longer to be looked up leads nowhere.</summary>
    private static readonly TimeSpan LookedUpWithin = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HashSet<IPAddress> _welcome = [];
    private Task _watching = Task.CompletedTask;

    /// <summary>Where it went first that isn't this machine; null: it was not seen to.</summary>
    public string? Left { get; private set; }

    private string Told => Path.Combine(folder, "elsewhere.txt");

    /// <summary>Puts the guard into a process that is to be started.</summary>
    public async Task PrepareAsync(EngineKind kind, ProcessStartInfo start)
    {
        start.Environment[Mark] = folder;
        _welcome = await WelcomeAsync(); // before it starts: nothing is looked at meanwhile
        if (!kind.IsNode)
            return;
        var script = Path.Combine(folder, Script);
        await using (var from = typeof(EngineGuard).Assembly.GetManifestResourceStream(Script)
            ?? throw new InvalidOperationException($"{Script} is not embedded"))
        await using (var to = File.Create(script))
            await from.CopyToAsync(to);
        var given = start.Environment.TryGetValue("NODE_OPTIONS", out var options) && !string.IsNullOrWhiteSpace(options)
            ? " " + options : "";
        start.Environment["NODE_OPTIONS"] = $"--require \"{script.Replace("\\", "\\\\", StringComparison.Ordinal)}\"{given}";
        start.Environment["WESMEMGUARD_ALLOWED_HOSTS"] =
            JsonSerializer.Serialize(allowed.Select(host => host.Trim('[', ']').ToLowerInvariant()));
        start.Environment["WESMEMGUARD_ELSEWHERE"] = Told;
        // It would tell its maker of each run, and ask for its own newest version.
        start.Environment["ARTILLERY_DISABLE_TELEMETRY"] = "true";
        start.Environment["NO_UPDATE_NOTIFIER"] = "1";
    }

    /// <summary>Watches a process and all that comes from it.</summary>
    public void Begin(Process process) => _watching = WatchAsync(process);

    /// <summary>Watches no more.</summary>
    public async Task EndAsync()
    {
        _over.SetResult();
        await clock.JoinAsync(_watching);
        Left ??= FirstTold();
    }

    private async Task WatchAsync(Process process)
    {
        var tree = new ProcessTree(process.Id, $"{Mark}={folder}");
        while (!_over.Task.IsCompleted)
        {
            Left = FirstTold() ?? SocketPeers.Elsewhere(tree.Look(), _welcome.Contains)?.ToString();
            if (Left is not null)
            {
                tree.Kill();
                if (!process.HasExited)
                    process.Kill(entireProcessTree: true);
                return;
            }

            try
            {
                await _over.Task.WaitAsync(Looks, clock.Time);
            }
            catch (TimeoutException)
            {
                continue; // it is time to look again
            }
        }
    }

    private string? FirstTold()
    {
        try
        {
            return File.Exists(Told) ? File.ReadLines(Told).FirstOrDefault() : null;
        }
        catch (IOException)
        {
            return null; // it is being written
        }
    }

    /// <summary>The addresses of the hosts that are allowed.</summary>
    private async Task<HashSet<IPAddress>> WelcomeAsync()
    {
        var addresses = new HashSet<IPAddress>();
        foreach (var host in allowed)
        {
            try
            {
                addresses.UnionWith(await Dns.GetHostAddressesAsync(host.Trim('[', ']')).WaitAsync(LookedUpWithin, clock.Time));
            }
            catch (Exception e) when (e is SocketException or ArgumentException or TimeoutException)
            {
                continue; // a name that is none leads nowhere
            }
        }

        return addresses;
    }
}
