using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>Threads that the program starts for single calls: they come and go, unlike those of the pool.</summary>
internal sealed class ThreadsOfCalls
{
    private readonly Lazy<bool> _exist;

    private ThreadsOfCalls(CompilationScope scope) => _exist = new Lazy<bool>(() => Find(scope));

    public static ThreadsOfCalls Of(CompilationScope scope) => scope.Part(known => new ThreadsOfCalls(known));

    public bool Exist => _exist.Value;

    /// <summary>Some object's method with a parameter makes one in a local.</summary>
    private static bool Find(CompilationScope scope)
    {
        if (scope.Compilation.GetTypeByMetadataName("System.Threading.Thread") is not { } thread)
            return false;
        foreach (var mention in Mentions.Of(scope).Of(thread))
            if (mention.Parent is ObjectCreationExpressionSyntax
                {
                    Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } }
                } creation
                && creation.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { ParameterList.Parameters.Count: > 0 } method
                && method.Identifier.ValueText != "Main")
                return true;
        return false;
    }
}
