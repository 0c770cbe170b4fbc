using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>
/// What a fix writes compiles: names are free, types are said as the file can say them, nothing is lost.
/// </summary>
internal sealed class FixTextTests
{
    /// <summary>Code, the rule whose findings are fixed, and what must stand there afterwards.</summary>
    private static readonly (string Written, string Code)[] Cases =
    [
        ("private static readonly XmlSerializer BlockSerializer2 = ", """
            using System.Xml.Serialization;
            public static class C {
                public static void Write(Stream s, object o) =>
                    new XmlSerializer(typeof(Block), new XmlRootAttribute("a")).Serialize(s, o);
                public static object? Read(Stream s) => new XmlSerializer(typeof(Block), new XmlRootAttribute("b")).Deserialize(s); }
            """),
        ("private static readonly System.Xml.Serialization.XmlSerializer BlockSerializer = ", """
            public static class C { public static object? Read(Stream s) => new System.Xml.Serialization.XmlSerializer(typeof(Block),
                new System.Xml.Serialization.XmlRootAttribute("b")).Deserialize(s); }
            """),
        ("using var registration2 = life.Register(stop);", """
            public static class C { public static async Task WaitAsync(CancellationToken life, string registration, Action stop) {
                life.Register(stop);
                await Task.Delay(registration.Length, life); } }
            """),
        ("Channel.CreateBounded<Block>(new BoundedChannelOptions(1024) { SingleReader = true })", """
            public sealed class Streams(NodeClient client) {
                private readonly Channel<Block> _c = Channel.CreateUnbounded<Block>(new UnboundedChannelOptions { SingleReader = true });
                public async Task RunAsync(CancellationToken token) { using var call = client.Watch("all");
                    try { while (await call.ResponseStream.MoveNext(token))
                        await _c.Writer.WriteAsync(call.ResponseStream.Current, token); }
                    finally { _c.Writer.TryComplete(); } }
                public ValueTask<Block> NextAsync(CancellationToken token) => _c.Reader.ReadAsync(token); }
            """),
    ];

    [TestCaseSource(nameof(Cases))]
    public async Task Fixed_code_compiles_and_says_it((string Written, string Code) given)
    {
        var after = await Fixer.FixAllAsync(given.Code);
        after.ShouldContain(given.Written);
        Should.NotThrow(() => Snippet.Diagnose(after), after);
    }

    [Test]
    public async Task A_time_is_said_in_full_where_its_namespace_is_not_imported()
    {
        const string Code = """
            using Microsoft.Extensions.Caching.Memory;
            public sealed class Balances(IMemoryCache cache) {
                public void Put(string address, decimal value) => cache.Set(address, value); }
            """;
        var without = Snippet.Usings.Replace("global using System;", "", StringComparison.Ordinal);
        (await Fixer.FixOnceAsync("WMG1004", Code,
            without)).ShouldNotBeNull().ShouldContain("value, System.TimeSpan.FromMinutes(5)");
        (await Fixer.FixOnceAsync("WMG1004", Code)).ShouldNotBeNull().ShouldContain("value, TimeSpan.FromMinutes(5)");
    }
}
