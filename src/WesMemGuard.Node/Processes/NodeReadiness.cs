using System.Globalization;
using WesMemGuard.Node.Services;
using WesMemGuard.Node.Services.Wes;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Processes;

/// <summary>
/// Waits until a started node answers, and makes sure that it is this one: a busy port makes a node move up to 20 ports on, and then
/// somebody else answers on the one that was asked for (node.md 7.5). Never by <c>/health/ready</c>, which is 503 for ever on one node.
/// A Go service is there as soon as it tells the figures of its runtime.
/// </summary>
internal sealed class NodeReadiness(NodeFolder folder, NodeStartOptions options, TimeProvider time)
{
    private const double StartSlack = 3;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <returns>The process that answers, the started one or a descendant of it, and what kind of service it is.</returns>
    /// <exception cref="NodeStartException">It ended, answers too late, or another process answers.</exception>
    public async Task<(int Pid, ServiceProfile Service)> WaitAsync(
        ProcessLife life, Func<IReadOnlyList<string>> output, Func<Task> rest, CancellationToken cancellation)
    {
        using var client = new NodeClient(folder.Address, time,
            new NodeClientSettings { Timeout = TimeSpan.FromSeconds(2), Access = options.Access });
        var began = time.GetTimestamp();
        var last = "nothing";
        while (time.GetElapsedTime(began) < options.ReadyWithin)
        {
            if (life.HasEnded)
            {
                await rest(); // so that all of its output is here
                throw new NodeStartException(
                    $"the node ended before it answered: {StartFailures.Explain(output(), life.ExitCode)}{Words(output())}");
            }

            var service = await AnsweringAsync(client, cancellation);
            if (service.Miss is null)
                return (await VerifiedAsync(client, life, cancellation), service.Profile);
            last = service.Miss.Detail;
            RefuseMoved(life.Id);
            await Task.Delay(Between, time, cancellation);
        }

        var other = options.ProfileName == WesProfile.Name && (await ServiceProbe.FindAsync(client, null, cancellation)).Profile.Name
            is var name and not WesProfile.Name
            ? $"; a Go service answers there: if it is the one, say \"profile\": \"{name}\" in the scenario" : "";
        throw new NodeStartException(string.Create(CultureInfo.InvariantCulture,
            $"the node didn't answer on port {folder.Configuration.Http} within {options.ReadyWithin.TotalSeconds:0.#} s (last: "
                + $"{last}){other}{Words(output())}"));
    }

    /// <summary>What it is, or why it can't be told yet.</summary>
    private async Task<(ServiceProfile Profile, Miss? Miss)> AnsweringAsync(NodeClient client, CancellationToken cancellation)
    {
        if (options.ProfileName == WesProfile.Name)
        {
            var health = await client.HealthAsync(cancellation);
            return (WesProfile.Profile, health.Miss is null or { Kind: MissKind.NotFound }
                ? (await client.BlockNumberAsync(cancellation)).Miss : health.Miss);
        }

        var found = await ServiceProbe.FindAsync(client, options.ProfileName, cancellation);
        return (found.Profile, (await client.AskAsync(found.Profile.Page, NodeClient.LargestPage, cancellation)).Miss);
    }

    private async Task<int> VerifiedAsync(NodeClient client, ProcessLife life, CancellationToken cancellation)
    {
        var port = folder.Configuration.Http;
        var pid = life.Id;
        if (Ports.OwnerOf(port) is { } owner)
        {
            if (!Descends(owner, life.Id) && ProcFiles.SessionOf(owner) != life.Id)
                throw new NodeStartException(
                    $"port {port} is answered by process {owner}, which isn't the node that was started (process {life.Id})");
            pid = owner;
        }
        else if (!OperatingSystem.IsLinux())
        {
            await RefuseOlderAsync(client, life, cancellation);
        }

        if (options.ProfileName != WesProfile.Name)
            return pid;
        var chain = (await client.ChainIdAsync(cancellation)).Sample?.ChainId;
        if (folder.Configuration.ChainId is { } declared && chain is not null
            && chain != "0x" + declared.ToString("x", CultureInfo.InvariantCulture))
            throw new NodeStartException($"the chain that answers on port {port} is {chain}, the configuration's is 0x{declared:x}");
        return pid;
    }

    /// <summary>Where the system doesn't tell whose a port is, the page tells when its process began.</summary>
    private static async Task RefuseOlderAsync(NodeClient client, ProcessLife life, CancellationToken cancellation)
    {
        var page = (await client.MetricsAsync(cancellation)).Sample;
        var began = (life.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
        if (page?.StartTimeSeconds is { } start && Math.Abs(start - began) > StartSlack)
            throw new NodeStartException(string.Create(CultureInfo.InvariantCulture,
                $"the process that answers began {Math.Abs(start - began):0} s apart from the one that was started: "
                    + $"another node is on the port"));
    }

    private void RefuseMoved(int pid)
    {
        var port = folder.Configuration.Http;
        var ports = Ports.Of(pid);
        if (ports.Count > 0 && !ports.Contains(port) && ports.Any(p => p > port && p <= port + 20) && Ports.OwnerOf(port) is { } other)
            throw new NodeStartException(
                $"port {port} was taken by process {other} meanwhile, and the node moved on to {string.Join(", ", ports)}");
    }

    private static bool Descends(int pid, int from)
    {
        for (int? at = pid; at is { } now and > 1; at = ProcFiles.ParentOf(now))
        {
            if (now == from)
                return true;
        }

        return false;
    }

    private static string Words(IReadOnlyList<string> output)
    {
        var last = StartFailures.Telling(output);
        return last.Count == 0
            ? "; it printed nothing"
            : "; its last words: " + string.Join(" | ", last.Select(line => line.Length > 160 ? line[..160] + "…" : line));
    }
}
