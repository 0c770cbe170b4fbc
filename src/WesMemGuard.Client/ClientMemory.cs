using System.Runtime.CompilerServices;
using WesMemGuard.Client.Cycles;
using WesMemGuard.Client.Foretold;
using WesMemGuard.Client.Leaving;
using WesMemGuard.Client.Messages;

namespace WesMemGuard.Client;

/// <summary>
/// Measures what a client keeps of each call, in the process that it runs in:
/// <c>ClientRun run = await ClientMemory.RepeatAsync(() =&gt; client.PollAsync()); run.ShouldKeepAtMost("0 B", per: CallUnit.Call);</c>
/// Where the environment variable <c>WESMEMGUARD_CLIENT_OUT</c> names a folder, each measurement is left there too: two builds are
/// compared by <c>wesmemguard ab</c>.
/// </summary>
public static class ClientMemory
{
    // Two clients measured at once would be in each other's heap.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>
    /// Repeats a call and takes the live heap after full collections. A server in the same process is in the figures: start the node
    /// that the client talks to in a process of its own.
    /// </summary>
    /// <param name="call">One call of the client. It is made one after the other, thousands of times.</param>
    /// <param name="options">How long at most, and how it is named.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="code">Filled in by the compiler.</param>
    /// <exception cref="TimeoutException">A call or a finalizer did not end within a minute.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time budget or the growth is not more than zero.</exception>
    public static async Task<ClientRun> RepeatAsync(Func<Task> call, ClientOptions? options = null, CancellationToken ct = default,
        [CallerArgumentExpression(nameof(call))] string code = "")
    {
        ArgumentNullException.ThrowIfNull(call);
        var how = options ?? new ClientOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(how.TimeBudget, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(how.MostGrowth.Bytes, 1);
        await OneAtATime.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            var plan = new CyclePlan(how.TimeBudget, (long)how.MostGrowth.Bytes);
            var measured = await new ClientCycles(call, plan, how.Time, ct).RunAsync().ConfigureAwait(false);
            var builtIn = how.BuiltIn ?? AppContext.BaseDirectory;
            var logs = measured.Walked is null ? null : ErrorLogs.Around(builtIn);
            var name = how.Name ?? CallName.Of(code);
            LeftMeasurements.Leave(name, measured, how.Time.GetUtcNow());
            var sightings = await LeftSightings.TakeAsync(builtIn, how.Time).ConfigureAwait(false);
            return new ClientRun(name, measured, logs, sightings);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>Repeats a call that doesn't wait.</summary>
    /// <inheritdoc cref="RepeatAsync(Func{Task}, ClientOptions?, CancellationToken, string)"/>
    public static Task<ClientRun> RepeatAsync(Action call, ClientOptions? options = null, CancellationToken ct = default,
        [CallerArgumentExpression(nameof(call))] string code = "")
    {
        ArgumentNullException.ThrowIfNull(call);
        return RepeatAsync(() =>
        {
            call();
            return Task.CompletedTask;
        }, options, ct, code);
    }
}
