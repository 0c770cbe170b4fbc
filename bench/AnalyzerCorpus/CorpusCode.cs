using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace WesMemGuard.AnalyzerCorpus;

/// <summary>One folder's code as one compilation; packages it needs may be missing, as in an editor before restore.</summary>
internal sealed record CorpusCode(string Name, CSharpCompilation Compilation, long Lines)
{
    private static readonly string[] Skipped = ["/obj/", "/bin/", "/.git/"];
    private static readonly string[] TestFolders =
        ["test", "tests", "testing", "benchmark", "benchmarks", "sample", "samples", "example", "examples", "playground",
        "perf", "docs", "demo", "demos", "consoletests", "testapps", "testassets"];
    private static readonly string[] Symbols =
        ["NET", "NETCOREAPP", "NET5_0_OR_GREATER", "NET6_0_OR_GREATER", "NET7_0_OR_GREATER", "NET8_0_OR_GREATER",
        "NET9_0_OR_GREATER", "NET10_0_OR_GREATER", "NETCOREAPP3_0_OR_GREATER", "NETCOREAPP3_1_OR_GREATER"];

    public static CorpusCode Read(string folder, bool tests)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: Symbols);
        var trees = new List<SyntaxTree> { CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.IO; global using "
                + "System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;",
                parse) };
        var lines = 0L;
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (!IsWanted(Path.GetRelativePath(folder, file), tests))
                continue;
            var text = SourceText.From(File.ReadAllText(file));
            lines += text.Lines.Count;
            trees.Add(CSharpSyntaxTree.ParseText(text, parse, file));
        }
        var options =
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable);
        return new(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)),
            CSharpCompilation.Create("Corpus", trees, [.. Net100.References.All, .. WebReferences()], options), lines);
    }

    private static bool IsWanted(string relative, bool tests)
    {
        var path = "/" + relative.Replace('\\', '/').ToLowerInvariant();
        if (Skipped.Any(path.Contains))
            return false;
        var folders = path.Split('/', '.');
        return tests || !folders.Any(part => TestFolders.Contains(part));
    }

    /// <summary>ASP.NET Core's and the Extensions' reference assemblies, where the SDK brings them.</summary>
    private static IEnumerable<MetadataReference> WebReferences()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!,
            "../../../packs/Microsoft.AspNetCore.App.Ref"));
        if (!Directory.Exists(root))
            yield break;
        var newest = Directory.GetDirectories(root).Order(StringComparer.Ordinal).Last();
        foreach (var file in Directory.EnumerateFiles(newest, "*.dll", SearchOption.AllDirectories))
            if (file.Contains("/ref/", StringComparison.Ordinal))
                yield return MetadataReference.CreateFromFile(file);
    }
}
