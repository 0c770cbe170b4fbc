using System.Text;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Live;

internal sealed class KeyTests
{
    private const string Secret = "5f1d0b7c9a3e64812233445566778899aabbccddeeff00112233445566778899";

    // Addresses of a real node's genesis file (recordings, config.json) for the scalars 1, 2, 3, 5 and 40.
    [TestCase(1, "CT9A8CEgF7qJ3T6QuXSFQN31kEexxxa2oX")]
    [TestCase(2, "CH5FG4NCAWBFqa2zZKufrdnAa7rRE1gH5C")]
    [TestCase(3, "CTwFoE5cjFkZs9M4QDgjH5wWLCAEFwQiXF")]
    [TestCase(5, "CNxngvE5M4JUsuNk9p4EH9uJtYhnmtMqwe")]
    [TestCase(40, "CSsLr3icAapw2c7hJfY5QbDBSJgEoNY8AA")]
    public void A_key_s_address_is_the_one_a_real_node_gives_it(int scalar, string address) =>
        WesKey.Test(scalar).Address.ShouldBe(address);

    [TestCase("")]
    [TestCase("abc")]
    [TestCase("zz1d0b7c9a3e64812233445566778899aabbccddeeff00112233445566778899")]
    [TestCase("0000000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    public void What_is_no_private_key_is_none(string text) => WesKey.Parse(text).ShouldBeNull();

    [Test]
    public void A_key_prints_as_its_address()
    {
        var key = WesKey.Parse("0x" + Secret)!;
        key.ToString().ShouldBe(key.Address);
        key.Address.ShouldStartWith("C");
    }

    // RIPEMD-160 of "abc" and of nothing, from the paper's appendix.
    [TestCase("abc", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc")]
    [TestCase("", "9c1185a5c5e9fc54612808977ee8f548b2258d31")]
    public void RIPEMD_160_gives_the_paper_s_digests(string message, string digest) =>
        Convert.ToHexStringLower(Ripemd160.Hash(Encoding.ASCII.GetBytes(message))).ShouldBe(digest);

    [TestCase("env")]
    [TestCase("file")]
    public async Task Keys_from_the_environment_or_a_file_reach_the_node_and_never_the_disk(string source)
    {
        using var folder = new TemporaryFolder();
        folder.Write("keys.txt", Secret + "\n");
        await using var node = await TestNode.StartAsync(NodeBehaviour.Flat, new VirtualTime());
        var keys = source == "env" ? """{ "env": "WES_KEYS" }""" : """{ "file": "keys.txt" }""";
        var scenario = LiveTest.Scenario($$"""
            { "node": { "url": "{{node.Http}}" }, "phases": [ { "phase": "load", "kind": "transfers", "rate": 1,
            "for": "5 s", "keys": {{keys}} } ] }
            """);
        var time = new VirtualTime();
        using (var run = RunFolder.Create(folder.Path, LiveRun.Header(scenario, "run", "test", time.GetUtcNow())))
        {
            var options =
                new LiveOptions { ScenarioFolder = folder.Path, Environment = new Dictionary<string, string> { ["WES_KEYS"] = Secret } };
            await LiveRun.RunAsync(scenario, options, run.Recorder, new VirtualLiveClock(time), default);
            run.Recorder.Run.Phases[0].Sent.ShouldBe(5);
        }

        node.Bodies("wes_sendTransaction").ShouldContain(Secret);
        var written = Directory.GetFiles(Path.Combine(folder.Path, "run"));
        written.ShouldNotBeEmpty();
        foreach (var file in written)
            File.ReadAllText(file).ShouldNotContain(Secret);
    }

    [TestCase("", "is not set")]
    [TestCase("nonsense", "key 1 of the environment variable WES_KEYS is not a private key")]
    [TestCase(Secret, "contains 1 key; 2 are needed")]
    public async Task Keys_that_are_missing_wrong_or_too_few_are_bad_input_before_anything_is_sent(string value, string message)
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var error = await Should.ThrowAsync<BadInputException>(() => test.RunAsync(
            """
                 "phases": [ { "phase": "load", "kind": "transfers", "rate": 1, "for": "5 s", "addresses": 2, "keys": {
                "env": "WES_KEYS" } } ]
                """, null,
            options => options with { Environment = new Dictionary<string, string> { ["WES_KEYS"] = value } }));
        error.Message.ShouldContain(message);
        error.Message.ShouldNotContain(Secret);
        test.Node.Received.ShouldBe(0);
    }
}
