using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>Code that is broken, cut, doubled or strange must end no analysis; what was analysed must be forgotten.</summary>
internal sealed class RobustnessTests
{
    private const int Seed = 20261122;
    private static readonly int Mutations = Wanted("WESMEMGUARD_MUTATIONS", 500);
    private static readonly int Compilations = Wanted("WESMEMGUARD_COMPILATIONS", 200);

    [Test]
    public void Broken_syntax_of_every_page_is_survived()
    {
        HelpPage.All.ShouldNotBeEmpty();
        foreach (var page in HelpPage.All)
            for (var cut = 1; cut <= 4; cut++)
                Snippet.Diagnose(Snippet.Compile(page.Bad[..(page.Bad.Length * cut / 5)])).ShouldNotContain(found => found.Id == "AD0001");
    }

    [Test]
    [CancelAfter(600_000)]
    public void Mutated_files_are_survived()
    {
        var random = new Random(Seed);
        List<string> known = [.. HelpPage.All.Select(page => page.Bad), .. KnownCode.Leaking()];
        known.Count.ShouldBeGreaterThan(HelpPage.All.Count);
        for (var i = 0; i < Mutations; i++)
            Snippet.Diagnose(Snippet.Compile(Mutate(known[i % known.Count], random))).ShouldNotContain(found => found.Id == "AD0001");
    }

    /// <summary>As an editor has it while a name is typed, or a generator made it: no name, or one longer than a window.</summary>
    [TestCase(0)]
    [TestCase(16_382)]
    [TestCase(16_383)]
    [TestCase(20_000)]
    public async Task A_name_of_any_length_ends_no_search(int length)
    {
        var name = new string('N', length);
        var code = $"public static class {name} {{ public static readonly List<string> {name} = new(); }}\n"
            + $"public static class User {{ public static void Put(string text) => {name}.{name}.Add(text); }}";
        await Task.Run(() => Snippet.Diagnose(Snippet.Compile(code))).WaitAsync(TimeSpan.FromSeconds(9));
        await Task.Run(() => WordPlaces.In(SourceText.From(code), name)).WaitAsync(TimeSpan.FromSeconds(9));
    }

    [TestCase("CancellationToken t = token; t = t; t.Register(() => Console.WriteLine(t));")]
    [TestCase("CancellationToken a, b = token; a = b; b = a; a.Register(() => Console.WriteLine(b));")]
    [TestCase("CancellationToken a = b, b = a; a.Register(() => Console.WriteLine(b));")]
    [TestCase("_own = _own; cache.Set(\"\", 1, _own);")]
    [TestCase("_own = _other; _other = _own; cache.Set(\"\", 1, _own);")]
    [TestCase("var options = options; cache.Set(\"\", 1, options);")]
    [TestCase("MemoryCacheEntryOptions a = b, b = a; cache.Set(\"\", 1, a);")]
    public void Values_that_lead_back_to_themselves_are_survived(string statements) => Snippet.Diagnose(Snippet.Compile($$"""
        using Microsoft.Extensions.Caching.Memory;
        public sealed class Circle(IMemoryCache cache) {
            private MemoryCacheEntryOptions _own = new(), _other = new();
            public async Task GoAsync(CancellationToken token) { {{statements}} await Task.Yield(); } }
        """)).ShouldNotContain(found => found.Id == "AD0001");

    [Test]
    public void A_compilation_is_forgotten_when_its_analysis_is_over()
    {
        var analysed = Analyse();
        for (var i = 0; i < 5 && analysed.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        analysed.IsAlive.ShouldBeFalse();
    }

    [Test]
    public void Memory_stays_flat_over_many_compilations()
    {
        Analyse(100);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Analyse(Compilations);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Out.WriteLine($"{Compilations} compilations: {before} B before, {grown} B more after");
        grown.ShouldBeLessThan(4 * 1024 * 1024);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Analyse()
    {
        var compilation = Snippet.Compile(HelpPage.All[0].Bad);
        Snippet.Diagnose(compilation).ShouldNotBeEmpty();
        return new WeakReference(compilation);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Analyse(int times)
    {
        for (var i = 0; i < times; i++)
            Snippet.Diagnose(Snippet.Compile(HelpPage.All[i % HelpPage.All.Count].Bad));
    }

    private static int Wanted(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var wanted) ? wanted : otherwise;

    /// <summary>Drops, doubles or swaps a few tokens.</summary>
    private static string Mutate(string code, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(code).GetRoot().DescendantTokens().Select(token => token.ToFullString()).ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(tokens.Count);
            switch (random.Next(4))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 2:
                    tokens[at] = tokens[random.Next(tokens.Count)];
                    break;
                default:
                    (tokens[at], tokens[0]) = (tokens[0], tokens[at]);
                    break;
            }
        }
        return string.Concat(tokens);
    }
}
