using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Types of the program whose objects stop waiting by themselves: a timer or a token of theirs gives the answer.
/// </summary>
internal sealed class TimedWaits(CompilationScope scope)
{
    private const int MostHops = 2;
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    public static TimedWaits Of(CompilationScope scope) => scope.Part(known => new TimedWaits(known));

    public bool Contains(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, DeclaringSyntaxReferences.IsEmpty: false } named
            && _known.GetOrAdd(named.OriginalDefinition, known => EndsByItself((INamedTypeSymbol)known));

    private bool EndsByItself(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor } method
                && MaySetLimit(method) && ForeignCode.Of(scope).BodyOf(method) is { } body && SetsLimit(body, type))
                return true;
        return false;
    }

    /// <summary>By its syntax, makes something of two arguments or registers something: no other method need be bound.</summary>
    private static bool MaySetLimit(IMethodSymbol method)
    {
        foreach (var declaration in method.DeclaringSyntaxReferences)
            foreach (var node in declaration.GetSyntax().DescendantNodes())
                if (node is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } given }
                        && MayBeFunction(given[0].Expression)
                    || node is InvocationExpressionSyntax { Expression: var called }
                        && LastName.Of(called) is "Register" or "UnsafeRegister")
                    return true;
        return false;
    }

    private static bool MayBeFunction(ExpressionSyntax given) => given is not (LiteralExpressionSyntax or InvocationExpressionSyntax
        or ThisExpressionSyntax or BinaryExpressionSyntax or InterpolatedStringExpressionSyntax or TypeOfExpressionSyntax);

    /// <summary>A timer that fires once, or a token, is given code that answers.</summary>
    private bool SetsLimit(Body body, INamedTypeSymbol type)
    {
        foreach (var timer in body.Creations)
            if (TypeName.Is(timer.Type, "System.Threading.Timer") && timer.Arguments.Length > 1
                && !Timers.IsPeriodic(timer)
                && FactoryMethods(timer.Arguments[0].Value, type))
                return true;
        foreach (var call in body.Calls)
            if (call.TargetMethod is { Name: "Register" or "UnsafeRegister", ContainingType.Name: "CancellationToken" }
                && FactoryMethods(Ops.ArgumentAt(call, 0), type))
                return true;
        return false;
    }

    private bool FactoryMethods(IOperation? given, INamedTypeSymbol type)
    {
        var bare = Ops.Bare(given);
        if (bare is IDelegateCreationOperation creation)
            bare = Ops.Bare(creation.Target);
        return bare switch
        {
            IAnonymousFunctionOperation lambda => Signals(lambda, type, 0),
            IMethodReferenceOperation group => Signals(group.Method, type, 0),
            _ => false,
        };
    }

    private bool Signals(IMethodSymbol method, INamedTypeSymbol type, int hops) =>
        hops <= MostHops && SymbolEqualityComparer.Default.Equals(method.ContainingType?.OriginalDefinition, type)
            && ForeignCode.Of(scope).BodyOf(method) is { } body && Signals(body.Root, type, hops);

    private bool Signals(IOperation code, INamedTypeSymbol type, int hops)
    {
        foreach (var operation in code.Descendants())
            if (operation is IInvocationOperation call
                && (IsAnswer(call.TargetMethod) || Signals(call.TargetMethod, type, hops + 1)))
                return true;
        return false;
    }

    private static bool IsAnswer(IMethodSymbol method) =>
        method.MethodKind == MethodKind.DelegateInvoke
        || (method.ContainingType?.Name == "TaskCompletionSource"
            && (method.Name.StartsWith("Set", StringComparison.Ordinal)
                || method.Name.StartsWith("TrySet", StringComparison.Ordinal)));
}
