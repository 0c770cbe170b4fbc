using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.AnalyzerCorpus;

/// <summary>
/// The same code as one compilation and as one for each project that refers to the others: what the rules find in the
/// one and not in the other is what knowledge across projects brings.
/// </summary>
internal static class ProjectCode
{
    public static async Task CompareAsync(CorpusCode code, string folder)
    {
        var whole = await FindAsync(code.Compilation);
        var projects = Read(code.Compilation, folder);
        var apart = new HashSet<string>(StringComparer.Ordinal);
        foreach (var project in projects.Values)
            apart.UnionWith(await FindAsync(project));
        Console.WriteLine(
            $"{code.Name}: {code.Lines:N0} lines, {projects.Count} projects; as one {whole.Count} warnings, project by project "
                + $"{apart.Count}");
        foreach (var place in whole.Except(apart).Order(StringComparer.Ordinal))
            Console.WriteLine("  only as one: " + place);
        foreach (var place in apart.Except(whole).Order(StringComparer.Ordinal))
            Console.WriteLine("  only project by project: " + place);
    }

    private static async Task<HashSet<string>> FindAsync(CSharpCompilation compilation)
    {
        var found = await compilation.WithAnalyzers([new LeakAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. found.Where(finding => finding.Severity >= DiagnosticSeverity.Warning).Select(Line)];
    }

    private static string Line(Diagnostic finding)
    {
        var place = finding.Location.GetLineSpan();
        return $"{finding.Id} {place.Path}:{place.StartLinePosition.Line + 1} "
            + finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A compilation for each project file; a file belongs to the nearest one above it.</summary>
    private static Dictionary<string, CSharpCompilation> Read(CSharpCompilation whole, string folder)
    {
        var usings = whole.SyntaxTrees.First();
        var files = Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories)
            .GroupBy(file => Path.GetFullPath(Path.GetDirectoryName(file)!)).ToDictionary(group => group.Key, group => group.First());
        var trees = whole.SyntaxTrees.Skip(1).GroupBy(tree => Home(tree.FilePath, files))
            .Where(group => group.Key is not null).ToDictionary(group => group.Key!, group => group.ToList());
        var made = new Dictionary<string, CSharpCompilation>(StringComparer.Ordinal);
        foreach (var home in trees.Keys)
            Make(home, []);
        return made;

        CSharpCompilation? Make(string home, HashSet<string> open)
        {
            if (made.TryGetValue(home, out var known))
                return known;
            if (!trees.TryGetValue(home, out var own) || !open.Add(home))
                return null;
            var references = Closure(files[home], []).Select(reference => Make(reference, open)).OfType<CSharpCompilation>()
                .Select(reference => reference.ToMetadataReference());
            var project = CSharpCompilation.Create(Path.GetFileName(home), [usings, .. own],
                [.. whole.References, .. references], whole.Options);
            made.Add(home, project);
            return project;
        }
    }

    private static string? Home(string file, Dictionary<string, string> projects)
    {
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(file)); folder is not null; folder = Path.GetDirectoryName(folder))
            if (projects.ContainsKey(folder))
                return folder;
        return null;
    }

    /// <summary>The folders of the projects that one refers to, directly and through others.</summary>
    private static HashSet<string> Closure(string project, HashSet<string> found)
    {
        foreach (var reference in XDocument.Load(project).Descendants().Where(element => element.Name.LocalName == "ProjectReference"))
        {
            var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!,
                ((string?)reference.Attribute("Include") ?? "").Replace('\\', '/')));
            if (File.Exists(path) && found.Add(Path.GetDirectoryName(path)!))
                Closure(path, found);
        }
        return found;
    }
}
