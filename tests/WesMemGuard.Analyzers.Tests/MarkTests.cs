using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>
/// The marks that the package brings as source compile, and say what the rules know them by; a placeholder says
/// nothing.
/// </summary>
internal sealed class MarkTests
{
    private static readonly string Marks = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory,
        "Package",
        "WesMemGuard.Marks.cs"));

    [TestCase("one per configured node", 0)]
    [TestCase("", 1)]
    [TestCase(" ", 1)]
    [TestCase("TODO", 1)]
    [TestCase("say what bounds the keys", 1)]
    public void A_reason_bounds_and_a_placeholder_does_not(string why, int warnings)
    {
        Warnings($$"""
            public static class Counts
            {
                [WesMemGuard.BoundedBy("{{why}}")] private static readonly Dictionary<string, int> Map = new();
                public static void Hit(string address) => Map[address] = 1;
            }
            """).Count.ShouldBe(warnings);
    }

    [TestCase("public sealed class P { private readonly Timer _t = new(_ => { }, null, 0, 9); public void F() => _t.Change(1, 1); }", 1)]
    [TestCase("[WesMemGuard.AppLifetime] public sealed class P { private readonly Timer _t = new(_ => { }, null, 0, 9); "
        + "public void F() => _t.Change(1, 1); }", 0)]
    [TestCase("[WesMemGuard.ShortLived] public sealed class P { private readonly Timer _t = new(_ => { }, null, 0, 9); "
        + "public void F() => _t.Change(1, 1); }", 0)]
    [TestCase("[WesMemGuard.MustRelease] public sealed class Lease { public void Free() { } } "
        + "public static class U { public static void Go() { var lease = new Lease(); lease.GetHashCode(); } }", 1)]
    public void Marks_say_how_long_things_live_and_who_releases_them(string code, int warnings) =>
        Warnings(code).Count.ShouldBe(warnings);

    private static List<string> Warnings(string code)
    {
        var compilation = Snippet.Compile(code).AddSyntaxTrees(CSharpSyntaxTree.ParseText(Marks,
            new CSharpParseOptions(LanguageVersion.Preview), "Marks.cs"));
        compilation.GetDiagnostics().Where(error => error.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return [.. Snippet.Diagnose(compilation).Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.Id)];
    }
}
