using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>
/// Coins that are spread before transfers are sent: an address that holds none has every transfer refused.
/// </summary>
internal sealed class FundTests
{
    private const string Transfers =
        """{ "phase": "load", "kind": "transfers", "rate": 1, "for": "3 min", "addresses": 40 }""";

    [Test]
    public async Task Mined_coins_are_spread_until_every_address_holds_one_and_no_transfer_is_refused_then()
    {
        await using var test = await StartAsync();
        await test.RunAsync($$"""
             "phases": [ { "phase": "mine", "kind": "mine-on", "for": "1 min" }, { "phase": "fund", "kind": "fund", "for": "4 min",
            "addresses": 40 }, {{Transfers}} ]
            """);
        (test["fund"].Ok, test["fund"].Error).ShouldBe((1, null));
        (test["load"].Ok, test["load"].Failed).ShouldBe((180, 0));
        test.Node.Limited.ShouldBe(0);
    }

    [Test]
    public async Task Without_them_transfers_are_refused()
    {
        await using var test = await StartAsync();
        await test.RunAsync($$""" "phases": [ { "phase": "mine", "kind": "mine-on", "for": "1 min" }, {{Transfers}} ] """);
        test["load"].Failed.ShouldBeGreaterThan(100);
    }

    [Test]
    public async Task What_can_not_be_funded_is_a_load_that_was_not_reached()
    {
        await using var test = await StartAsync();
        await test.RunAsync(""" "phases": [ { "phase": "fund", "kind": "fund", "for": "1 min", "addresses": 4 } ] """);
        (test["fund"].Ok, test["fund"].Failed).ShouldBe((0, 1));
        test["fund"].Error!.ShouldContain("4 of 4 addresses hold less");
        test["fund"].Load!.Results.ShouldHaveSingleItem().Kind.ShouldBe(LoadResultKind.NotAccepted);
    }

    /// <summary>A chain whose genesis pays to nobody whose key is known.</summary>
    private static Task<LiveTest> StartAsync() =>
        LiveTest.StartAsync(new TestNodeOptions { UnevenBlocks = true, Funded = [] });

    [Test]
    public void The_first_test_keys_are_those_of_the_node_s_documents() =>
        TestAddresses.First(2).ShouldBe(["CT9A8CEgF7qJ3T6QuXSFQN31kEexxxa2oX", "CH5FG4NCAWBFqa2zZKufrdnAa7rRE1gH5C"]);
}
