using WesMemGuard.Testing;

namespace WesMemGuard.Testing.Tests;

/// <summary>A test in a process of its own, whatever else runs.</summary>
internal sealed class ClientMemoryTestTests
{
    private static int _inThisProcess;

    [Test]
    public void A_test_of_the_same_fixture_runs_here() => Interlocked.Increment(ref _inThisProcess).ShouldBe(1);

    [ClientMemoryTest]
    public void Another_runs_in_a_process_of_its_own_where_no_other_test_ran()
    {
        Environment.GetEnvironmentVariable("WESMEMGUARD_TEST_APART").ShouldNotBeNullOrEmpty();
        _inThisProcess.ShouldBe(0);
    }
}
