using WesMemGuard.Client.Cycles;

namespace WesMemGuard.Client.Tests.Cycles;

/// <summary>When warm-up is over: also for what is never twice alike, because it fills and is cleared again and again.</summary>
[NonParallelizable]
internal sealed class WarmUpTests
{
    private readonly List<byte[]> _filled = [];

    // Other programs of a busy machine may keep a level from standing still; without the rule it fails each time.
    [Retry(2)]
    [Test]
    public async Task A_list_that_is_cleared_now_and_then_is_quiet_before_its_share_of_the_time_is_up()
    {
        var run = await new ClientCycles(
            FillAsync, new CyclePlan(TimeSpan.FromSeconds(20), 1 << 26), TimeProvider.System, default).RunAsync();

        run.Quiet.ShouldBeTrue();
        run.Walked.ShouldBeNull();
    }

    private Task FillAsync()
    {
        _filled.Add(new byte[64]);
        if (_filled.Count >= 3000)
            _filled.Clear();
        return Task.CompletedTask;
    }
}
