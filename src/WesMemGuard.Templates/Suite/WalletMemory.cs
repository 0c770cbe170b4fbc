#if (mstest)
using Microsoft.VisualStudio.TestTools.UnitTesting;
#endif
using WesMemGuard.Client;
using WesMemGuard.Testing;
#if (xunit)
using Xunit;
#endif

/// <summary>What the client keeps of each call, measured in a process of its own against a node that is replayed in another.</summary>
#if (mstest)
[TestClass]
#endif
public sealed class WalletMemory
{
    /// <summary>It ends as soon as it is decided; a busy machine needs more time for that than the usual 20 s.</summary>
    private static readonly ClientOptions Patient = new() { TimeBudget = TimeSpan.FromMinutes(2) };

    [ClientMemoryTest(MostSeconds = 180)]
    public async Task A_poll_keeps_nothing()
    {
#if (xunit)
        var ct = TestContext.Current.CancellationToken;
        await using var node = await ReplayProcess.StartAsync("recordings/idle", ct: ct);
        using var client = new WalletClient(node.Url);
        ClientRun run = await ClientMemory.RepeatAsync(() => client.PollAsync(), Patient, ct);
#else
        await using var node = await ReplayProcess.StartAsync("recordings/idle");
        using var client = new WalletClient(node.Url);
        ClientRun run = await ClientMemory.RepeatAsync(() => client.PollAsync(), Patient);
#endif

        run.ShouldKeepAtMost("0 B", per: CallUnit.Call);
        run.Connections.ShouldReturnToStart();
        run.Timers.ShouldReturnToStart();
    }
}
