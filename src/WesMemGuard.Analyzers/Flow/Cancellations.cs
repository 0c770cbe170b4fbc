using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>
/// Calls that cancel a token source: its own methods, and those of the program that cancel a source they are given.
/// </summary>
internal sealed class Cancellations
{
    private readonly ConcurrentDictionary<ISymbol, bool> _cancelled = new(SymbolEqualityComparer.Default);

    public static Cancellations Of(CompilationScope scope) => scope.Part(static _ => new Cancellations());

    /// <summary>The local, parameter or member of the source that the call cancels at once; null for any other call.</summary>
    public ISymbol? SourceOf(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is "Cancel" or "CancelAsync")
            return Ops.Symbol(Ops.Reached(call.Instance));
        foreach (var argument in call.Arguments)
            if (argument.Parameter is { } parameter && TypeName.Is(parameter.Type, Tokens.SourceType)
                && _cancelled.GetOrAdd(parameter.OriginalDefinition, static known => IsCancelled((IParameterSymbol)known)))
                return Ops.Symbol(Ops.Reached(argument.Value));
        return null;
    }

    private static bool IsCancelled(IParameterSymbol parameter)
    {
        foreach (var declaration in parameter.ContainingSymbol.DeclaringSyntaxReferences)
            foreach (var node in declaration.GetSyntax().DescendantNodes())
                if (node is InvocationExpressionSyntax { Expression: var method } call && LastName.Of(method) is "Cancel" or "CancelAsync"
                    && Receiver(call) is IdentifierNameSyntax source && source.Identifier.ValueText == parameter.Name)
                    return true;
        return false;
    }

    private static ExpressionSyntax? Receiver(InvocationExpressionSyntax call) => call switch
    {
        { Expression: MemberAccessExpressionSyntax access } => access.Expression,
        { Expression: MemberBindingExpressionSyntax, Parent: ConditionalAccessExpressionSyntax access } => access.Expression,
        _ => null,
    };
}
