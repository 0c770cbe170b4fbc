using System.Diagnostics;
using System.Globalization;

namespace WesMemGuard.Testing;

/// <summary>
/// A recorded node in a process of its own, for tests that measure the memory of this one: a server in the same process would be in their
/// figures. It ends with this process.
/// <code>
/// await using var node = await ReplayProcess.StartAsync("recordings/idle");
/// using var client = new WalletClient(node.Url);
/// ClientRun run = await ClientMemory.RepeatAsync(() => client.PollAsync());
/// </code>
/// </summary>
public sealed class ReplayProcess : IAsyncDisposable, IDisposable
{
    /// <summary>How the first line of the process begins; its address follows.</summary>
    internal const string Answering = "answering at ";

    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60), LongestEnd = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    private ReplayProcess(Process process, Uri url) => (_process, Url) = (process, url);

    /// <summary>Where it answers, on this machine; one port serves both of the node's.</summary>
    public Uri Url { get; }

    /// <summary>Starts serving a recording; the last answers are served on when it is over.</summary>
    /// <param name="recording">Its folder: relative to the test project's folder or one above it, or absolute.</param>
    /// <param name="speed">How many times faster than it was recorded, above 0.</param>
    /// <param name="ct">Ends the start.</param>
    /// <exception cref="Input.BadInputException">It is not there.</exception>
    /// <exception cref="InvalidOperationException">It did not start; the message is what the process said.</exception>
    public static async Task<ReplayProcess> StartAsync(string recording, double speed = 1, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        var process = Process.Start(Prepared(ProjectFolder.Whole(recording), speed))!;
        try
        {
            using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
            bound.CancelAfter(LongestStart);
            var said = await process.StandardOutput.ReadLineAsync(bound.Token).ConfigureAwait(false);
            if (said?.StartsWith(Answering, StringComparison.Ordinal) == true
                && Uri.TryCreate(said[Answering.Length..], UriKind.Absolute, out var url))
                return new ReplayProcess(process, url);
            var why = await process.StandardError.ReadToEndAsync(bound.Token).ConfigureAwait(false);
            throw new InvalidOperationException($"The replay of {recording} did not start: {said}{why}");
        }
        catch
        {
            End(process);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => End(_process);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// This assembly as a program, with the assemblies and the runtime of the tests, whose files lie beside it and say where those are.
    /// </summary>
    private static ProcessStartInfo Prepared(string recording, double speed)
    {
        var start = new ProcessStartInfo(DotnetHost.Path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var assemblies = ((string?)AppContext.GetData("APP_CONTEXT_DEPS_FILES") ?? "").Split(';')[0];
        const string ending = ".deps.json";
        string[] arguments =
        [
            "exec", "--depsfile", assemblies, "--runtimeconfig",
            assemblies.EndsWith(ending, StringComparison.Ordinal) ? assemblies[..^ending.Length] + ".runtimeconfig.json" : assemblies,
            typeof(ReplayProcess).Assembly.Location, recording, speed.ToString("R", CultureInfo.InvariantCulture),
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // Settings of a profiler or of coverage are for the tests.
        foreach (var name in new[] { "CORECLR_ENABLE_PROFILING", "DOTNET_STARTUP_HOOKS" })
            start.Environment.Remove(name);
        return start;
    }

    private static void End(Process process)
    {
        try
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(LongestEnd))
                process.Kill();
        }
        finally
        {
            process.Dispose();
        }
    }
}
