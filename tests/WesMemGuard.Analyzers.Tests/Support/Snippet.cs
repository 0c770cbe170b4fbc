using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.Analyzers.Tests.Support;

/// <summary>Compiles a piece of code with the stubs and tells what the rules say of it.</summary>
internal static class Snippet
{
    public const string Usings = """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Sockets;
        global using System.Net.WebSockets;
        global using System.Text;
        global using System.Threading;
        global using System.Threading.Channels;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.Hosting;
        global using Node;
        """;

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Preview);
    private static readonly CSharpCompilationOptions Options =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);

    /// <summary>The runtime and the stubs: compiled once, a case is bound against them.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } = [.. Net100.References.All, Stub()];

    // A compilation made from another one keeps its references' symbols, which cost more than the case itself.
    private static readonly CSharpCompilation Library =
        CSharpCompilation.Create("Case", [CSharpSyntaxTree.ParseText(Usings, Parse, "Usings.cs")], References, Options);
    private static readonly CSharpCompilation Program =
        Library.WithOptions(Options.WithOutputKind(OutputKind.ConsoleApplication));

    public static CSharpCompilation Compile(string code, OutputKind kind = OutputKind.DynamicallyLinkedLibrary) =>
        (kind == OutputKind.ConsoleApplication
            ? Program : Library).AddSyntaxTrees(CSharpSyntaxTree.ParseText(code, Parse, "Case.cs"));

    /// <summary>As an editor sees it before a restore: nothing but the runtime is there.</summary>
    public static CSharpCompilation CompileBare(string code) =>
        Compile(code, KindOf(code)).WithReferences(Net100.References.All)
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(Stubs.Domain, Parse, "Domain.cs"));

    public static OutputKind KindOf(string code) =>
        code.Contains("// top-level", StringComparison.Ordinal)
            ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Switches on a rule that is off by default.</summary>
    public static Compilation Enable(Compilation compilation, string id) =>
        compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new(id, ReportDiagnostic.Warn)]));

    public static ImmutableArray<Diagnostic> Diagnose(Compilation compilation) =>
        Diagnose(compilation, new AnalyzerOptions([]));

    /// <summary>What the rules say where .editorconfig sets a key.</summary>
    public static IReadOnlyList<string> Diagnose(string code, string key, string value) =>
        [.. Diagnose(Compile(code), new AnalyzerOptions([], new EditorConfig(key, value)))
            .Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.Id)];

    private static ImmutableArray<Diagnostic> Diagnose(Compilation compilation, AnalyzerOptions options)
    {
        var found = compilation.WithAnalyzers([new LeakAnalyzer()], options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        found.Where(finding => finding.Id == "AD0001").ShouldBeEmpty();
        return found;
    }

    public static ImmutableArray<Diagnostic> Diagnose(string code)
    {
        var compilation = Compile(code, KindOf(code));
        compilation.GetDiagnostics().Where(error => error.Severity == DiagnosticSeverity.Error)
            .Select(error => error.ToString()).ShouldBeEmpty();
        return Diagnose(compilation);
    }

    /// <summary>The code leaks: this rule warns, and no other.</summary>
    public static void ShouldWarn(string id, string code)
    {
        var found = Diagnose(code);
        found.Where(finding => finding.Severity >= DiagnosticSeverity.Warning).Select(finding => finding.Id).Distinct()
            .ShouldBe([id], Text(code, found));
    }

    /// <summary>The evidence is weak: this rule suggests, and nothing warns.</summary>
    public static void ShouldSuggest(string id, string code)
    {
        var found = Diagnose(code);
        found.Where(finding => finding.Severity >= DiagnosticSeverity.Warning).ShouldBeEmpty(Text(code, found));
        found.Select(finding => finding.Id).ShouldContain(id, Text(code, found));
    }

    /// <summary>The code is right: nothing warns.</summary>
    public static void ShouldBeSilent(string code)
    {
        var found = Diagnose(code);
        found.Where(finding => finding.Severity >= DiagnosticSeverity.Warning).ShouldBeEmpty(Text(code, found));
    }

    private static PortableExecutableReference Stub()
    {
        var tree = CSharpSyntaxTree.ParseText(Usings.Replace("global using Node;", "", StringComparison.Ordinal) + "\n"
            + Stubs.Source, Parse);
        using var image = new MemoryStream();
        var made = CSharpCompilation.Create("Stubs", [tree], Net100.References.All, Options.WithSpecificDiagnosticOptions([])).Emit(image);
        made.Success.ShouldBeTrue(string.Join('\n',
            made.Diagnostics.Where(error => error.Severity == DiagnosticSeverity.Error).Take(5)));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static string Text(string code, ImmutableArray<Diagnostic> found) => string.Join('\n', found) + "\n" + code;
}
