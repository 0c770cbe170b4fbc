using System.Collections.Immutable;
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
    private static readonly AdhocWorkspace Workspace = new();
    private static readonly Project Usual = With(Snippet.Usings);

    public static IReadOnlyList<CodeFixProvider> All { get; } =
        [.. typeof(LeakCodeFix).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    public static CodeFixProvider? For(string id) => All.SingleOrDefault(fix => fix.FixableDiagnosticIds.Contains(id));

    /// <summary>The code after every finding of the rule was fixed; null when a finding has no fix.</summary>
    public static async Task<string?> FixAsync(string id, string code)
    {
        var document = Open(code);
        for (var round = 0; round < MostRounds; round++)
        {
            var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync())!;
            var tree = await document.GetSyntaxTreeAsync();
            var finding = Snippet.Diagnose(compilation).FirstOrDefault(found => found.Id == id
                && found.Location.SourceTree == tree);
            if (finding is null)
                return (await document.GetTextAsync()).ToString();
            if (await ApplyAsync(For(id)!, document, finding) is not { } changed)
                return null;
            document = changed;
        }
        throw new InvalidOperationException($"{id} still there after {MostRounds} fixes:\n{await document.GetTextAsync()}");
    }

    /// <summary>The code after the first finding of the rule was fixed once; null when it has no fix.</summary>
    public static async Task<string?> FixOnceAsync(string id, string code, string usings = Snippet.Usings)
    {
        var document = Open(code, usings);
        var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync())!;
        var tree = await document.GetSyntaxTreeAsync();
        var finding = Snippet.Diagnose(compilation).First(found => found.Id == id && found.Location.SourceTree == tree);
        return await ApplyAsync(For(id)!, document, finding) is { } changed
            ? (await changed.GetTextAsync()).ToString() : null;
    }

    /// <summary>The code after Fix All of each rule in one pass, as <c>dotnet format</c> makes it.</summary>
    public static async Task<string> FixAllAsync(string code)
    {
        var document = Open(code);
        var found = await FindAsync(document);
        foreach (var fix in All.OfType<LeakCodeFix>().OrderBy(fix => fix.FixableDiagnosticIds[0],
            StringComparer.Ordinal))
        {
            var own = found.Where(f => f.Id == fix.FixableDiagnosticIds[0]).ToImmutableArray();
            if (own.IsEmpty)
                continue;
            var context = new FixAllContext(document, fix, FixAllScope.Document, fix.FixableDiagnosticIds[0],
                fix.FixableDiagnosticIds, new Known(own), CancellationToken.None);
            if (await fix.GetFixAllProvider().GetFixAsync(context) is not { } action)
                continue;
            var operations = await action.GetOperationsAsync(CancellationToken.None);
            document = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
            found = await FindAsync(document);
        }
        return (await document.GetTextAsync()).ToString();
    }

    /// <summary>What the rules say of a document as it stands now.</summary>
    private static async Task<ImmutableArray<Diagnostic>> FindAsync(Document document)
    {
        var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync())!;
        var tree = await document.GetSyntaxTreeAsync();
        return [.. Snippet.Diagnose(compilation).Where(found => found.Location.SourceTree == tree)];
    }

    private sealed class Known(ImmutableArray<Diagnostic> found) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project,
            CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document,
            CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project,
            CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }

    /// <summary>The files after every finding of the rule that has a fix was fixed.</summary>
    public static async Task<IReadOnlyList<(string Path, string Text)>> FixAsync(string id,
        IReadOnlyList<(string Path, string Text)> files)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var finding =
                FileSnippet.Diagnose(files).FirstOrDefault(found => found.Id == id && found.Properties.Count > 0);
            if (finding is null)
                return files;
            using var workspace = new AdhocWorkspace();
            var project = workspace.AddProject("Case", LanguageNames.CSharp);
            var path = finding.Location.GetLineSpan().Path;
            var document =
                project.AddAdditionalDocument(path, files.Single(file => FileSnippet.Rooted(file.Path) == path).Text,
                    filePath: path);
            CodeAction? action = null;
            await For(id)!.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (found, _) => action ??= found,
                CancellationToken.None));
            var operations = await action.ShouldNotBeNull().GetOperationsAsync(CancellationToken.None);
            var text = await operations.OfType<ApplyChangesOperation>()
                .Single().ChangedSolution.GetAdditionalDocument(document.Id)!.GetTextAsync();
            files = [.. files.Select(file => FileSnippet.Rooted(file.Path) == path ? (file.Path, text.ToString()) : file)];
        }
        throw new InvalidOperationException($"{id} still there after {MostRounds} fixes");
    }

    private static Document Open(string code, string usings = Snippet.Usings) =>
        (usings == Snippet.Usings ? Usual : With(usings)).AddDocument("Case.cs", SourceText.From(code), filePath: "Case.cs");

    private static Project With(string usings)
    {
        var project = Workspace.AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "Case", "Case",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Preview), metadataReferences: Snippet.References));
        project = project.AddDocument("Usings.cs", usings, filePath: "Usings.cs").Project;
        // What is opened later is bound against its references' symbols, which cost more than the case itself.
        project.GetCompilationAsync().GetAwaiter().GetResult().ShouldNotBeNull();
        return project;
    }

    private static async Task<Document?> ApplyAsync(CodeFixProvider fix, Document document, Diagnostic finding)
    {
        CodeAction? action = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (found, _) => action ??= found,
            CancellationToken.None));
        if (action is null)
            return null;
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return await Formatter.FormatAsync(solution.GetDocument(document.Id)!, Formatter.Annotation);
    }
}
