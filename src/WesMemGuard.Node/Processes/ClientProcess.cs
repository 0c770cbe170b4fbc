using System.Diagnostics;
using System.Globalization;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Texts;

namespace WesMemGuard.Node.Processes;

/// <summary>
/// A client that is run beside a node as a process of its own: it is given the node's address, stopped at the end, and never left behind.
/// </summary>
internal sealed class ClientProcess : IAsyncDisposable
{
    /// <summary>What stands in its arguments and variables for the node's address.</summary>
    public const string UrlPlace = "{url}";

    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    private readonly NodeStartOptions _options;
    private readonly ProcessOutput _output;
    private readonly ParentWatch _watch = ParentWatch.Start(null);
    private readonly TimeProvider _time;
    private ProcessLife? _life;
    private bool _ending;

    private ClientProcess(NodeStartOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _output = new ProcessOutput(options.OutputFile, options.Scrub);
    }

    /// <summary>Its process.</summary>
    public int Pid => _life!.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _life!.HasEnded;

    /// <summary>Starts a client.</summary>
    /// <param name="client">How.</param>
    /// <param name="url">The node, without a slash at its end.</param>
    /// <param name="options">Where from, and who is told.</param>
    /// <param name="time">Dates what happens.</param>
    /// <exception cref="NodeStartException">It can't be run.</exception>
    public static ClientProcess Start(StartedNode client, Uri url, NodeStartOptions options, TimeProvider time)
    {
        var started = new ClientProcess(options, time);
        try
        {
            var process = Process.Start(started.How(client, url.AbsoluteUri.TrimEnd('/')))!;
            var life = started._life = new ProcessLife(process, time, EndsWithin);
            started._watch.Watch(life.Id);
            started._output.Follow(process);
            life.Answers(life.Id);
            started.Tell(RunEvent.ClientStarted, string.Create(CultureInfo.InvariantCulture, $"pid {life.Id}"), null);
            _ = started.WatchAsync(life);
            return started;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or FileNotFoundException or NodeStartException)
        {
            started._watch.Dispose();
            started._output.Dispose();
            throw e as NodeStartException ?? new NodeStartException(StartReasons.NoProgram(client.Command, e.Message), e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _ending = true;
        if (_life is { HasEnded: false } life)
        {
            Signals.Term(life.Id);
            try
            {
                await life.Ended.WaitAsync(EndsWithin, _time);
            }
            catch (TimeoutException)
            {
                life.Kill();
                await life.Ended;
            }
        }

        _life?.Kill(); // what it started and left behind
        _life?.Dispose();
        _watch.Dispose();
        _output.Dispose();
    }

    private ProcessStartInfo How(StartedNode client, string url)
    {
        var folder = Path.GetFullPath(Path.Combine(_options.Folder, client.WorkDirectory ?? "."));
        var command = client.Command.AsSpan().ContainsAny('/', '\\') ? Path.GetFullPath(Path.Combine(_options.Folder, client.Command))
            : client.Command;
        if (ProgramPath.Find(command, folder) is null)
            throw new NodeStartException(StartReasons.NoProgram(client.Command, null));
        var session = ProcessSession.Command;
        var start = new ProcessStartInfo(session ?? command)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        if (session is not null)
            start.ArgumentList.Add(command);
        foreach (var argument in client.Arguments)
            start.ArgumentList.Add(argument.Replace(UrlPlace, url, StringComparison.Ordinal));
        foreach (var (name, value) in client.Environment)
            start.Environment[name] = value.Replace(UrlPlace, url, StringComparison.Ordinal);
        return start;
    }

    private async Task WatchAsync(ProcessLife life)
    {
        await life.Ended;
        if (_ending)
            return;
        await _output.RestAsync(TimeSpan.FromSeconds(1), _time);
        if (life.ExitCode == 0)
            Tell(RunEvent.ClientEnded, null, 0);
        else
            Tell(RunEvent.ClientDied, StartFailures.Explain(_output.Last, life.ExitCode).In(Language.English), life.ExitCode);
    }

    private void Tell(string name, string? detail, int? code) =>
        _options.Happened(new RunEvent(_time.GetUtcNow(), name, detail) { Code = code });
}
