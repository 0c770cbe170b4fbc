using WesMemGuard.Harness.Live;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>A refused connection means that nobody listens only as long as nothing else is seen.</summary>
internal sealed class NodeSilenceTests
{
    [TestCase(MissKind.Refused, true)]
    [TestCase(MissKind.TimedOut, false)]
    [TestCase(MissKind.Closed, false)]
    public void What_listens_again_is_not_gone_however_slow_it_is(MissKind then, bool isGone)
    {
        var time = new VirtualTime();
        var silence = new NodeSilence(new VirtualLiveClock(time));
        silence.Missed(MissKind.Refused);
        time.MoveTo(time.GetUtcNow().AddSeconds(10));
        silence.Missed(then);
        time.MoveTo(time.GetUtcNow().AddSeconds(10));

        silence.IsGone(isHere: true).ShouldBe(isGone);
    }
}
