using System.Runtime.CompilerServices;
using WesMemGuard.Client.Cycles;

namespace WesMemGuard.Client.Tests.Cycles;

/// <summary>
/// The array of a weak table is as large as the calls between two collections want it, and never shrinks: longer cycles alone make it
/// grow.
/// </summary>
[NonParallelizable]
internal sealed class WeakTableTests
{
    private readonly ConditionalWeakTable<object, byte[]> _tied = [];

    // Other programs of a busy machine may keep a level from standing still; without the rule it fails each time.
    [Retry(2)]
    [Test]
    public async Task Cycles_are_not_lengthened_where_nothing_but_a_step_is_in_doubt()
    {
        var run = await new ClientCycles(
            TieAsync, new CyclePlan(TimeSpan.FromSeconds(20), 1 << 26), TimeProvider.System, default).RunAsync();

        run.Walked.ShouldBeNull();
        CallGrowth.RoseLate(run.Levels, 0).ShouldBeFalse();
    }

    private Task TieAsync()
    {
        _tied.Add(new object(), new byte[50]);
        return Task.CompletedTask;
    }
}
