using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.World;

/// <summary>
/// The compiler's own view of files beside the type that is judged: one model for each file that some rule looks into.
/// </summary>
internal sealed class Models(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _known = new();

    public static Models Of(CompilationScope scope) => scope.Part(known => new Models(known.Compilation));

    // Few files of a compilation are asked for, and the model that the driver keeps is given for the judged type alone.
#pragma warning disable RS1030
    public SemanticModel For(SyntaxTree tree) => _known.GetOrAdd(tree, known => compilation.GetSemanticModel(known));
#pragma warning restore RS1030
}
