using WesMemGuard.Node.Services;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>
/// Sends a few requests before the first load and counts none: the first ones of a process pay for its code being
/// compiled, which is neither the node's latency nor a part of the load.
/// </summary>
internal static class ClientWarmUp
{
    private const int Requests = 8;

    public static async Task RunAsync(Scenario scenario, LoadSenders senders, CancellationToken ct)
    {
        if (!scenario.AllPhases.Any(p => p.KindRow.IsLoad))
            return;
        for (var i = 0; i < Requests; i++)
        {
            using var turn = senders.Next();
            if (turn is null)
                return;
            var reading = await turn.Client.AskAsync(JsonRpcCall.Request("wes_blockNumber"), ct);
            if (reading.Sample is not { } answer)
                return; // the run will say what is wrong with the node
            RpcAnswers.End(answer.Body, text => text);
        }
    }
}
