using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace WesMemGuard.Analyzers.Tests.Support;

/// <summary>Applies the fixes of the rules as an editor would.</summary>
internal static class Fixer
{
    private const int MostRounds = 5;

    public static IReadOnlyList<CodeFixProvider> All { get; } =
        [.. typeof(LeakCodeFix).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(LeakCodeFix).IsAssignableFrom(type)).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    public static CodeFixProvider? For(string id) => All.SingleOrDefault(fix => fix.FixableDiagnosticIds.Contains(id));

    /// <summary>The code after every finding of the rule was fixed; null when a finding has no fix.</summary>
    public static async Task<string?> FixAsync(string id, string code)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, code);
        for (var round = 0; round < MostRounds; round++)
        {
            var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync())!;
            var tree = await document.GetSyntaxTreeAsync();
            var finding = Snippet.Diagnose(compilation).FirstOrDefault(found => found.Id == id && found.Location.SourceTree == tree);
            if (finding is null)
                return (await document.GetTextAsync()).ToString();
            if (await ApplyAsync(For(id)!, document, finding) is not { } changed)
                return null;
            document = changed;
        }
        throw new InvalidOperationException($"{id} still there after {MostRounds} fixes:\n{await document.GetTextAsync()}");
    }

    private static Document Open(AdhocWorkspace workspace, string code)
    {
        var project = workspace.AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "Case", "Case", LanguageNames.CSharp, compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable), parseOptions: new CSharpParseOptions(LanguageVersion.Preview), metadataReferences: Net100.References.All));
        project = project.AddDocument("Usings.cs", Snippet.Usings, filePath: "Usings.cs").Project;
        project = project.AddDocument("Stubs.cs", Stubs.Source, filePath: "Stubs.g.cs").Project;
        return project.AddDocument("Case.cs", SourceText.From(code), filePath: "Case.cs");
    }

    private static async Task<Document?> ApplyAsync(CodeFixProvider fix, Document document, Diagnostic finding)
    {
        CodeAction? action = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (found, _) => action ??= found, CancellationToken.None));
        if (action is null)
            return null;
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return await Formatter.FormatAsync(solution.GetDocument(document.Id)!, Formatter.Annotation);
    }
}
