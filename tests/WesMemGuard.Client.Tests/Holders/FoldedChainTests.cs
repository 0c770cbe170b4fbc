using WesMemGuard.Client.Holders;

namespace WesMemGuard.Client.Tests.Holders;

/// <summary>Lists of nodes along a way to a root.</summary>
internal sealed class FoldedChainTests
{
    private static readonly Dictionary<char, Type> Types =
        new() { ['a'] = typeof(int), ['b'] = typeof(long), ['c'] = typeof(string), ['d'] = typeof(char) };

    [TestCase("abc", "abc")]
    [TestCase("abbbbbc", "abbc")]
    [TestCase("dababababac", "dababac")]
    [TestCase("dababababc", "dababc")]
    [TestCase("abcabcabcabcd", "abcabcd")]
    [TestCase("aabbaabb", "aabbaabb")]
    [TestCase("abababccccd", "ababccd")]
    public void A_list_is_told_by_two_of_its_turns(string way, string told)
    {
        var chain = new FoldedChain();
        foreach (var type in way)
            chain.Add(Types[type]);

        string.Concat(chain.ToList().Select(t => Types.Single(p => p.Value == t).Key)).ShouldBe(told);
    }

    [Test]
    public void A_million_nodes_of_two_types_take_no_room()
    {
        var chain = new FoldedChain();
        for (var i = 0; i < 1_000_000; i++)
            chain.Add(i % 2 == 0 ? typeof(int) : typeof(long));

        chain.ToList().Count.ShouldBe(4);
    }
}
